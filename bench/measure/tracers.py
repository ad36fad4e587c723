"""Tracers: each a context in which it is attached."""
import contextlib
import ctypes
import functools
import os
import pathlib
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time

from . import machine

LIMIT = 60.0
INSTANCE = pathlib.Path(f"/sys/kernel/tracing/instances/sigscript-bench-{os.getpid()}")
# The number of bpf(2), two of its commands, and a type of program: linux/bpf.h.
BPF_CALL = {"x86_64": 321, "aarch64": 280}.get(os.uname().machine)
PROG_LOAD, RAW_TRACEPOINT_OPEN, RAW_TRACEPOINT = 5, 17, 17
READY = 'probe begin { println("ready") } '


def end(process):
    """Interrupts a program; milliseconds until it is gone."""
    descriptor = os.pidfd_open(process.pid)
    since = time.perf_counter()
    process.send_signal(signal.SIGINT)
    gone, _, _ = select.select([descriptor], [], [], 10)
    took = (time.perf_counter() - since) * 1e3
    if not gone:
        process.kill()
    process.wait()
    os.close(descriptor)
    return took


class Running:
    """A program that has said that it is ready."""

    def __init__(self, command):
        self.folder = tempfile.TemporaryDirectory(dir="/dev/shm")
        self.output, self.errors = (pathlib.Path(self.folder.name, name) for name in ("output", "errors"))
        with open(self.output, "wb") as lines, open(self.errors, "wb") as told:
            self.process = subprocess.Popen(command, stdout=lines, stderr=told, preexec_fn=machine.for_tracer)
        until = time.monotonic() + LIMIT
        while b"ready" not in self.output.read_bytes():
            if time.monotonic() > until or self.process.poll() is not None:
                self.process.kill()
                sys.exit(f"{command} did not start: {self.errors.read_text()}")
            time.sleep(0.002)
        self._attached(until)

    def _attached(self, until):
        """bpftrace says that it is ready before it attaches its other probes, and perf nothing at all: waits until it has opened some, and
        opens no more."""
        last, since = self._events(), time.monotonic()
        while (last == 0 or time.monotonic() - since < 0.15) and time.monotonic() < until:
            time.sleep(0.02)
            if (now := self._events()) != last:
                last, since = now, time.monotonic()

    def _events(self):
        """How many events it has open (proc(5))."""
        found = 0
        for file in pathlib.Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found += os.readlink(file).startswith(("anon_inode:[perf_event]", "anon_inode:bpf_link", "anon_inode:bpf-raw-tracepoint"))
        return found

    def processor_time(self):
        """Seconds of user and system time (`/proc/PID/schedstat`, proc(5)), of all its threads."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def close(self):
        """Lets go of what it wrote."""
        self.folder.cleanup()


@contextlib.contextmanager
def program(command):
    """A tracer that runs as `command`."""
    running = Running(command)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            end(running.process)
        running.close()


def sigscript(options, script, *arguments):
    """A script of ours; it comes from a file, since a command line has a limit."""
    return script_of(options, READY + script, *arguments)


@contextlib.contextmanager
def script_of(options, script, *arguments):
    with tempfile.NamedTemporaryFile("w", suffix=".sig") as file:
        file.write(script)
        file.flush()
        with program([options.sigscript, *arguments, file.name]) as running:
            yield running


def bpftrace(options, script):
    return program([options.bpftrace, "-e", 'BEGIN { printf("ready\\n") } ' + script])


@functools.cache
def bpftrace_knows(program, probe):
    """Whether this version has such a probe: 0.17 has no `rawtracepoint`."""
    command = [program, "-e", f"BEGIN {{ exit(); }} {probe}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def perf(event, pid):
    return program(["sh", "-c", f"echo ready; exec perf trace -e {event} -p {pid} -o /dev/null"])


@contextlib.contextmanager
def ftrace(event, condition):
    """An instance with the event on, and the condition as its filter."""
    INSTANCE.mkdir()
    folder = INSTANCE / "events" / event
    try:
        if condition:
            (folder / "filter").write_text(condition)
        (folder / "enable").write_text("1")
        yield
    finally:
        (folder / "enable").write_text("0")
        INSTANCE.rmdir()


@contextlib.contextmanager
def empty(tracepoint):
    """A program of two instructions, `r0 = 0; exit`, on a raw tracepoint: what any program there costs at least (bpf(2))."""
    code = ctypes.create_string_buffer(struct.pack("<BBhiBBhi", 0xb7, 0, 0, 0, 0x95, 0, 0, 0))
    licence, name = ctypes.create_string_buffer(b"GPL"), ctypes.create_string_buffer(tracepoint.encode())

    def bpf(command, layout, *values):
        attributes = struct.pack(layout, *values).ljust(128, b"\0")
        descriptor = ctypes.CDLL(None, use_errno=True).syscall(BPF_CALL, command, attributes, len(attributes))
        if descriptor < 0:
            sys.exit(f"bpf(2): {os.strerror(ctypes.get_errno())}")
        return descriptor

    loaded = bpf(PROG_LOAD, "<IIQQ", RAW_TRACEPOINT, 2, ctypes.addressof(code), ctypes.addressof(licence))
    link = bpf(RAW_TRACEPOINT_OPEN, "<QI", ctypes.addressof(name), loaded)
    try:
        yield
    finally:
        os.close(link)
        os.close(loaded)
