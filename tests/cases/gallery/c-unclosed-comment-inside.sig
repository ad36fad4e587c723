probe begin { /* what println("x") }
