// A union that is passed by value lies in the argument itself.
probe kernel.trace("tmigr_group_set_cpu_active") {
  if ($state->migrator == 3) println($$parms, " ", $state$, " ", $state->active)
}
