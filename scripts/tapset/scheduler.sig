// The scheduler: who runs, waits, wakes, moves and ends.
//
// The ftrace backend and recordings know what the records of the events hold: not the addresses of task_structs.

/* probe scheduler.ctxswitch - a processor goes from one thread to another
 *
 * prev_pid, prev_tid       process and thread id of the thread that stops running; the current one
 * prev_task                address of its task_struct
 * prev_task_name           its name
 * prev_priority            its priority, as the kernel counts: smaller is more urgent, 120 is nice 0
 * prevtsk_state            its state: 0 when it could run on
 * next_pid, next_tid, next_task, next_task_name, next_priority, nexttsk_state
 *                          the same of the thread that runs from here on
 * name                     "ctxswitch"
 */
probe scheduler.ctxswitch = _scheduler.switch_trace !, _scheduler.switch_event
{
}

probe _scheduler.switch_trace = kernel.trace("sched_switch")
{
  name = "ctxswitch"
  prev_pid = $prev->tgid
  prev_tid = $prev->pid
  prev_task = $prev
  prev_task_name = $prev->comm
  prev_priority = $prev->prio
  prevtsk_state = task_state($prev)
  next_pid = $next->tgid
  next_tid = $next->pid
  next_task = $next
  next_task_name = $next->comm
  next_priority = $next->prio
  nexttsk_state = task_state($next)
}

probe _scheduler.switch_event = kernel.tracepoint("sched:sched_switch")
{
  name = "ctxswitch"
  prev_pid = _thread_group($prev_pid)
  prev_tid = $prev_pid
  prev_task_name = $prev_comm
  prev_priority = $prev_prio
  // 256 is for one that could run on.
  prevtsk_state = $prev_state & 255
  next_pid = _thread_group($next_pid)
  next_tid = $next_pid
  next_task_name = $next_comm
  next_priority = $next_prio
}

/* probe scheduler.cpu_off - a thread stops running on its processor
 *
 * task_prev  address of its task_struct; the current one
 * task_next  address of the next thread's task_struct
 * idle       1 where the processor has nothing to do from here on
 * name       "cpu_off"
 */
probe scheduler.cpu_off = kernel.trace("sched_switch")
{
  name = "cpu_off"
  task_prev = $prev
  task_next = $next
  idle = $next->pid == 0
}

/* probe scheduler.wakeup - a thread is woken
 *
 * task           address of its task_struct
 * task_pid       its process id
 * task_tid       its thread id
 * task_name      its name
 * task_priority  its priority
 * task_cpu       the processor it is to run on
 * task_state     its state
 * name           "wakeup"
 */
probe scheduler.wakeup = _scheduler.wakeup_trace !, _scheduler.wakeup_event
{
}

probe _scheduler.wakeup_trace = kernel.trace("sched_wakeup")
{
  name = "wakeup"
  task = $p
  task_pid = $p->tgid
  task_tid = $p->pid
  task_name = $p->comm
  task_priority = $p->prio
  task_cpu = task_cpu($p)
  task_state = task_state($p)
}

probe _scheduler.wakeup_event = kernel.tracepoint("sched:sched_wakeup")
{
  name = "wakeup"
  task_pid = _thread_group($pid)
  task_tid = $pid
  task_name = $comm
  task_priority = $prio
  task_cpu = $target_cpu
}

/* probe scheduler.wakeup_new - a new thread is woken for the first time
 *
 * task           address of its task_struct
 * task_pid       its process id
 * task_tid       its thread id
 * task_name      its name
 * task_priority  its priority
 * task_cpu       the processor it is to run on
 * task_state     its state
 * name           "wakeup_new"
 */
probe scheduler.wakeup_new = _scheduler.wakeup_new_trace !, _scheduler.wakeup_new_event
{
}

probe _scheduler.wakeup_new_trace = kernel.trace("sched_wakeup_new")
{
  name = "wakeup_new"
  task = $p
  task_pid = $p->tgid
  task_tid = $p->pid
  task_name = $p->comm
  task_priority = $p->prio
  task_cpu = task_cpu($p)
  task_state = task_state($p)
}

probe _scheduler.wakeup_new_event = kernel.tracepoint("sched:sched_wakeup_new")
{
  name = "wakeup_new"
  task_pid = _thread_group($pid)
  task_tid = $pid
  task_name = $comm
  task_priority = $prio
  task_cpu = $target_cpu
}

/* probe scheduler.migrate - a thread moves to another processor
 *
 * task      address of its task_struct
 * pid       its thread id
 * priority  its priority
 * cpu_from  the processor it leaves
 * cpu_to    the processor it comes to
 * name      "migrate"
 */
probe scheduler.migrate = _scheduler.migrate_trace !, _scheduler.migrate_event
{
}

probe _scheduler.migrate_trace = kernel.trace("sched_migrate_task")
{
  name = "migrate"
  task = $p
  pid = $p->pid
  priority = $p->prio
  cpu_from = task_cpu($p)
  cpu_to = $dest_cpu
}

probe _scheduler.migrate_event = kernel.tracepoint("sched:sched_migrate_task")
{
  name = "migrate"
  pid = $pid
  priority = $prio
  cpu_from = $orig_cpu
  cpu_to = $dest_cpu
}

/* probe scheduler.process_fork - a process or thread is born
 *
 * parent_pid  process id of its parent
 * child_pid   its thread id
 * name        "process_fork"
 */
probe scheduler.process_fork = kernel.trace("sched_process_fork") !, kernel.tracepoint("sched:sched_process_fork")
{
  name = "process_fork"
  parent_pid = @choose_defined($parent->tgid, pid())
  child_pid = @choose_defined($child->pid, $child_pid)
}

/* probe scheduler.process_exit - a thread ends
 *
 * pid       its thread id
 * priority  its priority
 * name      "process_exit"
 */
probe scheduler.process_exit = kernel.trace("sched_process_exit") !, kernel.tracepoint("sched:sched_process_exit")
{
  name = "process_exit"
  pid = @choose_defined($p->pid, $pid)
  priority = @choose_defined($p->prio, $prio)
}

/* probe scheduler.process_free - what is left of an ended thread is given back
 *
 * pid       its thread id
 * priority  its priority
 * name      "process_free"
 */
probe scheduler.process_free = kernel.trace("sched_process_free") !, kernel.tracepoint("sched:sched_process_free")
{
  name = "process_free"
  pid = @choose_defined($p->pid, $pid)
  priority = @choose_defined($p->prio, $prio)
}

/* probe scheduler.process_wait - a process waits for a child
 *
 * pid   id of the child or process group; 0 for any child
 * name  "process_wait"
 */
probe scheduler.process_wait = kernel.trace("sched_process_wait")
{
  name = "process_wait"
  pid = $pid == 0 ? 0 : $pid->numbers[0]->nr
}

/* probe scheduler.kthread_stop - a thread of the kernel is asked to end
 *
 * thread_pid       its thread id
 * thread_priority  its priority
 * name             "kthread_stop"
 */
probe scheduler.kthread_stop = kernel.trace("sched_kthread_stop")
{
  name = "kthread_stop"
  thread_pid = $t->pid
  thread_priority = $t->prio
}

/* probe scheduler.kthread_stop.return - a thread of the kernel has ended
 *
 * return_value  what its function returned
 * name          "kthread_stop"
 */
probe scheduler.kthread_stop.return = kernel.trace("sched_kthread_stop_ret")
{
  name = "kthread_stop"
  return_value = $ret
}

/* probe scheduler.wait_task - somebody waits until a thread has left its processor
 *
 * task_pid       its thread id
 * task_priority  its priority
 * name           "wait_task"
 */
probe scheduler.wait_task = kernel.trace("sched_wait_task")
{
  name = "wait_task"
  task_pid = $p->pid
  task_priority = $p->prio
}

/* probe scheduler.signal_send - a signal is sent
 *
 * pid            thread id of the receiver
 * signal_number  number of the signal
 * name           "signal_send"
 */
probe scheduler.signal_send = kernel.trace("signal_generate") !, kernel.tracepoint("signal:signal_generate")
{
  name = "signal_send"
  pid = @choose_defined($task->pid, $pid)
  signal_number = $sig
}
