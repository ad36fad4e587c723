"""How long a script takes to become a plan, by its size: processor time, of the user and of the kernel."""
import os
import statistics
import subprocess
import sys
import tempfile

from .overhead import many_lines

LINES = [100, 1_000, 10_000]


def run(program, path):
    """Milliseconds."""
    process = subprocess.Popen([program, "--plan", path], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"{path} was not planned")
    return (usage.ru_utime + usage.ru_stime) * 1e3


class Group:
    """Planning, measured round by round."""

    def __init__(self, options):
        self.options = options
        self.runs = {f"{count:,} lines": [] for count in LINES}

    def round(self):
        """Measures each."""
        for count, runs in zip(LINES, self.runs.values()):
            with tempfile.NamedTemporaryFile("w", suffix=".sig") as file:
                file.write("probe signal.send { if (sig == 15) println(sig) }\n" + many_lines(count))
                file.flush()
                runs.append(run(self.options.sigscript, file.name))

    def figures(self):
        """Medians, with all runs."""
        return {"plan": {
            "title": "a script to a plan",
            "unit": "ms",
            "figures": {name: statistics.median(runs) for name, runs in self.runs.items()},
            "rounds": self.runs,
        }}
