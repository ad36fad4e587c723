# Who sends a SIGKILL: the shipped script, two processes, one line.
touch receiver
test_receiver > receiver &
until grep -q pid: receiver; do usleep 10000; done
receiver=$(sed -n 's/^pid: //p' receiver)
mkfifo pipe
sigscript -T 10 -x "$receiver" -e "$(cat $SCRIPTS/signal_sender.sig)
  probe begin { println(\"tracing\") }
  probe signal.send { if (sig_pid == \$2 && sig == \$1) exit() }" 9 "$receiver" > pipe 2>&1 &
exec 3< pipe
read -r line <&3
echo "$line"
test_sender 9 "$receiver" > sender &
sender=$!
sed "s/$receiver/RECEIVER/; s/$sender/SENDER/" <&3
rm pipe
wait
