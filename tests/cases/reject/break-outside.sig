function f() { continue }
probe begin { f()  break  exit() }
