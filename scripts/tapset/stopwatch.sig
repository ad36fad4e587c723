// Stopwatches by name, after SystemTap's stopwatch tapset.

// Starts a stopwatch, or lets it go on.
function start_stopwatch(name:string) { __start_stopwatch(name, gettimeofday_ns()) }

// Stops a stopwatch.
function stop_stopwatch(name:string) { __stop_stopwatch(name, gettimeofday_ns()) }

// The time on a stopwatch in nanoseconds.
function read_stopwatch_ns:long(name:string) { return __read_stopwatch(name, gettimeofday_ns()) }

// The time on a stopwatch in microseconds.
function read_stopwatch_us:long(name:string) { return read_stopwatch_ns(name) / 1000 }

// The time on a stopwatch in milliseconds.
function read_stopwatch_ms:long(name:string) { return read_stopwatch_ns(name) / 1000000 }

// The time on a stopwatch in seconds.
function read_stopwatch_s:long(name:string) { return read_stopwatch_ns(name) / 1000000000 }
