"""The process whose events are traced."""
import subprocess

from . import machine


class Storm:
    """Makes events of one kind (`bench/storm`), on a processor of its own."""

    def __init__(self, program, kind):
        self.process = subprocess.Popen([program, kind], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=machine.for_traced)
        self.pid = int(self._answer()[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def undisturbed(self, count):
        """Nanoseconds of an event as fast as they come, in an undisturbed piece of the run."""
        return float(self._ask(f"{count}")[0])

    def steadily(self, count, rate):
        """Makes so many events at so many a second; gives the rate that it came to."""
        return 1e9 / float(self._ask(f"{count} {rate}")[1])

    def _ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self):
        return self.process.stdout.readline().split()
