probe signal.send { println(f"pid {pid()}") }
