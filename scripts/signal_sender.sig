#!/usr/bin/env sigscript
# Prints who sends a signal to a process.
#
# usage:   sigscript signal_sender.sig SIGNAL PID
# example: sigscript signal_sender.sig 9 8722
#          SIGKILL: test_sender(9191) -> test_receiver(8722)

probe signal.send
{
  if (sig == strtol(@1, 10) && sig_pid == strtol(@2, 10))
    printf("%s: %s(%d) -> %s(%d)\n", sig_name, execname(), pid(), pid_name, sig_pid)
}
