// Who is who: a table of all processes, kept by probes on their births, programs and ends.
//
// The functions here know any process that lived while the session ran, also one that is gone again before anybody could look it up in
// /proc: names, programs and command lines are taken at the events, and events are handled in their order. What a script does not ask
// for is not kept. Processes that were there before come from /proc. Where only the records of events are to be had, command lines are not known, and what changes later than at the birth stays as it
// was. Process ids are those of the first pid namespace.

// The living.
global _process_name%[131072]
global _process_exe%[131072]
global _process_cmdline%[131072]
global _process_parent%[131072]
global _process_lineage%[131072]
global _process_cgroup%[131072]
global _process_tty%[131072]
global _process_session%[131072]
global _process_loginuid%[131072]
global _process_start%[131072]

// The dead, the latest of them: so many that whoever looks late still finds them.
global _gone_name%[16384]
global _gone_exe%[16384]
global _gone_cmdline%[16384]
global _gone_parent%[16384]
global _gone_lineage%[16384]
global _gone_cgroup%[16384]
global _gone_tty%[16384]
global _gone_session%[16384]
global _gone_loginuid%[16384]
global _gone_start%[16384]

// Moves what is known of a process to the dead.
@define forget(pid) %(
  _gone_name[@pid] = _process_name[@pid]
  delete _process_name[@pid]
  _gone_exe[@pid] = _process_exe[@pid]
  delete _process_exe[@pid]
  _gone_cmdline[@pid] = _process_cmdline[@pid]
  delete _process_cmdline[@pid]
  _gone_parent[@pid] = _process_parent[@pid]
  delete _process_parent[@pid]
  _gone_lineage[@pid] = _process_lineage[@pid]
  delete _process_lineage[@pid]
  _gone_cgroup[@pid] = _process_cgroup[@pid]
  delete _process_cgroup[@pid]
  _gone_tty[@pid] = _process_tty[@pid]
  delete _process_tty[@pid]
  _gone_session[@pid] = _process_session[@pid]
  delete _process_session[@pid]
  _gone_loginuid[@pid] = _process_loginuid[@pid]
  delete _process_loginuid[@pid]
  _gone_start[@pid] = _process_start[@pid]
  delete _process_start[@pid]
%)

// Those who were there before: the probes below are attached already, so nobody is missed in between.
probe init
{
  pid = strtol(tokenize(_proc_list(), " "), 10)
  while (pid > 0) {
    _process_name[pid] = _proc_name(pid)
    _process_exe[pid] = _proc_exe(pid)
    _process_cmdline[pid] = _proc_cmdline(pid)
    _process_parent[pid] = _proc_parent(pid)
    _process_lineage[pid] = _proc_lineage(pid)
    _process_cgroup[pid] = _proc_cgroup(pid)
    _process_tty[pid] = _proc_tty(pid)
    _process_session[pid] = _proc_session(pid)
    _process_loginuid[pid] = _proc_loginuid(pid)
    _process_start[pid] = _proc_start(pid)
    pid = strtol(tokenize(" "), 10)
  }
}

// A child begins as a copy of its parent.
probe _table.birth_trace !, _table.birth_event?
{
}

probe _table.birth_trace = kernel.trace("sched_process_fork")
{
  // The exit signal of a thread is -1.
  if ($child->exit_signal >= 0) {
    _process_name[$child->tgid] = $child->comm
    _process_exe[$child->tgid] = _process_exe[$parent->tgid]
    _process_cmdline[$child->tgid] = _process_cmdline[$parent->tgid]
    _process_parent[$child->tgid] = $child->real_parent->tgid
    _process_lineage[$child->tgid] = sprintf(" < %s(%d)%s", _process_name[$parent->tgid], $parent->tgid, _process_lineage[$parent->tgid])
    _process_cgroup[$child->tgid] = @defined($child->cgroups->dfl_cgrp->kn->id)
      ? _cgroup_or(_cgroup_name($child->cgroups->dfl_cgrp->kn->id), _process_cgroup[$parent->tgid]) : ""
    _process_tty[$child->tgid] = $child->signal->tty ? _tty_word($child->signal->tty->name) : ""
    _process_session[$child->tgid] = $child->signal->pids[3]->numbers[0]->nr
    _process_loginuid[$child->tgid] = @defined($child->loginuid) ? _or_nobody($child->loginuid->val) : -1
    _process_start[$child->tgid] = ktime_get_ns()
  }
}

probe _table.birth_event = kernel.tracepoint("task:task_newtask")
{
  // CLONE_THREAD.
  if (!($clone_flags & 0x10000)) {
    _process_name[$pid] = $comm
    _process_exe[$pid] = _process_exe[pid()]
    _process_cmdline[$pid] = _process_cmdline[pid()]
    _process_parent[$pid] = pid()
    _process_lineage[$pid] = sprintf(" < %s(%d)%s", pid() in _process_name ? _process_name[pid()] : execname(), pid(), _process_lineage[pid()])
    _process_cgroup[$pid] = _process_cgroup[pid()]
    _process_tty[$pid] = _process_tty[pid()]
    _process_session[$pid] = _process_session[pid()]
    _process_loginuid[$pid] = _process_loginuid[pid()]
    _process_start[$pid] = ktime_get_ns()
  }
}

// A new program: the process's memory is the new one already.
probe _table.program_trace !, _table.program_event?
{
}

probe _table.program_trace = kernel.trace("sched_process_exec")
{
  _process_name[$p->tgid] = $p->comm
  _process_exe[$p->tgid] = current_exe_file()
  _process_cmdline[$p->tgid] = cmdline_str()
  _process_tty[$p->tgid] = $p->signal->tty ? _tty_word($p->signal->tty->name) : ""
  _process_session[$p->tgid] = $p->signal->pids[3]->numbers[0]->nr
  _process_loginuid[$p->tgid] = @defined($p->loginuid) ? _or_nobody($p->loginuid->val) : -1
}

probe _table.program_event = kernel.tracepoint("sched:sched_process_exec")
{
  // The record has the file as it was named, and no command line.
  _process_exe[pid()] = substr($filename, 0, 1) == "/" ? $filename : ""
  _process_cmdline[pid()] = ""
}

// A process gives itself another name.
probe _table.name_trace !, _table.name_event?
{
}

probe _table.name_trace = kernel.trace("task_rename")
{
  if ($task->pid == $task->tgid) _process_name[$task->tgid] = kernel_string($comm)
}

probe _table.name_event = kernel.tracepoint("task:task_rename")
{
  // Other threads have names, too.
  if ($pid in _process_name) _process_name[$pid] = $newcomm
}

// A process is moved to another control group of the unified hierarchy, which is number 0.
probe kernel.trace("cgroup_attach_task")?
{
  if ($dst_cgrp->root->hierarchy_id == 0) _process_cgroup[$task->tgid] = kernel_string($path)
}

// A process was waited for and is gone.
probe _table.end_trace !, _table.end_event?
{
}

probe _table.end_trace = kernel.trace("sched_process_free")
{
  if ($p->pid == $p->tgid) { @forget($p->tgid) }
}

probe _table.end_event = kernel.tracepoint("sched:sched_process_free")
{
  if ($pid in _process_name) { @forget($pid) }
}

// The name of a process; empty where it is not known.
function pid2execname:string(pid:long) { return pid in _process_name ? _process_name[pid] : _gone_name[pid] }

// The program file of a process; empty for a process of the kernel's own.
function pid_exe:string(pid:long) { return pid in _process_exe ? _process_exe[pid] : _gone_exe[pid] }

// The command line of a process, its arguments separated by blanks.
function pid_cmdline:string(pid:long) { return pid in _process_cmdline ? _process_cmdline[pid] : _gone_cmdline[pid] }

// The id of the process that a process was born to.
function pid_parent:long(pid:long) { return pid in _process_parent ? _process_parent[pid] : _gone_parent[pid] }

function _pid_lineage:string(pid:long) { return pid in _process_lineage ? _process_lineage[pid] : _gone_lineage[pid] }

// The control group of a process: a path in the unified hierarchy.
function pid_cgroup:string(pid:long) { return pid in _process_cgroup ? _process_cgroup[pid] : _gone_cgroup[pid] }

// The terminal of a process, as of its last program's start: `pts/3`.
function pid_tty:string(pid:long) { return pid in _process_tty ? _process_tty[pid] : _gone_tty[pid] }

// The session of a process, as of its last program's start.
function pid_session:long(pid:long) { return pid in _process_session ? _process_session[pid] : _gone_session[pid] }

// The user who logged in to start a process; -1 where nobody did.
function pid_loginuid:long(pid:long) { return pid in _process_loginuid ? _process_loginuid[pid] : _gone_loginuid[pid] }

function _pid_start:long(pid:long) { return pid in _process_start ? _process_start[pid] : _gone_start[pid] }

// A process and those that it descends from, by the names that they had when their children were born:
// "test_sender(9191) < bash(812) < systemd(1)".
function pid_ancestry:string(pid:long) { return sprintf("%s(%d)%s", pid2execname(pid), pid, _pid_lineage(pid)) }

// The same of the current process.
function pid_ancestry:string() { return sprintf("%s(%d)%s", execname(), pid(), _pid_lineage(pid())) }

// The id of the container that a process runs in, from its control group; empty outside of containers.
function pid_container:string(pid:long) { return _container_of(pid_cgroup(pid)) }

// When a process was born, in seconds since 1970; 0 where it is not known.
function pid_start:long(pid:long) { return _pid_start(pid) ? (_pid_start(pid) + __realtime_offset()) / 1000000000 : 0 }

// There is no way from a process id to its task_struct without a function of the kernel.
function pid2task:long(pid:long)
{
  error("pid2task() needs a function of the kernel; pid2execname(), pid_parent(), pid_exe() and their like take a process id")
  return 0
}

function _cgroup_or:string(path:string, other:string) { return strlen(path) > 1 ? path : other }
