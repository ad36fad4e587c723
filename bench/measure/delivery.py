"""How many events a second get through to the user, and what one costs the tracer.

A process sends itself signals at a steady rate for a second while one tracer is attached, whose lines go to a file in memory. What was sent and is
no line was lost. Processor time is that of the tracer's process, of user and kernel (proc(5)). "Delivered" has a handler that assigns and prints
nothing; bpftrace has nothing like it.
"""
import signal
import statistics
import time

from . import tracers
from .storm import Storm

URGENT = int(signal.SIGURG)
OURS = [100_000, 200_000, 400_000, 600_000, 800_000, 1_000_000]
THEIRS = [12_500, 25_000, 50_000, 100_000, 200_000]


def scripts(options, pid):
    """Each: the tracer, whether it prints a line for each event, and the rates that are tried."""
    return {
        "sigscript": (lambda: tracers.sigscript(options, f"""probe signal.send {{ if (sig == {URGENT} && sig_pid == {pid})
            printf("%s: %s(%d) -> %s(%d)\\n", sig_name, execname(), pid(), pid_name, sig_pid) }}""", "-v"), True, OURS),
        "bpftrace": (lambda: tracers.bpftrace(options, f"""tracepoint:signal:signal_generate
            /args->sig == {URGENT} && args->pid == {pid}/ {{ printf("%d: %s(%d) -> %s(%d)\\n", args->sig, comm, pid, args->comm, args->pid); }}"""), True, THEIRS),
        "sigscript, delivered": (lambda: tracers.sigscript(
            options, f"global last probe signal.send {{ if (sig == {URGENT} && sig_pid == {pid}) last = pid() }} probe end {{ println(last) }}", "-v"), False, OURS),
    }


def quiet(size):
    """Waits until a size does not change for a while."""
    last, since = size(), time.monotonic()
    while time.monotonic() - since < 0.2:
        time.sleep(0.02)
        if (now := size()) != last:
            last, since = now, time.monotonic()


def run(tracer, storm, rate, counts_lines):
    """One session and a second of signals: what came of it."""
    with tracer() as running:
        before = running.processor_time()
        achieved = storm.steadily(rate, rate)
        quiet(lambda: running.output.stat().st_size)
        used = running.processor_time() - before
        tracers.end(running.process)
        if counts_lines:
            got = running.output.read_bytes().count(b"->")
        else:
            # `probe signal.send: 5 events delivered, 0 lost`
            told = next(line for line in running.errors.read_text().splitlines() if "events delivered" in line)
            got = int(told.split(": ")[1].split()[0])
    return {"rate": achieved, "got": got, "lost": rate - got, "each": used / max(got, 1) * 1e6}


class Group:
    """Delivery, measured round by round."""

    def __init__(self, options):
        self.options = options
        self.runs = {}

    def round(self):
        """Measures each at each of its rates."""
        with Storm(self.options.storm, "signals") as storm:
            for name, (tracer, counts_lines, rates) in scripts(self.options, storm.pid).items():
                for rate in rates:
                    self.runs.setdefault((name, rate), []).append(run(tracer, storm, rate, counts_lines))

    def figures(self):
        """The best rate without a loss, what an event costs the tracer there, and all runs."""
        middle = {key: {part: statistics.median(one[part] for one in runs) for part in runs[0]} for key, runs in self.runs.items()}
        best = {}
        for name in dict.fromkeys(name for name, _ in middle):
            lossless = [(found["rate"], found["each"]) for (of, _), found in middle.items() if of == name and found["lost"] == 0]
            best[name] = max(lossless, default=(0, 0))
        rounds = {f"{name}, {rate}/s": runs for (name, rate), runs in self.runs.items()}
        return {
            "delivery": {"title": "events a second without a loss", "unit": "/s", "figures": {name: rate for name, (rate, _) in best.items()}, "rounds": rounds},
            "delivery-time": {"title": "the tracer's processor time for each of them", "unit": "us", "figures": {name: each for name, (_, each) in best.items()}, "rounds": {}},
        }
