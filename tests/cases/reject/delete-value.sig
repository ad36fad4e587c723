function f() { return 1 }
probe begin { delete 5  delete f()  exit() }
