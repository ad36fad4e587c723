// Functions on strings.
probe begin
{
  junk = tokenize("junk", " ")
  println(strlen("hello"), " ", substr("hello", 1, 3), " [", substr("hello", 9, 2), "] ", isinstr("hello", "ell"), isinstr("hello", "x"))
  println(strtol("42abc", 10), " ", strtol("-0x1f", 0), " ", strtol("ff", 16), " ", strtol(junk, 10), " ", strtol("010", 0))
  println(str_replace("a-b-c", "-", "+"), " ", stringat("abc", 1), " ", isdigit("7x"), isdigit("x7"))
  println(tokenize("one two  three", " "), tokenize(" "), tokenize(" "), "[", tokenize(" "), "]")
  println(text_str("a\tb"), " ", strpos("hello", "l"), " ", strpos("hello", "z"))
  exit()
}
