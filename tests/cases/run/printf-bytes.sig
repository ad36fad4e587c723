// %b: one, two, four and eight bytes in the machine's order; without a width eight.
probe begin
{
  printf("%1b%1b%2b%4b|", 65, 0x142, 0x4443, 0x48474645)
  printf("%8b|%b\n", 0x5049484746454443, 0x4847464544434241)
  println(strlen(sprintf("%1b%2b%4b%b", 65, 0x4242, 0x43434343, 0x4444444444444444)))
  exit()
}
