probe begin { println(@twice) exit() }
