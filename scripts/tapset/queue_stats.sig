// Queueing statistics by name, after SystemTap's queue_stats tapset. Times are in microseconds, rates in events a microsecond; both come
// multiplied by `scale`.

// A request arrives and waits.
function qs_wait(qname:string) { __qs_wait(qname, gettimeofday_us()) }

// A waiting request begins to be served.
function qs_run(qname:string) { __qs_run(qname, gettimeofday_us()) }

// A request was served.
function qs_done(qname:string) { __qs_done(qname, gettimeofday_us()) }

// Begins the statistics of a queue, or begins them anew.
function qsq_start(qname:string) { __qsq_start(qname, gettimeofday_us()) }

// The part of the time in which a request was being served.
function qsq_utilization:long(qname:string, scale:long) { return __qsq_utilization(qname, scale, gettimeofday_us()) }

// The part of the time in which requests were waiting.
function qsq_blocked:long(qname:string, scale:long) { return __qsq_blocked(qname, scale, gettimeofday_us()) }

// The average number of waiting requests.
function qsq_wait_queue_length:long(qname:string, scale:long)
{
  return __qsq_wait_queue_length(qname, scale, gettimeofday_us())
}

// The average time that a request is being served.
function qsq_service_time:long(qname:string, scale:long) { return __qsq_service_time(qname, scale, gettimeofday_us()) }

// The average time from a request's arrival to its end.
function qsq_wait_time:long(qname:string, scale:long) { return __qsq_wait_time(qname, scale, gettimeofday_us()) }

// The rate of requests served.
function qsq_throughput:long(qname:string, scale:long) { return __qsq_throughput(qname, scale, gettimeofday_us()) }

// Prints a queue's statistics on one line.
function qsq_print(qname:string) { __qsq_print(qname, gettimeofday_us()) }
