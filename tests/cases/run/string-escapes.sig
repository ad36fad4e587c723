// Escapes in strings: C's letters, octal and hexadecimal numbers, anything else stays without its backslash.
probe begin
{
  println("a\\b\"c\'d\?e", " \101\x42\103", " \q\z\.", " [\t]")
  println(strlen("\a\b\f\v\r\n"), strlen("\1\12\123\1234"), strlen("\x4"), " ", "two " "parts" /* between */ " three")
  println("a\0b", strlen("a\0b"))
  exit()
}
