probe syscall.openat { if (filename_unquoted == "/etc/passwd") println(argstr) }
probe syscall.nanosleep.return { printf("%s(%s) = %s\n", name, argstr, retstr) }
probe syscall.close { println(fd) }
