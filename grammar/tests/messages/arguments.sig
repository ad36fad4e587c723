probe begin { println($1, @2, $3, @0) }
