// Through locals, one made of another.
probe signal.send
{
  number = sig
  same = number
  to_init = sig_pid == 1
  if (same == 9 && to_init) println("init")
}
