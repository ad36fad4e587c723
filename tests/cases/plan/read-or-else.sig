function text:string(address:long) { return user_string(address + 8, "unread") . "!" }
probe kernel.syscall("open*at") { if (user_int($arg2, -1) == 5) println(text($arg2), user_long($arg3, $arg4)) }
