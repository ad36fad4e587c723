probe beginn { exit() }
