// A conditional as a value that is compared.
probe signal.send { wanted = shared ? 9 : 15  if (sig == wanted) println(sig) }
