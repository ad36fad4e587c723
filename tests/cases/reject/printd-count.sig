probe begin { printd(",", 1)  printdln("-")  exit() }
