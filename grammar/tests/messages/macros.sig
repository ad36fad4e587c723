@define loop %( @loop + 1 %)
@define a(x) %( @b(@x) %)
@define b(x) %( @a(@x) %)
@define twice(x) %( @x @x %)
@define twice(x) %( @x %)
@define count(x) %( 5 %)
@define nobody
@define outer %( @define inner %( 1 %) %)
probe begin { println(@loop, @a(1), @twice, @twice(1, 2)) }
