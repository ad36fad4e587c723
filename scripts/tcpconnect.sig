#!/usr/bin/env sigscript
# Shows every TCP connection that a process asks for, whether it came about, and how long that took.
#
# usage:   sigscript tcpconnect.sig [PORT]
#          with PORT only connections to that port; with -x PID or -c COMMAND before the file, only of that process and its descendants
# example: sigscript tcpconnect.sig
#             PID COMMAND         TO                           ms RESULT
#            9191 curl            93.184.216.34:80         12.104 connected
#            9192 curl            127.0.0.1:1               0.082 failed

global begun%, who%, command%

probe begin { printf("%7s %-15s %-22s %9s %s\n", "PID", "COMMAND", "TO", "ms", "RESULT") }

# SYN_SENT, in the context of the process that connects.
probe tcp.state
{
  if (newstate != 2) next
  if (target() && !target_set_pid(pid())) next
  %( $# >= 1 %? if (dport != $1) next %)
  begun[sock] = gettimeofday_us()
  who[sock] = pid()
  command[sock] = execname()
}

# What comes behind it, in whatever context the answer arrives.
probe tcp.state
{
  if (oldstate != 2) next
  if (!(sock in begun)) next
  took = gettimeofday_us() - begun[sock]
  printf("%7d %-15s %-22s %5d.%03d %s\n", who[sock], command[sock], sprintf("%s:%d", daddr, dport),
    took / 1000, took % 1000, newstate == 1 ? "connected" : "failed")
  delete begun[sock]
  delete who[sock]
  delete command[sock]
}
