function f() { return $sig }
probe signal.send { println(f()) }
