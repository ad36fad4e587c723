prob begin { exit() }
