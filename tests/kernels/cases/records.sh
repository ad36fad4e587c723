# A point by its records in tracefs.
sigscript -c 'cat /dev/null; exit' -e '
  probe kernel.tracepoint("sched:sched_process_fork") { if (pid() == target()) println($parent_comm, " ", $child_comm) }'
