// Numbers in three bases, the largest ones, and what escapes in strings become.
probe begin
{
  println(10, " ", 0x1F, " ", 010, " ", 0)
  println(9223372036854775807, " ", 18446744073709551615, " ", 0xffffffffffffffff)
  println("tab\there \"quoted\" back\\slash \x41\102 \q")
  println(strlen("a\0b"), strlen("\n"))
  exit()
}
