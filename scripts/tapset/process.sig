// Processes and threads: their births, programs and ends.

/* probe kprocess.create - a process or thread was born; the current process is its parent
 *
 * new_pid  its process id
 * new_tid  its thread id
 * task     address of its task_struct
 */
probe kprocess.create = _process.copied !, process.fork !, _process.made
{
  new_pid = @defined($child_tid) ? $child : @defined($clone_flags) ? ($clone_flags & 0x10000 ? pid() : $pid) : $child->tgid
  new_tid = @defined($child_tid) ? $child_tid : @defined($clone_flags) ? $pid : $child->pid
}

// The flag is CLONE_THREAD.
probe _process.made = kernel.tracepoint("task:task_newtask")
{
}

probe _process.copied = kernel.trace("sched_process_fork")
{
  task = $child
}

/* probe kprocess.exec - a process asks for another program
 *
 * filename  the program file, in quotation marks
 * name      "execve" or "execveat"
 * argstr    the arguments of the call as text
 */
probe kprocess.exec = _kprocess.execve, _kprocess.execveat
{
  argstr = filename
}

probe _kprocess.execve = kernel.syscall("execve")
{
  name = "execve"
  filename = user_string_quoted($arg1)
}

probe _kprocess.execveat = kernel.syscall("execveat")
{
  name = "execveat"
  filename = user_string_quoted($arg2)
}

/* probe kprocess.exec_complete - a process has another program, or could not get it
 *
 * errno    what the call returned: 0, or a negative error number
 * success  1 where the program was found and begins
 * name     "exec_complete"
 */
probe kprocess.exec_complete = kernel.syscall("execve").return, kernel.syscall("execveat").return
{
  name = "exec_complete"
  errno = $return
  success = $return >= 0
}

/* probe kprocess.exit - the current thread ends
 *
 * code  its exit code, as wait(2) gives it: the status in the second byte, or the number of the signal that killed it; neither ftrace
 *       nor a recording tells it
 */
probe kprocess.exit = _kprocess.exit_trace !, _kprocess.exit_stop !, _kprocess.exit_event
{
}

probe _kprocess.exit_trace = kernel.trace("sched_process_exit")
{
  code = $p->exit_code
}

probe _kprocess.exit_stop = process.exit
{
  code = $code
}

probe _kprocess.exit_event = kernel.tracepoint("sched:sched_process_exit")
{
}

/* probe kprocess.release - what is left of an ended thread is given back
 *
 * task          address of its task_struct
 * released_pid  its process id
 * released_tid  its thread id
 * pid           its process id
 */
probe kprocess.release = kernel.trace("sched_process_free")
{
  task = $p
  released_pid = $p->tgid
  released_tid = $p->pid
  pid = $p->tgid
}

/* probe kprocess.start - a new process or thread begins to run; it is the current one
 *
 * Threads of the kernel itself are not reported.
 */
probe kprocess.start = _process.cloned
{
}

/* probe process.begin - a process begins: as a copy of its parent, and again with each new program
 *
 * The current process is the new one.
 */
probe process.begin = _process.forked, _process.loaded
{
}

/* probe process.end - the last thread of the current process ends
 *
 * code  its exit code, as wait(2) gives it
 */
probe process.end = _process.ended !, _process.gone
{
}

// A first thread's end is told when it is the last one.
probe _process.gone = process.exit
{
  if (pid() != tid()) next
  code = $code
}

probe _process.ended = kernel.trace("sched_process_exit")
{
  if (!(@defined($group_dead) ? $group_dead : $p->signal->live->counter == 0)) next
  code = $p->signal->group_exit_code ? $p->signal->group_exit_code : $p->exit_code
}

/* probe process.thread.begin - a further thread of a process begins; it is the current one
 */
probe process.thread.begin = _process.cloned
{
  if (pid() == tid()) next
}

/* probe process.thread.end - a thread that is not its process's first ends; it is the current one
 */
probe process.thread.end = kprocess.exit
{
  if (pid() == tid()) next
}

/* probe process.syscall, process.syscall.return - a process makes a system call, and comes back from it
 *
 * $syscall          its number
 * $arg1 ... $arg6   the argument registers
 * $return           what it returns (in .return)
 */
probe process.syscall = kernel.syscall
{
}

probe _process.loaded = kernel.trace("sched_process_exec") !, process.exec !, kernel.tracepoint("sched:sched_process_exec")
{
}

// The child's side of what makes processes and threads.
probe _process.cloned = process.start !, _process.clone
{
}

probe _process.clone = kernel.syscall("clone").return, kernel.syscall("clone3").return ?, kernel.syscall("fork").return ?,
                        kernel.syscall("vfork").return ?
{
  if ($return != 0) next
}

probe _process.forked = _process.cloned
{
  if (pid() != tid()) next
}
