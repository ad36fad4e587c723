// begin and end probes by number, equal ones in the order of the script.
probe begin(2) { println("begin 2") exit() }
probe end(5) { println("end 5") }
probe begin { println("begin 0, first") }
probe begin(-3) { println("begin -3") }
probe begin { println("begin 0, second") }
probe end(-5) { println("end -5") }
probe end { println("end 0") }
