@define one %( 1 %)
@define one %( 2 %)
probe begin { println(@one)  exit() }
