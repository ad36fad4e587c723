// Guards inside guards are a conjunction; a branch without effect does not count.
probe signal.send
{
  if (sig == 15) {
    if (pid() != 1) { if (sig_pid > 100) println("seen") }
    else unused = 1
  }
}
