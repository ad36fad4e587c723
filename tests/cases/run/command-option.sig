// -c: the session ends with the command, and with its exit status.
probe begin { println(target() > 1 ? "has a target" : "has none") }
probe end { println("end") }
// Where the option is ignored.
probe timer.s(5) { println("no command") exit() }
