// -D MAXERRORS=1: the first error is forgiven, the second is not.
probe begin(1) { println("one")  error("first") }
probe begin(2) { println("two") }
probe begin(3) { println("three")  error("second") }
probe begin(4) { println("never") }
probe error { println("error probe") }
