#!/usr/bin/env sigscript
# Shows every change of a TCP connection's state, and how long the old one lasted.
#
# usage:   sigscript tcpstates.sig [PORT]
#          with PORT only connections from or to that port
# example: sigscript tcpstates.sig 80
#             PID COMMAND         FROM                   TO                     OLD         NEW               ms
#            9191 curl            10.0.0.2:0             93.184.216.34:80       CLOSE       SYN_SENT       0.000
#               0 swapper/0       10.0.0.2:41234         93.184.216.34:80       SYN_SENT    ESTABLISHED   12.104

global since%[65536]

# The names of `include/net/tcp_states.h`.
function state:string(number:long)
{
  return number < 7
    ? number == 1 ? "ESTABLISHED" : number == 2 ? "SYN_SENT" : number == 3 ? "SYN_RECV"
      : number == 4 ? "FIN_WAIT1" : number == 5 ? "FIN_WAIT2" : "TIME_WAIT"
    : number == 7 ? "CLOSE" : number == 8 ? "CLOSE_WAIT" : number == 9 ? "LAST_ACK"
      : number == 10 ? "LISTEN" : number == 11 ? "CLOSING" : "NEW_SYN_RECV"
}

probe begin { printf("%7s %-15s %-22s %-22s %-11s %-11s %8s\n", "PID", "COMMAND", "FROM", "TO", "OLD", "NEW", "ms") }

probe tcp.state
{
  %( $# >= 1 %? if (sport != $1 && dport != $1) next %)
  now = gettimeofday_us()
  lasted = sock in since ? now - since[sock] : 0
  if (newstate == 7) delete since[sock]
  else since[sock] = now
  printf("%7d %-15s %-22s %-22s %-11s %-11s %4d.%03d\n", pid(), execname(),
    sprintf("%s:%d", saddr, sport), sprintf("%s:%d", daddr, dport),
    state(oldstate), state(newstate), lasted / 1000, lasted % 1000)
}
