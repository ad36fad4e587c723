probe begin { for (int i = 0; i < 10; i++) println(i) }
