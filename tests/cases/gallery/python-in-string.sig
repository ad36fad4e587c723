probe signal.send { if ("sh" in execname()) println("x") }
