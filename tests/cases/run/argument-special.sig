// Characters that mean something elsewhere, in string arguments.
probe begin { println(@1) println(@2) println(@3) println(strlen(@4)) exit() }
