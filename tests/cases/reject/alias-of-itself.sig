probe mine = other { }
probe other = mine { }
probe mine { exit() }
