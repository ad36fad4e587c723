// -q: no warnings, in the stream neither.
probe begin { warn("careful")  println("on")  exit() }
