# Who killed a process, and where that one came from: the shipped script.
touch receiver printed
test_receiver > receiver &
until grep -q pid: receiver; do usleep 10000; done
receiver=$(sed -n 's/^pid: //p' receiver)
sigscript -T 30 -x "$receiver" $SCRIPTS/who_killed.sig "$receiver" > printed 2>&1 &
tracer=$!
until grep -q waiting printed || ! kill -0 $tracer 2> /dev/null; do usleep 10000; done
test_sender 9 "$receiver" > sender
wait $tracer
kill -9 "$receiver" 2> /dev/null
sed 's/([0-9]*)/(PID)/g; s/[0-9.]* s later/T later/; s/9 [0-9]*$/9 PID/; s/ [^ ]* < .*/ …/' printed
