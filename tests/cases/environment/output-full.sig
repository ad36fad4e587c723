probe begin { for (i = 0; i < 100000; i++) println(i)  exit() }
