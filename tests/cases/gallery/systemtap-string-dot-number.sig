probe signal.send { println("pid " . pid()) }
