# A system call with text as argument, and its result; without memory of processes, the text's address.
sigscript -c 'cat /etc/nowhere 2>/dev/null' -e '
  probe syscall.openat.return { if (target_set_pid(pid()) && retval < 0) printf("%s(%s) = %s\n", name, argstr, retstr) }' 2>&1 |
  sed 's/0x[0-9a-f]\{2,\}/ADDRESS/'
