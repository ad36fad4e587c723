// A stack is one of an event.
probe begin { print_ubacktrace() exit() }
