// A global changes: only what does not depend on it is tested early.
global armed
probe timer.s(1) { armed = !armed }
probe signal.send { if (armed && sig == 9) println(sig) }
