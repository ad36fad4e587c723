# A thousand events that are counted where they happen: in the kernel, where the backend can.
sigscript -c 'i=0; while [ $i -lt 1000 ]; do kill -URG $$; i=$((i+1)); done' -e '
  global count
  probe signal.send { if (sig == 23 && sig_pid == target()) count[pid_name, sig_name]++ }
  probe end { foreach ([who, what] in count) println(who, " ", what, " ", count[who, what]) }'
