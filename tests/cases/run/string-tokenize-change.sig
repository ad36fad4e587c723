// The delimiter behind a part is taken with it: other delimiters go on behind it.
probe begin { println("[", tokenize("k=v w", "="), "][", tokenize(" "), "][", tokenize("="), "]")  println("[", tokenize("a,b;c", ","), "][", tokenize(";"), "][", tokenize(","), "]")  exit() }
