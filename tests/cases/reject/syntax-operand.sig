probe begin { x = 3 + ; exit() }
