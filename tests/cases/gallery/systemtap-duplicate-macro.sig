@define limit %( 1 %)
@define limit %( 2 %)
probe begin { println(@limit) }
