// The limit on a handler's steps can be set.
probe begin { for (i = 0; i < 1000; i++) n += i  println(n)  exit() }
