// A global that nothing writes is a constant.
global wanted = 9
probe signal.send { if (sig == wanted) println(sig) }
