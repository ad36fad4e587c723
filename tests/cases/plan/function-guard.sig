// A condition in a function.
function interesting(number, receiver) { return number == 9 && receiver > 1 }
probe signal.send { if (interesting(sig, sig_pid)) println(sig) }
