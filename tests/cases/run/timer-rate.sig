// A timer keeps its rate: 10 ms give about 20 ticks in 205 ms, however late single ones are.
global ticks
probe timer.ms(10) { ticks++ }
probe timer.ms(205) { println(ticks >= 15 && ticks <= 21 ? "right" : "wrong") exit() }
