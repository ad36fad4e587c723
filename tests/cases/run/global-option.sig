// -G sets globals before the first handler runs.
global number = 1, text = "one"
probe begin { println(number, " ", text) exit() }
