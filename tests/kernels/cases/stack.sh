# The kernel's functions that led to an event, by name.
sigscript -c 'kill -URG $$' -e '
  probe signal.send { if (sig == 23 && sig_pid == target()) print_backtrace() }' > stack 2>&1
grep '^error' stack || grep -o 'kill_pid_info' stack | sort -u
