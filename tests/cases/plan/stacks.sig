// What a stack with names captures: the addresses, and for those of a process what tells its maps apart.
probe signal.send
{
  if (sig != 9) next
  print_backtrace()
  print_ubacktrace()
  println(probefunc())
}
