@define dozen %( 13 %)
probe begin { println(@twice(4 + 1), " ", @twice(@dozen)) exit() }
