#!/usr/bin/env sigscript
// Lists every signal to one process: name, code, origin, what became of it, and why it was sent.
//
// usage:   sigscript signals_of.sig PID
// example: sigscript signals_of.sig 8722
//          signal      code        origin    result           cause
//          SIGCONT     SI_USER     user      ignored          sent by test_sender(9190)
//          SIGTERM     SI_USER     user      delivered        sent by test_sender(9191)

probe begin { printf("%-11s %-11s %-9s %-16s %s\n", "signal", "code", "origin", "result", "cause") }

probe signal.send
{
  if (sig_pid == strtol(@1, 10))
    printf("%-11s %-11s %-9s %-16s %s\n", sig_name, code_name, origin, result_text, origin_text)
}
