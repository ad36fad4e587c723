// private before functions and globals.
private global secret = 20, other
private function add(n) { other = n  return secret + n }
probe begin { println(add(2), other)  exit() }
