"""From start to attached, peak memory, and from SIGINT until all is over.

Two times are taken: until a line of the begin block, which sigscript runs when everything is attached, and bpftrace before; and until the
first event that the filter lets through is printed, which holds for both. The events are signals that this process sends to itself all the
while. Peak memory is the largest resident set up to then (`VmHWM`, proc(5)).
"""
import os
import pathlib
import pty
import signal
import statistics
import subprocess
import sys
import time

from .overhead import TEN
from .tracers import end

# Ignored, so that it can be sent to this process itself again and again; the tracepoint fires all the same.
SIGNAL = signal.SIGURG
LIMIT = 60.0


def run(command, line, poke):
    """Milliseconds from start to the line `line`; the peak memory in MiB by then; milliseconds from SIGINT to the end. With `poke`,
    signals are sent all the while."""
    # On a terminal both print each line at once.
    terminal, output = pty.openpty()
    since = time.perf_counter()
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE)
    os.close(output)
    os.set_blocking(terminal, False)
    text = b""
    while line not in text:
        if poke:
            os.kill(os.getpid(), SIGNAL)
        try:
            text += os.read(terminal, 65536)
        except OSError:  # nothing there yet
            time.sleep(0.0001)
        if time.perf_counter() - since > LIMIT or process.poll() is not None:
            process.kill()
            sys.exit(f"{command[0]} printed no {line!r}: {text!r} {process.stderr.read().decode()}")
    took = (time.perf_counter() - since) * 1e3
    peak = peak_memory(process.pid)
    # bpftrace misses a SIGINT that comes before it polls.
    time.sleep(0.05)
    ending = end(process)
    os.close(terminal)
    process.stderr.close()
    return took, peak, ending


def peak_memory(pid):
    """In MiB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def cases(options):
    """Each: its command, the line that is waited for, and whether events are made."""
    number, pid = int(SIGNAL), os.getpid()
    ours = [options.sigscript, "-e", f"""probe begin {{ println("attached") }}
        probe signal.send {{ if (sig == {number} && sig_pid == {pid}) println("event") }}"""]
    theirs = [options.bpftrace, "-e", f"""BEGIN {{ printf("attached\\n") }}
        tracepoint:signal:signal_generate /args->sig == {number} && args->pid == {pid}/ {{ printf("event\\n"); }}"""]

    def calls(points):
        return [options.sigscript, "-e", f'probe begin {{ println("attached") }} global n probe {points} {{ n[name]++ }}']

    return {
        "sigscript, begin": (ours, b"attached", False),
        "bpftrace, begin": (theirs, b"attached", False),
        "sigscript, first event": (ours, b"event", True),
        "bpftrace, first event": (theirs, b"event", True),
        "sigscript, 10 probes": (calls(", ".join(f"syscall.{name}" for name in ["getppid", *TEN])), b"attached", False),
        "sigscript, all calls and returns": (calls("syscall.*, syscall.*.return"), b"attached", False),
    }


class Group:
    """Start-up, memory and ending, measured round by round; several runs in each."""

    RUNS = 4

    def __init__(self, options):
        signal.signal(SIGNAL, signal.SIG_IGN)
        self.cases = cases(options)
        self.runs = {name: [] for name in self.cases}

    def round(self):
        """Measures each."""
        for _ in range(self.RUNS):
            for name, case in self.cases.items():
                self.runs[name].append(run(*case))

    def figures(self):
        """Medians, with all runs."""
        parts = {"start": 0, "memory": 1, "ending": 2}
        titles = {"start": ("from start to attached", "ms"), "memory": ("peak memory", "MiB"), "ending": ("from SIGINT to the end", "ms")}
        return {part: {
            "title": titles[part][0],
            "unit": titles[part][1],
            "figures": {name: statistics.median(run[index] for run in runs) for name, runs in self.runs.items()},
            "rounds": {name: [run[index] for run in runs] for name, runs in self.runs.items()},
        } for part, index in parts.items()}
