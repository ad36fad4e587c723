// Counts cannot be read that often.
global sent
probe signal.send { sent[sig]++ }
probe timer.ms(5) { println(sent[9]) }
