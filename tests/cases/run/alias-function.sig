// Prologues call functions, walk arrays and read globals; a handler uses what they computed.
global seen, limit_ = 3
function label(n) { return sprintf("#%d", n) }
probe numbered = timer.ms(1) { n = ++seen  text = label(n) }, { if (n >= limit_) exit() }
probe numbered { if (n <= limit_) println(text) }
