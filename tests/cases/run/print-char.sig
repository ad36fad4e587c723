// print_char writes single bytes.
probe begin { foreach_ = "Hi!"  for (i = 0; i < 3; i++) print_char(stringat(foreach_, i))  print_char(10)  print_char(0x141)  print_char(0xc3) print_char(0xa9)  println()  exit() }
