// Two guarded statements: either may have an effect.
probe signal.send
{
  if (sig == 9) println("kill")
  if (sig == 15 && sig_pid == 77) println("term")
}
