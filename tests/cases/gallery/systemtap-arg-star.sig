probe begin { println($*) }
