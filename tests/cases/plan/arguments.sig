probe kernel.trace("signal_generate") { println(cmdline_arg(1), cmdline_args(0, -1, " "), env_var("HOME")) }
