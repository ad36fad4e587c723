const LIMIT = 5
probe begin { println(LIMIT) }
