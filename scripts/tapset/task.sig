// Tasks: what the kernel knows of a thread, by the address of its task_struct (`task_current()`, `task` of many points).
//
// Each is read at the event.

// The address of the parent's task_struct.
function task_parent:long(task:long) { return @cast(task, "task_struct")->real_parent }

// The process id of a task.
function task_pid:long(task:long) { return @cast(task, "task_struct")->tgid }

// The thread id of a task.
function task_tid:long(task:long) { return @cast(task, "task_struct")->pid }

// The name of a task, at most 15 bytes.
function task_execname:string(task:long) { return @cast(task, "task_struct")->comm }

// The state of a task: 0 running or ready, 1 waits and takes signals, 2 waits for a device, 4 stopped, 8 traced.
function task_state:long(task:long) { return @choose_defined(@cast(task, "task_struct")->__state, @cast(task, "task_struct")->state) }

// The user id of a task.
function task_uid:long(task:long) { return @cast(task, "task_struct")->cred->uid->val }

// The effective user id of a task.
function task_euid:long(task:long) { return @cast(task, "task_struct")->cred->euid->val }

// The group id of a task.
function task_gid:long(task:long) { return @cast(task, "task_struct")->cred->gid->val }

// The effective group id of a task.
function task_egid:long(task:long) { return @cast(task, "task_struct")->cred->egid->val }

// The priority of a task: 0 to 39 for usual ones, 20 being nice 0; negative for real-time ones.
function task_prio:long(task:long) { return @cast(task, "task_struct")->prio - 100 }

// The nice value of a task, -20 to 19.
function task_nice:long(task:long) { return @cast(task, "task_struct")->static_prio - 120 }

// The processor that a task runs on, or ran on last.
function task_cpu:long(task:long) { return @choose_defined(@cast(task, "task_struct")->thread_info->cpu, @cast(task, "task_struct")->cpu) }

// How many files a task may open before its table of files grows.
function task_max_file_handles:long(task:long)
{
  return @cast(task, "task_struct")->files ? @cast(task, "task_struct")->files->fdt->max_fds : 0
}

// How many files a task has open; descriptors from 256 on are not counted.
function task_open_file_handles:long(task:long)
{
  return @cast(task, "task_struct")->files
    ? (_files_beyond(@cast(task, "task_struct")->files->fdt->max_fds, 0) ? _bit_count(@cast(task, "task_struct")->files->fdt->open_fds[0]) : 0)
      + (_files_beyond(@cast(task, "task_struct")->files->fdt->max_fds, 64) ? _bit_count(@cast(task, "task_struct")->files->fdt->open_fds[1]) : 0)
      + (_files_beyond(@cast(task, "task_struct")->files->fdt->max_fds, 128) ? _bit_count(@cast(task, "task_struct")->files->fdt->open_fds[2]) : 0)
      + (_files_beyond(@cast(task, "task_struct")->files->fdt->max_fds, 192) ? _bit_count(@cast(task, "task_struct")->files->fdt->open_fds[3]) : 0)
    : 0
}

function _files_beyond:long(most:long, number:long) { return most > number }

// The address of the `struct path` of a task's working directory; 0 for a task that is ending.
function task_cwd_path:long(task:long) { return @cast(task, "task_struct")->fs ? &@cast(task, "task_struct")->fs->pwd : 0 }

// The address of the `struct file` of a task's program; 0 for a thread of the kernel.
function task_exe_file:long(task:long) { return @cast(task, "task_struct")->mm ? @cast(task, "task_struct")->mm->exe_file : 0 }

// The process id of a task in its innermost pid namespace; 0 where that is more than three below the first.
function task_ns_pid:long(task:long)
{
  return @cast(task, "task_struct")->thread_pid->level == 0 ? @cast(task, "task_struct")->signal->pids[1]->numbers[0]->nr : @cast(task, "task_struct")->thread_pid->level == 1 ? @cast(task, "task_struct")->signal->pids[1]->numbers[1]->nr : @cast(task, "task_struct")->thread_pid->level == 2 ? @cast(task, "task_struct")->signal->pids[1]->numbers[2]->nr : @cast(task, "task_struct")->thread_pid->level == 3 ? @cast(task, "task_struct")->signal->pids[1]->numbers[3]->nr : 0
}

// The thread id of a task in its innermost pid namespace; 0 where that is more than three below the first.
function task_ns_tid:long(task:long)
{
  return @cast(task, "task_struct")->thread_pid->level == 0 ? @cast(task, "task_struct")->thread_pid->numbers[0]->nr : @cast(task, "task_struct")->thread_pid->level == 1 ? @cast(task, "task_struct")->thread_pid->numbers[1]->nr : @cast(task, "task_struct")->thread_pid->level == 2 ? @cast(task, "task_struct")->thread_pid->numbers[2]->nr : @cast(task, "task_struct")->thread_pid->level == 3 ? @cast(task, "task_struct")->thread_pid->numbers[3]->nr : 0
}

// The process group of a task in its innermost pid namespace; 0 where that is more than three below the first.
function task_ns_pgrp:long(task:long)
{
  return @cast(task, "task_struct")->thread_pid->level == 0 ? @cast(task, "task_struct")->signal->pids[2]->numbers[0]->nr : @cast(task, "task_struct")->thread_pid->level == 1 ? @cast(task, "task_struct")->signal->pids[2]->numbers[1]->nr : @cast(task, "task_struct")->thread_pid->level == 2 ? @cast(task, "task_struct")->signal->pids[2]->numbers[2]->nr : @cast(task, "task_struct")->thread_pid->level == 3 ? @cast(task, "task_struct")->signal->pids[2]->numbers[3]->nr : 0
}

// The session of a task in its innermost pid namespace; 0 where that is more than three below the first.
function task_ns_sid:long(task:long)
{
  return @cast(task, "task_struct")->thread_pid->level == 0 ? @cast(task, "task_struct")->signal->pids[3]->numbers[0]->nr : @cast(task, "task_struct")->thread_pid->level == 1 ? @cast(task, "task_struct")->signal->pids[3]->numbers[1]->nr : @cast(task, "task_struct")->thread_pid->level == 2 ? @cast(task, "task_struct")->signal->pids[3]->numbers[2]->nr : @cast(task, "task_struct")->thread_pid->level == 3 ? @cast(task, "task_struct")->signal->pids[3]->numbers[3]->nr : 0
}

// The process id of a task's parent in the task's innermost pid namespace; 0 where the parent is not in it.
function task_ns_ppid:long(task:long)
{
  return @cast(task, "task_struct")->real_parent->thread_pid->level < @cast(task, "task_struct")->thread_pid->level ? 0 : @cast(task, "task_struct")->thread_pid->level == 0 ? @cast(task, "task_struct")->real_parent->signal->pids[1]->numbers[0]->nr : @cast(task, "task_struct")->thread_pid->level == 1 ? @cast(task, "task_struct")->real_parent->signal->pids[1]->numbers[1]->nr : @cast(task, "task_struct")->thread_pid->level == 2 ? @cast(task, "task_struct")->real_parent->signal->pids[1]->numbers[2]->nr : @cast(task, "task_struct")->thread_pid->level == 3 ? @cast(task, "task_struct")->real_parent->signal->pids[1]->numbers[3]->nr : 0
}

// The current process id in the process's innermost pid namespace.
function ns_pid:long() { return task_ns_pid(task_current()) }

// The current thread id in the process's innermost pid namespace.
function ns_tid:long() { return task_ns_tid(task_current()) }

// The process id of the current process's parent in the process's innermost pid namespace.
function ns_ppid:long() { return task_ns_ppid(task_current()) }

// The current process group in the process's innermost pid namespace.
function ns_pgrp:long() { return task_ns_pgrp(task_current()) }

// The current session in the process's innermost pid namespace.
function ns_sid:long() { return task_ns_sid(task_current()) }

// The user id of a task in its user namespace, where its first range maps it; else 65534.
function task_ns_uid:long(task:long)
{
  return @cast(task, "task_struct")->cred->user_ns->level == 0 ? @cast(task, "task_struct")->cred->uid->val : _mapped(@cast(task, "task_struct")->cred->uid->val, @cast(task, "task_struct")->cred->user_ns->uid_map->extent[0]->first, @cast(task, "task_struct")->cred->user_ns->uid_map->extent[0]->lower_first, @cast(task, "task_struct")->cred->user_ns->uid_map->extent[0]->count)
}

// The current user id in its user namespace, where its first range maps it; else 65534.
function ns_uid:long() { return task_ns_uid(task_current()) }

// The effective user id of a task in its user namespace, where its first range maps it; else 65534.
function task_ns_euid:long(task:long)
{
  return @cast(task, "task_struct")->cred->user_ns->level == 0 ? @cast(task, "task_struct")->cred->euid->val : _mapped(@cast(task, "task_struct")->cred->euid->val, @cast(task, "task_struct")->cred->user_ns->uid_map->extent[0]->first, @cast(task, "task_struct")->cred->user_ns->uid_map->extent[0]->lower_first, @cast(task, "task_struct")->cred->user_ns->uid_map->extent[0]->count)
}

// The current effective user id in its user namespace, where its first range maps it; else 65534.
function ns_euid:long() { return task_ns_euid(task_current()) }

// The group id of a task in its user namespace, where its first range maps it; else 65534.
function task_ns_gid:long(task:long)
{
  return @cast(task, "task_struct")->cred->user_ns->level == 0 ? @cast(task, "task_struct")->cred->gid->val : _mapped(@cast(task, "task_struct")->cred->gid->val, @cast(task, "task_struct")->cred->user_ns->gid_map->extent[0]->first, @cast(task, "task_struct")->cred->user_ns->gid_map->extent[0]->lower_first, @cast(task, "task_struct")->cred->user_ns->gid_map->extent[0]->count)
}

// The current group id in its user namespace, where its first range maps it; else 65534.
function ns_gid:long() { return task_ns_gid(task_current()) }

// The effective group id of a task in its user namespace, where its first range maps it; else 65534.
function task_ns_egid:long(task:long)
{
  return @cast(task, "task_struct")->cred->user_ns->level == 0 ? @cast(task, "task_struct")->cred->egid->val : _mapped(@cast(task, "task_struct")->cred->egid->val, @cast(task, "task_struct")->cred->user_ns->gid_map->extent[0]->first, @cast(task, "task_struct")->cred->user_ns->gid_map->extent[0]->lower_first, @cast(task, "task_struct")->cred->user_ns->gid_map->extent[0]->count)
}

// The current effective group id in its user namespace, where its first range maps it; else 65534.
function ns_egid:long() { return task_ns_egid(task_current()) }

// An id of the first user namespace in another one (user_namespaces(7)).
function _mapped:long(id:long, first:long, lower:long, count:long)
{
  return id >= lower && id < lower + count ? id - lower + first : 65534
}

// Nanoseconds that the current thread has run its own code, as of the last tick or switch.
function task_utime:long() { return @cast(task_current(), "task_struct")->utime }

// Nanoseconds that the kernel has worked for the current thread, as of the last tick or switch.
function task_stime:long() { return @cast(task_current(), "task_struct")->stime }

// When the current thread was born, in nanoseconds since the machine was started.
function task_start_time:long()
{
  return @choose_defined(@cast(task_current(), "task_struct")->start_boottime, @cast(task_current(), "task_struct")->real_start_time)
}

// Milliseconds of a time that `task_utime()` or `task_stime()` gives.
function cputime_to_msecs:long(cputime:long) { return cputime / 1000000 }

// Microseconds of a time that `task_utime()` or `task_stime()` gives.
function cputime_to_usecs:long(cputime:long) { return cputime / 1000 }

// A time that `task_utime()` or `task_stime()` gives, as text: `1m2.345s`.
function cputime_to_string:string(cputime:long)
{
  return sprintf("%dm%d.%03ds", cputime / 60000000000, cputime / 1000000000 % 60, cputime / 1000000 % 1000)
}

// The times of the current thread as text: `usr: 0m0.010s, sys: 0m0.002s`.
function task_time_string:string() { return sprintf("usr: %s, sys: %s", cputime_to_string(task_utime()), cputime_to_string(task_stime())) }

// The size of the current process's memory in pages; 0 for a thread of the kernel.
function proc_mem_size:long() { return @cast(task_current(), "task_struct")->mm ? @cast(task_current(), "task_struct")->mm->total_vm : 0 }

// How many pages of it are there; newer kernels count them on each processor first, so it may lag behind.
function proc_mem_rss:long()
{
  return @cast(task_current(), "task_struct")->mm ? _at_least_zero(@choose_defined(@cast(task_current(), "task_struct")->mm->rss_stat[0]->count, @cast(task_current(), "task_struct")->mm->rss_stat->count[0]->counter) + @choose_defined(@cast(task_current(), "task_struct")->mm->rss_stat[1]->count, @cast(task_current(), "task_struct")->mm->rss_stat->count[1]->counter) + @choose_defined(@cast(task_current(), "task_struct")->mm->rss_stat[3]->count, @cast(task_current(), "task_struct")->mm->rss_stat->count[3]->counter)) : 0
}

// How many of those are a file's or shared.
function proc_mem_shr:long()
{
  return @cast(task_current(), "task_struct")->mm ? _at_least_zero(@choose_defined(@cast(task_current(), "task_struct")->mm->rss_stat[0]->count, @cast(task_current(), "task_struct")->mm->rss_stat->count[0]->counter) + @choose_defined(@cast(task_current(), "task_struct")->mm->rss_stat[3]->count, @cast(task_current(), "task_struct")->mm->rss_stat->count[3]->counter)) : 0
}

// The size of the current process's code in pages.
function proc_mem_txt:long()
{
  return @cast(task_current(), "task_struct")->mm ? (@cast(task_current(), "task_struct")->mm->end_code - @cast(task_current(), "task_struct")->mm->start_code + mem_page_size() - 1) / mem_page_size() : 0
}

// The size of the current process's data and stack in pages.
function proc_mem_data:long()
{
  return @cast(task_current(), "task_struct")->mm ? @cast(task_current(), "task_struct")->mm->data_vm + @cast(task_current(), "task_struct")->mm->stack_vm : 0
}

// The sizes of the current process as text.
function proc_mem_string:string()
{
  return sprintf("size: %s, rss: %s, shr: %s, txt: %s, data: %s", pages_to_string(proc_mem_size()), pages_to_string(proc_mem_rss()),
    pages_to_string(proc_mem_shr()), pages_to_string(proc_mem_txt()), pages_to_string(proc_mem_data()))
}

function _at_least_zero:long(number:long) { return number < 0 ? 0 : number }

// A number of bytes as text: `12.00K`, `3.40M`.
function bytes_to_string:string(bytes:long)
{
  return bytes < 1024 ? sprintf("%d", bytes)
    : bytes < 1048576 ? sprintf("%d.%02dK", bytes >> 10, (bytes & 1023) * 100 >> 10)
    : bytes < 1073741824 ? sprintf("%d.%02dM", bytes >> 20, (bytes >> 10 & 1023) * 100 >> 10)
    : sprintf("%d.%02dG", bytes >> 30, (bytes >> 20 & 1023) * 100 >> 10)
}

// A number of pages as text: `12.00K`, `3.40M`.
function pages_to_string:string(pages:long) { return bytes_to_string(pages * mem_page_size()) }
