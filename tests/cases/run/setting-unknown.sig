probe begin { exit() }
