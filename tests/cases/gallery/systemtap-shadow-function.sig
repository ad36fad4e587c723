function pid() { return 5 }
probe signal.send { println(pid()) }
