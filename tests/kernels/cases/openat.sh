# A system call with text as argument, and its result.
sigscript -c 'cat /etc/nowhere 2>/dev/null' -e '
  probe syscall.openat.return { if (target_set_pid(pid()) && retval < 0) printf("%s(%s) = %s\n", name, argstr, retstr) }'
