# A tracer that is killed leaves no instance, no program and no event that is on.
sigscript -T 10 -c 'sleep 10' -e 'probe signal.send { }' &
sleep 1
kill -9 $!
wait
sleep 1
killall -q -9 sleep
echo "instances: $(ls /sys/kernel/tracing/instances)"
echo "events: $(cat /sys/kernel/tracing/events/enable)"
echo "programs: $(cat /proc/[0-9]*/fdinfo/* 2>/dev/null | grep -c prog_id)"
