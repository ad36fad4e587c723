"""What the figures have to be: each a figure, or the ratio of two, and its bound."""

# Figure, as GROUP/NAME; what it is divided by, if anything; at most or at least; the bound.
TARGETS = [
    ("start/sigscript, begin", None, "<=", 10),
    ("start/sigscript, begin", "start/bpftrace, begin", "<=", 1 / 15),
    ("start/sigscript, first event", "start/bpftrace, first event", "<=", 1 / 15),
    ("memory/sigscript, first event", None, "<=", 15),
    ("memory/sigscript, first event", "memory/bpftrace, first event", "<=", 1 / 6),
    ("binary/sigscript", None, "<=", 6),
    ("ending/sigscript, first event", None, "<=", 5),
    ("filter-1/sigscript", "filter-1/bpftrace", "<=", 0.5),
    ("filter-1/sigscript", "filter-1/ftrace", "<=", 0.45),
    ("filter-1/sigscript", "filter-1/empty raw tracepoint", "<=", 1.25),
    ("filter-1/sigscript", "filter-1/bpftrace, raw", "<=", 1),
    ("filter-3/sigscript", "filter-3/bpftrace", "<=", 0.6),
    ("filter-3/sigscript", "filter-3/ftrace", "<=", 0.7),
    ("filter-3/sigscript", "filter-3/empty raw tracepoint", "<=", 2.5),
    ("count-2/sigscript", "count-2/bpftrace", "<=", 0.5),
    ("histogram/sigscript", "histogram/bpftrace", "<=", 0.7),
    ("latency/sigscript", "latency/bpftrace", "<=", 0.7),
    ("calls/sigscript", "calls/bpftrace", "<=", 0.6),
    ("print/sigscript", "print/bpftrace", "<=", 0.1),
    ("delivery/sigscript", "delivery/bpftrace", ">=", 3),
    ("delivery-time/sigscript", "delivery-time/bpftrace", "<=", 1 / 3),
    ("delivery/sigscript, delivered", None, ">=", 950_000),
    ("size/10,001 lines", "size/1 line", "<=", 1.1),
]


def judged(results):
    """Those of which the figures are there, each with what was measured and whether it is met."""
    def figure(path):
        group, name = path.split("/", 1)
        return results.get(group, {}).get("figures", {}).get(name)

    found = []
    for path, beside, sign, bound in TARGETS:
        value, other = figure(path), figure(beside) if beside else 1
        if value is None or not other:
            continue
        measured = value / other
        met = measured <= bound if sign == "<=" else measured >= bound
        found.append({"figure": path, "beside": beside, "measured": measured, "sign": sign, "bound": bound, "met": met})
    return found
