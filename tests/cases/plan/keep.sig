# What one event stores and a later one takes is kept in the kernel, and what depends on it is tested and counted there.
global started, latency, slow, flag

probe syscall.read { started[tid()] = gettimeofday_us() }

probe syscall.read.return
{
  if (!([tid()] in started))
    next
  spent = gettimeofday_us() - started[tid()]
  delete started[tid()]
  latency[execname()] <<< spent
}

# Several keys; a number that is no time; a test of what was kept.
probe kernel.trace("block_rq_issue") { if ($rq->cmd_flags & 1) slow[$rq, cpu()] = 1 }

probe kernel.trace("block_rq_complete")
{
  if (slow[$rq, cpu()] && $nr_bytes > 4096)
    println("slow")
}

# Nothing is asked of it but whether it is there.
probe signal.send { if (sig == 10) flag[pid()] = sig_pid }

probe kernel.trace("sched_process_exit") { if (pid() in flag) println(execname()) }

probe end { foreach (name in latency) println(name, @avg(latency[name])) }
