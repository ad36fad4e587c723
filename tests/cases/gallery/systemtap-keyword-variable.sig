probe begin { limit = 5 println(limit) }
