# A system call with text as argument, and its result.
sigscript -c 'cat /etc/nowhere' -e '
  probe syscall.openat.return { if (target_set_pid(pid())) printf("%s %s(%s) = %s\n", execname(), name, argstr, retstr) }' 2>&1 | grep -v -e '\.so' -e /locale
