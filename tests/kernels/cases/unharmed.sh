# A tracer that is killed leaves no instance, no program and no event that is on, and the kernel well.
touch out
/bin/sigscript --backend "$backend" -T 10 -c 'sleep 10' \
  -e 'probe begin { println("tracing") } probe signal.send { if (sig == 64) println(pid()) }' > out &
until grep -q tracing out; do usleep 10000; done
kill -9 $!
wait 2> /dev/null
sleep 1
killall -q -9 sleep
echo "instances: $(ls /sys/kernel/tracing/instances)"
echo "events: $(cat /sys/kernel/tracing/events/enable)"
echo "programs: $(cat /proc/[0-9]*/fdinfo/* 2>/dev/null | grep -c prog_id)"
# What the kernel says of itself: bit 7 is an oops, bit 9 a warning.
echo "kernel: $(($(cat /proc/sys/kernel/tainted) & (1 << 7 | 1 << 9)))"
dmesg | grep -A 30 'BUG:\|Oops\|WARNING:' || true
