// Strings are not cut at 512 bytes.
probe begin { s = "0123456789"  for (i = 0; i < 7; i++) s .= s  println(strlen(s))  exit() }
