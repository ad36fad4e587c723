#!/usr/bin/env sigscript
// Counts the signals of one user's processes, and how many of them others than SIGCHLD are, once a second.
//
// usage:   sigscript signal_rate.sig UID [SECONDS]
//          with SECONDS as the time between two lines
// example: sigscript signal_rate.sig 1000
//          counting
//          31 signals, 12 of them not SIGCHLD
//          0 signals, 0 of them not SIGCHLD
//          31 in all

global now, other, all

probe begin { println("counting") }

probe signal.send
{
  if (sig_uid != $1) next
  now++
  if (sig != 17) other++
}

probe timer.s(%( $# >= 2 %? $2 %: 1 %))
{
  printf("%d signals, %d of them not SIGCHLD\n", now, other)
  all += now
  now = other = 0
}

probe end { printf("%d in all\n", all + now) }
