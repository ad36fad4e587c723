# Every signal of the recording, with all that it tells.
probe signal.send
{
  printf("%s %d %s(%d) -> %s(%d): %s(%d) %s, shared %d, on %d, %s\n", name, sig, execname(), tid(), pid_name, sig_pid,
         code_name, code, result_text, shared, cpu(), sig_name)
}
probe end { println("end") }
