"""What an event costs the process that causes it, more than without a tracer.

The process sends itself signals, or makes system calls, as fast as it can, and times its own work in pieces of 2,000 events, of which the
tenth percentile counts. Each tracer is measured between two runs without one, and what it costs is the difference from their mean: so it
matters little what else the machine does meanwhile. A figure is the median over the rounds.
"""
import shutil
import statistics

from .storm import Storm
from .tracers import bpftrace, bpftrace_knows, empty, ftrace, perf, sigscript

# Events of a run: 0.2 s or less, but for what takes 10 us and more.
EVENTS = 300_000
FEW = 60_000
# Where other machines share the processor, all is slower by a quarter or a half for some seconds at a time. A tracer is measured where the
# process, before and after, takes no more than this over the quickest that it was seen to be; else again, so many times.
UNDISTURBED, ATTEMPTS = 1.03, 10
# Beside getppid.
TEN = ["getuid", "open", "openat", "read", "write", "close", "kill", "execve", "exit_group"]
LATENCY = """global s, l
probe syscall.getppid { s[tid()] = gettimeofday_ns() }
probe syscall.getppid.return { if ([tid()] in s) { l[execname()] <<< gettimeofday_ns() - s[tid()]; delete s[tid()] } }
probe end { foreach (e in l) print(@hist_log(l[e])) }"""
THEIR_LATENCY = """tracepoint:syscalls:sys_enter_getppid { @s[tid] = nsecs; }
tracepoint:syscalls:sys_exit_getppid /@s[tid]/ { @l[comm] = hist(nsecs - @s[tid]); delete(@s[tid]); }"""
NUMBERS = range(1, 16)
NAMES = ["filter-1", "filter-3", "filter-16", "filter-walk", "count-1", "count-2", "count-3", "histogram", "latency", "calls", "print", "tests", "probes", "size"]


def filtered(options, ours, theirs, condition):
    """Tracers of signals that let none through."""
    return {
        "empty raw tracepoint": lambda pid: empty("signal_generate"),
        "sigscript": lambda pid: sigscript(options, f"probe signal.send {{ if ({ours}) println(sig) }}"),
        "bpftrace": lambda pid: bpftrace(options, f'tracepoint:signal:signal_generate /{theirs}/ {{ printf("%d\\n", args->sig); }}'),
        "ftrace": lambda pid: ftrace("signal/signal_generate", condition),
    }


def counted(options, ours, at_end, theirs):
    """Tracers that count signals."""
    return {
        "sigscript": lambda pid: sigscript(options, f"global n probe signal.send {{ {ours} }} probe end {{ {at_end} }}"),
        "bpftrace": lambda pid: bpftrace(options, f"tracepoint:signal:signal_generate {{ {theirs} }}"),
    }


def of_tests(count):
    """A script with so many tests in its filter, of which the last one fails."""
    tests = [f"sig != {number}" for number in range(1, count)] + ["sig == 16"]
    return f"probe signal.send {{ if ({' && '.join(tests)}) println(sig) }}"


def many_lines(count):
    """Functions and probes that have nothing to do with signals, of so many lines."""
    piece = "global g{0}\nfunction f{0}(a, b) {{\n  for (i = 0; i < a; i++)\n    b += i * {0}\n  return b\n}}\nprobe timer.s(1000) {{\n  g{0} = f{0}(g{0}, {0})\n  println(g{0})\n}}\n"
    return "".join(piece.format(number) for number in range(count // 10))


def points(options, probed):
    """A tracer that counts system calls by name."""
    return lambda pid: sigscript(options, f"global n probe {probed} {{ n[name]++ }} probe end {{ foreach (s in n) println(s, n[s]) }}")


def groups(options):
    """Each: its title, the storm's kind, events of a run, and the tracers by name, each called with the storm's process id."""
    one_test = filtered(options, "sig == 15", "args->sig == 15", "sig==15")
    if bpftrace_knows(options.bpftrace, "rawtracepoint:signal_generate { }"):
        one_test["bpftrace, raw"] = lambda pid: bpftrace(options, 'rawtracepoint:signal_generate /arg0 == 15/ { printf("%d\\n", arg0); }')
    return {
        "filter-1": ("filtered out, one test", "signals", EVENTS, one_test),
        "filter-3": ("filtered out, three tests, one of a name", "signals", EVENTS, filtered(
            options, 'sig != 9 && sig_pid > 1 && execname() == "zzz"', 'args->sig != 9 && args->pid > 1 && comm == "zzz"',
            'sig!=9 && pid>1 && comm=="zzz"')),
        "filter-16": ("filtered out, sixteen tests", "signals", EVENTS, filtered(
            options, " && ".join(f"sig != {n}" for n in NUMBERS) + " && sig == 16",
            " && ".join(f"args->sig != {n}" for n in NUMBERS) + " && args->sig == 16",
            " && ".join(f"sig!={n}" for n in NUMBERS) + " && sig==16")),
        "filter-walk": ("filtered out, three pointers", "signals", EVENTS, {
            "empty raw tracepoint": lambda pid: empty("signal_generate"),
            "sigscript": lambda pid: sigscript(options, 'probe kernel.trace("signal_generate") { if ($task->group_leader->parent->tgid == 3) println($sig) }'),
        }),
        "count-1": ("counted by name", "signals", EVENTS, counted(
            options, "n[execname()]++", "foreach (e in n) println(n[e])", "@[comm] = count();")),
        "count-2": ("counted by name and signal", "signals", EVENTS, counted(
            options, "n[execname(), sig]++", "foreach ([e, s] in n) println(n[e, s])", "@[comm, args->sig] = count();")),
        "count-3": ("counted by name, signal and receiver", "signals", EVENTS, counted(
            options, "n[execname(), sig, sig_pid]++", "foreach ([e, s, p] in n) println(n[e, s, p])", "@[comm, args->sig, args->pid] = count();")),
        "histogram": ("histogram by name", "signals", EVENTS, counted(
            options, "n[execname()] <<< sig", "foreach (e in n) print(@hist_log(n[e]))", "@[comm] = hist(args->sig);")),
        "latency": ("histogram of a system call's duration", "calls", EVENTS, {
            "sigscript": lambda pid: sigscript(options, LATENCY),
            "bpftrace": lambda pid: bpftrace(options, THEIR_LATENCY),
        }),
        "calls": ("all system calls counted by name", "calls", EVENTS, {
            "sigscript": lambda pid: sigscript(options, "global n probe syscall.* { n[name]++ } probe end { foreach (s in n) println(s, n[s]) }"),
            "bpftrace": lambda pid: bpftrace(options, "tracepoint:raw_syscalls:sys_enter { @[args->id] = count(); }"),
            **({"perf trace": lambda pid: perf("getppid", pid)} if shutil.which("perf") else {}),
        }),
        "print": ("printed", "signals", FEW, {
            "sigscript": lambda pid: sigscript(options, f'probe signal.send {{ if (sig == 23 && sig_pid == {pid}) printf("%s: %s(%d) -> %s(%d)\\n", sig_name, execname(), pid(), pid_name, sig_pid) }}'),
            "bpftrace": lambda pid: bpftrace(options, f'tracepoint:signal:signal_generate /args->sig == 23 && args->pid == {pid}/ {{ printf("%d: %s(%d) -> %s(%d)\\n", args->sig, comm, pid, args->comm, args->pid); }}'),
            "ftrace, recorded": lambda pid: ftrace("signal/signal_generate", f"sig==23 && pid=={pid}"),
        }),
        "tests": ("by the number of tests", "signals", EVENTS, {
            f"{count} tests": lambda pid, count=count: sigscript(options, of_tests(count)) for count in (1, 2, 4, 8, 16)
        }),
        "probes": ("a counted system call, by how many others are probed", "calls", EVENTS, {
            "1 probe": points(options, "syscall.getppid"),
            "10 probes": points(options, "syscall.getppid, " + ", ".join(f"syscall.{name}" for name in TEN)),
            "all calls": points(options, "syscall.*"),
            "all calls and returns": points(options, "syscall.*, syscall.*.return"),
        }),
        "size": ("filtered out, by the size of the rest of the script", "signals", EVENTS, {
            "1 line": lambda pid: sigscript(options, "probe signal.send { if (sig == 15) println(sig) }"),
            "10,001 lines": lambda pid: sigscript(options, "probe signal.send { if (sig == 15) println(sig) }\n" + many_lines(10_000)),
        }),
    }


def once(storm, count, tracers, bare):
    """What each costs, in nanoseconds for an event; adds the runs without any of them to `bare`."""
    extra = {}
    bare.append(storm.undisturbed(count))
    for name, tracer in tracers.items():
        for _ in range(ATTEMPTS):
            with tracer(storm.pid):
                traced = storm.undisturbed(count)
            bare.append(storm.undisturbed(count))
            if max(bare[-2:]) < UNDISTURBED * min(bare):
                break
        extra[name] = traced - (bare[-2] + bare[-1]) / 2
    return extra


class Group:
    """One group of figures, measured round by round."""

    def __init__(self, options, name):
        self.title, self.kind, self.count, self.tracers = groups(options)[name]
        self.storm_program = options.storm
        self.bare, self.extra = [], {tracer: [] for tracer in self.tracers}

    def round(self):
        """Measures each once."""
        with Storm(self.storm_program, self.kind) as storm:
            storm.undisturbed(20_000)
            extra = once(storm, self.count, self.tracers, self.bare)
        for tracer, cost in extra.items():
            self.extra[tracer].append(cost)

    def figures(self):
        """Medians, with all rounds."""
        return {
            "title": self.title,
            "unit": "ns",
            "bare": statistics.median(self.bare),
            "figures": {tracer: statistics.median(costs) for tracer, costs in self.extra.items()},
            "rounds": self.extra,
        }
