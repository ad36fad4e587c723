// The beginning of the call keeps what its end asks for.
probe kernel.syscall.return {
  if ($return > 100) printf("%d: %s %d\n", pid(), @entry(user_string($arg2)), @entry($arg1))
}
