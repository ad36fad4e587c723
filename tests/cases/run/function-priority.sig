// A lower priority number comes first, whatever the order in the script; 0 is the default.
function who() : 3 { return "third" }
function who() : 1 { if (depth++ < 1) return "first"  next }
function who() : 2 { if (depth < 3) return "second"  next }
global depth
probe begin { println(who(), " ", who(), " ", who())  exit() }
