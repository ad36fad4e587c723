probe begin { e = 5 println(e) try { println(1/0) } catch (e) { println(e) } }
