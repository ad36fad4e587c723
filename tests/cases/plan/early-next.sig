// Early next: what is behind it is reached by the opposite only.
probe signal.send
{
  if (sig != 9) next
  if (sig_pid <= 1) next
  println(pid_name)
}
