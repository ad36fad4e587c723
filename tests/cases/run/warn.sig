// warn() writes to standard error, log() to standard output with a line end.
probe begin { log("logged")  warn("careful")  println("out")  exit() }
