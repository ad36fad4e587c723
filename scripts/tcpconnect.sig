#!/usr/bin/env sigscript
# Shows every TCP connection that a process asks for, whether it came about, and how long that took.
#
# usage:   sigscript tcpconnect.sig [PORT]
#          with PORT only connections to that port; with -x PID or -c COMMAND before the file, only of that process and its descendants
# example: sigscript tcpconnect.sig
#             PID COMMAND         TO                           ms RESULT
#            9191 curl            93.184.216.34:80         12.104 connected
#            9192 curl            127.0.0.1:1               0.082 failed

global begun%, who%, name%

probe begin { printf("%7s %-15s %-22s %9s %s\n", "PID", "COMMAND", "TO", "ms", "RESULT") }

# SYN_SENT, in the context of the process that connects.
probe kernel.trace("inet_sock_set_state")
{
  if ($newstate != 2) next
  if (target() && !target_set_pid(pid())) next
  %( $# >= 1 %? if (ntohs($sk->__sk_common->skc_dport) != $1) next %)
  begun[$sk] = gettimeofday_us()
  who[$sk] = pid()
  name[$sk] = execname()
}

# What comes behind it, in whatever context the answer arrives.
probe kernel.trace("inet_sock_set_state")
{
  if ($oldstate != 2) next
  if (!($sk in begun)) next
  took = gettimeofday_us() - begun[$sk]
  printf("%7d %-15s %-22s %5d.%03d %s\n", who[$sk], name[$sk], sprintf("%s:%d", sock_remote_address($sk), ntohs($sk->__sk_common->skc_dport)),
    took / 1000, took % 1000, $newstate == 1 ? "connected" : "failed")
  delete begun[$sk]
  delete who[$sk]
  delete name[$sk]
}
