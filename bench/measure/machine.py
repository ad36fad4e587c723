"""The machine that is measured on: which processor does what, and what else runs."""
import os
import pathlib
import platform
import shutil
import subprocess
import sys

PROCESSORS = sorted(os.sched_getaffinity(0))
# Where the traced run, and where those run that trace; one processor has to do for both where there is no other.
TRACED, TRACERS = {PROCESSORS[-1]}, set(PROCESSORS[:-1] or PROCESSORS)


def hurry():
    """This process, and what it starts, goes before all others."""
    os.nice(-20)


def for_traced():
    """Before a traced program starts: on a processor of its own."""
    os.sched_setaffinity(0, TRACED)


def for_tracer():
    """Before a tracer starts: on the other processors."""
    os.sched_setaffinity(0, TRACERS)


def need(*programs):
    """Ends the script unless all of them are there."""
    for program in programs:
        if not shutil.which(program):
            sys.exit(f"cannot find {program}: cargo build --release --workspace")


def version(*command):
    """The first line that a program tells of itself; nothing where it is missing."""
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return (told.stdout + told.stderr).strip().partition("\n")[0]


def described(options):
    """What figures of this machine should be read with."""
    model = next((line.split(": ")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    return {
        "kernel": platform.release(),
        "machine": platform.machine(),
        "processors": len(PROCESSORS),
        "model": model,
        "load": os.getloadavg()[0],
        "sigscript": version(options.sigscript, "--version"),
        "bpftrace": version(options.bpftrace, "--version"),
        "trace-cmd": version(options.trace_cmd, "-V"),
    }
