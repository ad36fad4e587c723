probe begin { println($argc) }
