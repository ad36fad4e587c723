probe signal.send { if (strcmp(execname(), "sh") == 0) println("x") }
