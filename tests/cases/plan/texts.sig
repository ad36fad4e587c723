# Texts that are read at an address, and the beginning of a text.
probe kernel.trace("sched_process_exec") { if (kernel_string($bprm->filename) == "/bin/true") println(pid()) }
probe kernel.tracepoint("sched:sched_process_exec") { if ($filename != "/bin/true") println(pid()) }
probe syscall.openat { if (substr(execname(), 0, 3) == "cat") println(pid()) }
probe syscall.openat { if (substr(execname(), 0, 5) == "cat") println(pid()) }
probe syscall.openat { if (substr(execname(), 0, 2) == "cat") println(pid()) }
