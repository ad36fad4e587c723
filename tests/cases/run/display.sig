// Globals that are written and never read are shown at the end, after the end probes of sequence 0.
global number, text, untouched, shown, early = 3
probe begin { number = 6  text = "a \"b\""  shown = 1  early = 4  exit() }
probe end { println("end ", shown) }
probe end(1) { println("late") }
