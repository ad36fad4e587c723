"""Large recordings, made of the records of small ones again and again.

`trace.dat` has the records of tests/recordings/trace-v6.dat, on two processors: signals, system calls and ends of processes. Ftrace's text
and a log of auditd are made likewise.
"""
import pathlib
import re
import struct

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FIXTURE = ROOT / "tests/recordings/trace-v6.dat"
DATA, TEXT, LOG = "trace.dat", "report.txt", "audit.log"
STAMP = re.compile(r"audit\((\d+\.\d+):(\d+)")
PAGE = 4096
PROCESSORS = 2
# Nanoseconds between two records of a processor.
STEP = 500
# Pages that are made; then they come again, later.
DISTINCT = 64
TYPE_BITS, PADDING = 5, 29


def entries(page):
    """The records of a little-endian 64-bit page."""
    at, end = 16, 16 + (struct.unpack_from("<Q", page, 8)[0] & 0x3FFFFFFF)
    while at < end:
        head = struct.unpack_from("<I", page, at)[0]
        kind = head & 31
        at += 4
        if kind == PADDING and head >> TYPE_BITS == 0:
            return
        if kind == 0:
            size = struct.unpack_from("<I", page, at)[0]
            yield page[at + 4 : at + size]
            at += (size + 3) & ~3
        elif kind < PADDING:
            yield page[at : at + 4 * kind]
            at += 4 * kind
        else:
            at += 4 if kind > PADDING else struct.unpack_from("<I", page, at)[0]


def fixture():
    """The fixture's header up to the places of its buffers, and its records."""
    content = FIXTURE.read_bytes()
    table = content.index(b"flyrecord\0") + len(b"flyrecord\0")
    count = struct.unpack_from("<I", content, content.index(b"options  \0") - 4)[0]
    places = [struct.unpack_from("<QQ", content, table + 16 * number) for number in range(count)]
    records = []
    for start, size in places:
        for page in range(start, start + size, PAGE):
            records += entries(content[page : page + PAGE])
    header = bytearray(content[:table])
    struct.pack_into("<I", header, content.index(b"options  \0") - 4, PROCESSORS)
    return bytes(header), records


def pages(records, first):
    """Full pages of records, from the first on, each with its number of records."""
    made, index = [], first
    for _ in range(DISTINCT):
        data, count = bytearray(), 0
        while True:
            record = records[index % len(records)]
            words = len(record) // 4
            entry = struct.pack("<I", words | STEP << TYPE_BITS) + record
            if words > 28:
                entry = struct.pack("<II", STEP << TYPE_BITS, len(record) + 4) + record
            if len(data) + len(entry) > PAGE - 16:
                break
            data += entry
            count += 1
            index += 1
        made.append((struct.pack("<Q", len(data)) + bytes(data).ljust(PAGE - 16, b"\0"), count))
    return made


def recording(path, events):
    """Writes a recording of at least so many events; gives their number."""
    header, records = fixture()
    made = [pages(records, first) for first in range(PROCESSORS)]
    # All buffers have the same number of pages.
    number, total = 0, 0
    while total < events:
        total += sum(of[number % DISTINCT][1] for of in made)
        number += 1
    with open(path, "wb") as file:
        start = (len(header) + 16 * PROCESSORS + PAGE - 1) // PAGE * PAGE
        file.write(header)
        for processor in range(PROCESSORS):
            file.write(struct.pack("<QQ", start + processor * number * PAGE, number * PAGE))
        file.write(b"\0" * (start - file.tell()))
        for processor, of in enumerate(made):
            now = 1_000_000_000 + processor * STEP // 2
            for index in range(number):
                body, count = of[index % DISTINCT]
                file.write(struct.pack("<Q", now) + body)
                now += count * STEP
    return total


def text_report(path, events):
    """Writes what `trace-cmd report` prints, again and again; gives the number of events."""
    lines = (ROOT / "tests/recordings/report.txt").read_text().splitlines(keepends=True)
    of_one = sum(": " in line for line in lines)
    times = -(-events // of_one)
    path.write_text("".join(lines) * times)
    return of_one * times


def audit_log(path, events):
    """Writes a log of auditd again and again, 2000 system calls a second; gives their number."""
    text = (ROOT / "tests/recordings/audit.log").read_text()
    of_one = text.count("type=SYSCALL")
    times = -(-events // of_one)
    with open(path, "w") as file:
        for number in range(times):
            since = number * of_one / 2000
            # Times and serial numbers tell events apart.
            file.write(STAMP.sub(lambda stamp: f"audit({float(stamp[1]) + since:.3f}:{int(stamp[2]) + number * 100}", text))
    return of_one * times


def make(folder, events):
    """Writes the recordings; gives the number of events in each."""
    few = events // 10
    return recording(folder / DATA, events), text_report(folder / TEXT, few), audit_log(folder / LOG, few)
