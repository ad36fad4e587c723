private global a
private global a = 1
probe begin { println(a) a = 2 exit() }
