# Many points by one name, their arguments by the kernel's types.
sigscript -c 'cat /dev/null; kill -URG $$' -e '
  global seen
  probe kernel.trace("sched:sched_process_e*"), kernel.trace("signal:*") { seen[pp()] |= strlen($$parms) > 0 }
  probe end { foreach (name+ in seen) println(name, " ", seen[name]) }'
