probe begin { let $x = 1; println($x) }
