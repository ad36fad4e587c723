"""Replaying a large recording: events a second of sigscript and of `trace-cmd report`.

Time is the processor's, of the user and of the kernel: what else runs on the machine does not count.
"""
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from . import recordings

# The signal and the process that the script asks for; both are in the recording.
FLAGSHIP = [str(recordings.ROOT / "scripts/signal_sender.sig"), "9", "31758"]
EVENTS = ["signal:signal_generate", "raw_syscalls:sys_enter", "raw_syscalls:sys_exit", "sched:sched_process_exit"]
POINTS = ", ".join(f'kernel.tracepoint("{event}")' for event in EVENTS)
COUNT = f"""global by_name
probe {POINTS} {{ by_name[execname()]++ }}
probe end {{ foreach (name in by_name) events += by_name[name]; println(events) }}"""


def run(command):
    """Seconds of the processor, and the last line that was printed."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            sys.exit(f"{' '.join(command)} failed")
        output.seek(0)
        last = b""
        for last in output:
            pass
    return usage.ru_utime + usage.ru_stime, last


class Group:
    """Replaying, measured round by round."""

    def __init__(self, options):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        # In a process of its own, whose memory goes with it.
        with multiprocessing.Pool(1) as pool:
            self.events, lines, calls = pool.apply(recordings.make, (folder, options.replayed))
        ours = [options.sigscript, "-q", "--replay"]
        data = str(folder / recordings.DATA)
        self.cases = {
            "sigscript, signal_sender.sig": (self.events, [*ours, data, *FLAGSHIP]),
            "sigscript, every event": (self.events, [*ours, data, "-e", COUNT]),
            "trace-cmd report": (self.events, [options.trace_cmd, "report", "-i", data]),
            "sigscript, ftrace's text": (lines, [*ours, str(folder / recordings.TEXT), *FLAGSHIP]),
            "sigscript, log of auditd": (calls, [*ours, str(folder / recordings.LOG), *FLAGSHIP]),
        }
        self.rates = {name: [] for name in self.cases}

    def round(self):
        """Measures each."""
        for name, (events, command) in self.cases.items():
            took, last = run(command)
            if name == "sigscript, every event" and int(last) != events:
                sys.exit(f"sigscript counted {int(last)} of {events} events")
            self.rates[name].append(events / took / 1e6)

    def figures(self):
        """Medians, with all runs."""
        self.folder.cleanup()
        return {"replay": {
            "title": "replayed, million events for each second of the processor",
            "unit": "M/s",
            "figures": {name: statistics.median(rates) for name, rates in self.rates.items()},
            "rounds": self.rates,
        }}
