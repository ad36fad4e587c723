#!/usr/bin/env sigscript
# Measures how long block devices work on requests: a histogram of microseconds for each device and direction when it ends.
#
# usage:   sigscript disklatency.sig [DEVICE]
#          with DEVICE only of that one: sda, nvme0n1
# example: sigscript -T 10 disklatency.sig
#          measuring
#          vda write: 24 requests, 812 us on average, 2048 us at most
#          value |-------------------------------------------------- count
#            128 |                                                    0
#            256 |                                                    0
#            512 |@@@@@@@@@@@@@@@@@@                                 18
#           1024 |@@@@@                                               5
#           2048 |@                                                   1

global issued%[65536], time

# What a request does, from its operation (include/linux/blk_types.h).
function operation_name:string(operation:long)
{
  return operation == 0 ? "read" : operation == 1 ? "write" : operation == 2 ? "flush" : operation == 3 ? "discard" : "other"
}

# The same from the letters that records have.
function letters_name:string(letters:string)
{
  if (isinstr(letters, "R")) return "read"
  if (isinstr(letters, "W")) return "write"
  if (isinstr(letters, "D")) return "discard"
  return isinstr(letters, "F") ? "flush" : "other"
}

probe issue = kernel.trace("block_rq_issue") !, kernel.tracepoint("block:block_rq_issue")
{
  disk = @choose_defined($rq->q->disk->disk_name, sprintf("%d:%d", MAJOR($dev), MINOR($dev)))
  place = @choose_defined($rq, $sector)
}

probe complete = kernel.trace("block_rq_complete") !, kernel.tracepoint("block:block_rq_complete")
{
  disk = @choose_defined($rq->q->disk->disk_name, sprintf("%d:%d", MAJOR($dev), MINOR($dev)))
  place = @choose_defined($rq, $sector)
  what = @defined($rq) ? operation_name($rq->cmd_flags & 255) : letters_name($rwbs)
}

probe begin { println("measuring") }

probe issue
{
  %( $# >= 1 %? if (disk != @1) next %)
  issued[disk, place] = ktime_get_ns()
}

probe complete
{
  since = issued[disk, place]
  if (!since) next
  time[disk, what] <<< (ktime_get_ns() - since) / 1000
  delete issued[disk, place]
}

probe end
{
  foreach ([disk, what] in time-) {
    printf("%s %s: %d requests, %d us on average, %d us at most\n", disk, what,
      @count(time[disk, what]), @avg(time[disk, what]), @max(time[disk, what]))
    print(@hist_log(time[disk, what]))
  }
}
