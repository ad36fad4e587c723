// if (…) behind a point: the handler runs while the condition over globals holds.
global n, on = 1
probe timer.ms(2) if (on && n < 3) { println("tick ", ++n)  if (n == 2) on = 0 }
probe timer.ms(40) { println("on is ", on)  exit() }
probe begin if (on) { println("begin") }
probe end if (n > 100) { println("never") }
