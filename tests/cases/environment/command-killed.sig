probe begin { println("tracing") }
