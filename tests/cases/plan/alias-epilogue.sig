// An effect in the epilogue is an effect: nothing can be held back.
global all
probe counted = signal.send { }, { all++ }
probe counted { if (sig == 9) println(sig) }
probe end { println(all) }
