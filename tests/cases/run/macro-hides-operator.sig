// A macro may have the name of an operator; that is warned of.
@define count(n) %( @n + 1 %)
probe begin { println(@count(4))  exit() }
