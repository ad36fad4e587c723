// Bases from 2 to 36, 0 as in C, signs, and what stops a number.
probe begin
{
  junk = substr("junk", 0, 4)
  println(strtol("1011", 2), " ", strtol("777", 8), " ", strtol("-128", 10), " ", strtol("fF", 16), " ", strtol("0xfF", 16), " ", strtol("210", 3))
  println(strtol("0x1F", 0), " ", strtol("017", 0), " ", strtol("17", 0), " ", strtol("0", 0), " ", strtol("-0x10", 0))
  println(strtol("12 34", 10), " ", strtol("12.9", 10), " ", strtol("129", 2), " ", strtol("08", 8), " ", strtol(junk, 10), " ", strtol(junk . "", 36) > 0)
  println(strtol("9223372036854775807", 10), " ", strtol(sprint(-42), 10))
  exit()
}
