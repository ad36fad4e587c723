// ";" and line ends mean nothing: statements may stand side by side, and an expression may go over lines.
probe begin { a = 1 b = 2; ; println(a
  +
  b) println(a) { { } } ; exit() }
