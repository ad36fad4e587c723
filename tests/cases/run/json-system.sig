// What commands print becomes objects, between what stands before and behind.
probe begin { print("before ")  println(1 + 1)  system("echo one; echo; printf two")  system("exit 3")  println("after")  exit() }
