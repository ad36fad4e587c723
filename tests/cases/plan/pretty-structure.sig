// Structures one and two levels deep, and a string by its pointer.
probe kernel.trace("sched_process_exec") {
  println($bprm->cred$, " ", $bprm->filename$, " ", $p->se->load$$, " ", $p->comm$, " ", $old_pid$)
}
