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

probe begin { println("measuring") }

probe kernel.trace("block_rq_issue")
{
  %( $# >= 1 %? if ($rq->q->disk->disk_name != @1) next %)
  issued[$rq] = ktime_get_ns()
}

probe kernel.trace("block_rq_complete")
{
  since = issued[$rq]
  if (!since) next
  operation = $rq->cmd_flags & 255
  what = operation == 0 ? "read" : operation == 1 ? "write" : operation == 2 ? "flush" : operation == 3 ? "discard" : "other"
  time[$rq->q->disk->disk_name, what] <<< (ktime_get_ns() - since) / 1000
  delete issued[$rq]
}

probe end
{
  foreach ([disk, what] in time-) {
    printf("%s %s: %d requests, %d us on average, %d us at most\n", disk, what,
      @count(time[disk, what]), @avg(time[disk, what]), @max(time[disk, what]))
    print(@hist_log(time[disk, what]))
  }
}
