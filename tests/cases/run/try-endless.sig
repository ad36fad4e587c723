// The limit on rounds cannot be caught.
probe begin { try { while (1) n++ } catch (m) { println("never ", m) } }
probe error { println("error probe") }
