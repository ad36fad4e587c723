// The time of the event, as SystemTap's functions give it: since the start of 1970.

// Nanoseconds since 1970.
function gettimeofday_ns:long() { return ktime_get_ns() + __realtime_offset() }

// Microseconds since 1970.
function gettimeofday_us:long() { return gettimeofday_ns() / 1000 }

// Milliseconds since 1970.
function gettimeofday_ms:long() { return gettimeofday_ns() / 1000000 }

// Seconds since 1970.
function gettimeofday_s:long() { return gettimeofday_ns() / 1000000000 }

// The time of the event as text, in UTC.
function ctime:string() { return ctime(gettimeofday_s()) }

// The clocks of the processors: the kernel's own run apart by little, and all stand for the clock that never jumps here.

// Nanoseconds of the current processor's clock.
function local_clock_ns:long() { return ktime_get_ns() }

// Nanoseconds of a processor's clock.
function cpu_clock_ns:long(cpu:long) { return ktime_get_ns() }

// Microseconds of the current processor's clock.
function local_clock_us:long() { return ktime_get_ns() / 1000 }

// Microseconds of a processor's clock.
function cpu_clock_us:long(cpu:long) { return ktime_get_ns() / 1000 }

// Milliseconds of the current processor's clock.
function local_clock_ms:long() { return ktime_get_ns() / 1000000 }

// Milliseconds of a processor's clock.
function cpu_clock_ms:long(cpu:long) { return ktime_get_ns() / 1000000 }

// Seconds of the current processor's clock.
function local_clock_s:long() { return ktime_get_ns() / 1000000000 }

// Seconds of a processor's clock.
function cpu_clock_s:long(cpu:long) { return ktime_get_ns() / 1000000000 }

// How many timer ticks the kernel makes in a second, as it was built; an error where its build options are not told.
function HZ:long()
{
  %( CONFIG_HZ == "1000" %? return 1000
  %: %( CONFIG_HZ == "300" %? return 300
  %: %( CONFIG_HZ == "250" %? return 250
  %: %( CONFIG_HZ == "100" %? return 100
  %: error("the build options of this kernel do not tell HZ") return 0 %) %) %) %)
}

// The kernel's count of timer ticks, from its clock: it starts five minutes before the first overflow of 32 bits.
function jiffies:long() { return 4294967296 - 300 * HZ() + ktime_get_ns() / (1000000000 / HZ()) }

// Nanoseconds as minutes and seconds: `1m02.000000003s`.
function nsecs_to_string:string(time:long) { return sprintf("%dm%02d.%09ds", time / 60000000000, time / 1000000000 % 60, time % 1000000000) }

// Microseconds as minutes and seconds: `1m02.000003s`.
function usecs_to_string:string(time:long) { return sprintf("%dm%02d.%06ds", time / 60000000, time / 1000000 % 60, time % 1000000) }

// Milliseconds as minutes and seconds: `1m02.003s`.
function msecs_to_string:string(time:long) { return sprintf("%dm%02d.%03ds", time / 60000, time / 1000 % 60, time % 1000) }
