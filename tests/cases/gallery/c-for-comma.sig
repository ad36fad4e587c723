probe begin { for (i = 0, j = 0; i < 10; i++) println(i) }
