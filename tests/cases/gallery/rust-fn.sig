fn f() -> i64 { 1 }
probe begin { println(f()) }
