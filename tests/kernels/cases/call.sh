# System calls with numbers as arguments, and their results.
sigscript -c 'exec 2> /dev/null; kill -0 1; kill -0 999999' -e '
  probe syscall.kill { if (execname() == "sh") printf("%s(%s)", name, argstr) }
  probe syscall.kill.return { if (execname() == "sh") printf(" = %d\n", retval) }'
