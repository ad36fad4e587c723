# A reader that stands still while its small buffer runs over: what came and what is said to be lost is all there was. What ptrace watches waits.
[ "$backend" = ptrace ] || still='kill -STOP $PPID' further='kill -CONT $PPID'
sigscript --buffer-size 4K -c "$still
  i=0; while [ \$i -lt 2000 ]; do kill -URG \$\$; i=\$((i+1)); done
  $further" -e 'probe signal.send { if (sig == 23 && sig_pid == target()) println(sig_name) }' > lines 2> errors
lines=$(grep -c '^SIGURG$' lines)
lost=$(sed -n 's/^probe signal.send: \([0-9]*\) events delivered, \([0-9]*\) lost;.*/\2/p' errors)
echo "$((lines + ${lost:-0})) in all; some lost: $([ "${lost:-0}" -gt 0 ] && echo yes || echo no)"
