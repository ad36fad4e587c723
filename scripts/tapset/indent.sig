// Indented call traces, after SystemTap's indent tapset.

// The line's beginning for a call trace: microseconds since the first call, and blanks by the depth. Changes the depth by `delta`.
function indent:string(delta:long) { return __indent(delta, gettimeofday_us()) }

// The same, counted for each thread, with the thread's name and id.
function thread_indent:string(delta:long) { return __thread_indent(delta, tid(), execname(), gettimeofday_us()) }

// Changes the current thread's depth by `delta` and gives it.
function thread_indent_depth:long(delta:long) { return __thread_indent_depth(delta, tid()) }
