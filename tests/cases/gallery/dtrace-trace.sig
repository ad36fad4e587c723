probe begin { trace(5) }
