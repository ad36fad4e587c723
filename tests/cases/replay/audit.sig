# What auditd tells of those who send signals, and of others.
probe kernel.tracepoint("audit:*kill"), kernel.tracepoint("audit:pidfd_send_signal")
{
  printf("%s %d: %s(%d) %s of %d, signal %d to %s(%d) of %d: %s %d %s\n", ctime(), gettimeofday_ms() % 1000, execname(), pid(), $exe, $uid,
         $sig, $ocomm, $opid, $ouid, $success, $exit, $key)
}
probe kernel.tracepoint("audit:open") { printf("%s %d %x\n", $comm, $exit, $a0) }
