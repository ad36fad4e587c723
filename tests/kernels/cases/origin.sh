# Where signals come from: a process, a broken pipe.
cat > cast <<'CAST'
exec 2> /dev/null
kill -URG $$
yes | true
kill -SEGV $$
CAST
sigscript -c 'sh cast' -e '
  probe signal.send { if (target_set_pid(pid()) && sig != 17) println(sig_name, " ", pid_name, " ", origin) }'
