// tokenize: several delimiters, empty parts left out, a new start before the end.
probe begin
{
  for (t = tokenize("/usr//local/bin/", "/"); t != ""; t = tokenize("/")) print("[", t, "]")
  println()
  println(tokenize("a b;c", " "), tokenize("", " "), "|", tokenize("x:y", ":"), tokenize(":"), "[", tokenize(":"), "]")
  println("[", tokenize("", "x"), tokenize("   ", " "), tokenize(" "), "]", tokenize("whole", ","))
  exit()
}
