probe begin { println(12abc, 089) exit() }
