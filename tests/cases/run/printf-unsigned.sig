// %u, %x, %o and %p take numbers as unsigned.
probe begin
{
  printf("%u %x %o %p\n", -1, -2, -1, -16)
  printf("%u %u [%20u] [%-20u]\n", 0, 9223372036854775807, 0x8000000000000000, 1)
  printf("[%p] [%12p] [%-12p]\n", 0, 4096, 4096)
  exit()
}
