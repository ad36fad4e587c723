#!/usr/bin/env sigscript
// Tells who or what ends processes: every signal that is meant to end one, with its cause.
//
// usage:   sigscript why_killed.sig [NAME]
//          with NAME only processes of that name
// example: sigscript why_killed.sig test_receiver
//          watching
//          SIGKILL test_receiver(8722): sent by test_sender(9191)

probe begin { println("watching") }

probe signal.send
{
  %( $# >= 1 %? if (pid_name != @1) next %)
  if (result == 1) next  // the receiver ignores it
  if (sig == 2 || sig == 3 || sig == 4 || sig == 6 || sig == 7 || sig == 8 || sig == 9 || sig == 11 || sig == 13 || sig == 15 || sig == 31)
    printf("%s %s(%d): %s\n", sig_name, pid_name, sig_pid, origin_text)
}
