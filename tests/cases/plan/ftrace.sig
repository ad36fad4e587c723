# What the kernel tests by itself: fields, names and masks; a process's id and arithmetic stay with the handler.
probe signal.send
{
  if ((sig == 9 || (sig & 3) != 0) && execname() == "bash" && sig_pid == 8722) printf("%s by %s(%d), user %d\n", sig_name, execname(), pid(), sender_uid)
}
probe kernel.tracepoint("signal:signal_deliver") { if ($sig > 5 && $code != -6 && cpu() == 1) println($sig) }
probe kernel.tracepoint("signal:signal_generate") { if ($comm == "it's" && substr(execname(), 0, 4) == "kwor" && pid() == 3) printf("%s %d\n", $comm, $group) }
probe kernel.syscall("kill").return { if ($return < 0 && tid() == 5) println(execname()) }
probe kernel.syscall("kill") { if ($arg2 == 9) println($arg1) }
