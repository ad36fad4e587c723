// Patterns that a matcher which tries every way would never finish.
probe begin {
  text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"
  println(text =~ "(a*)*b")
  println(text =~ "(x+x+)+y")
  println(text =~ "(a|aa)+$")
  println(text =~ "^(a|aa)+c$", " ", strlen(matched_str()))
  exit()
}
