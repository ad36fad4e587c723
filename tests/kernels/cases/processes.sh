# What becomes of a process: born, another program, its end; and the status that is passed on.
sigscript -c 'cat /dev/null; exit 3' -e '
  probe kprocess.exec_complete { if (target_set_pid(pid())) println("exec ", execname(), " ", errno) }
  probe process.end { if (target_set_pid(pid())) println("end ", execname(), " ", pid() == target()) }'
echo "status $?"
