// Unused variables of the alias cost nothing; origin needs siginfo and flags.
probe signal.send { if (sig_pid == 5) println(origin, " ", code_name, " ", result) }
