// isinstr and strpos, of parts at both ends, of the empty text, of what is not there; stringat.
probe begin
{
  s = "signal.send"
  println(isinstr(s, "signal"), isinstr(s, "send"), isinstr(s, "Send"), isinstr(s, s), isinstr("", s), " ", strpos(s, "s"), " ", strpos(s, "send"), " ", strpos(s, "."), " ", strpos(s, "x"))
  println(stringat(s, 0), " ", stringat(s, strlen(s) - 1), " ", stringat("\xff", 0), " ", stringat("A", 0) == 65)
  exit()
}
