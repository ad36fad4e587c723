# A processor that is taken away and comes back while its events are read: none is missing.
processor=/sys/devices/system/cpu/cpu1/online
sigscript -c "
  send() { i=0; while [ \$i -lt 100 ]; do kill -URG \$\$; i=\$((i+1)); done; }
  taskset -p 2 \$\$ > /dev/null; send
  taskset -p 1 \$\$ > /dev/null; echo 0 > $processor; send
  echo processor \$(cat $processor); echo 1 > $processor
  taskset -p 2 \$\$ > /dev/null; send" -e '
  global count
  probe signal.send { if (sig == 23 && sig_pid == target()) { println(sig_name); count++ } }
  probe end { println(count, " signals") }' > lines 2> errors
echo "$(grep -c '^SIGURG$' lines) lines"
grep -v '^SIGURG$' lines
grep 'lost' errors
