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
