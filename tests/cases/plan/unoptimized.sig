// -u: what is known at compile time is computed when the handler runs.
probe signal.send { if (1 + 1 == 2) println(sig * (3 * 4)) }
