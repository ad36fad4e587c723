# Events as objects: their times, the values in a line, and an array at the end.
global count
probe signal.send {
  if (sig == 9) printf("%s: %s(%d) -> %s(%d)\n", sig_name, execname(), pid(), pid_name, sig_pid)
  count[sig_name]++
}
