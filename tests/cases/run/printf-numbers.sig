// %d %i %u %x %X %o %p with each flag, widths and precisions.
probe begin
{
  printf("[%d] [%i] [%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, -42, 42, 42, 42, 42, 42)
  printf("[%.4d] [%6.3d] [%-6.3d] [%.0d]\n", 42, 42, 42, 0)
  printf("[%u] [%20u]\n", -1, 7)
  printf("[%x] [%X] [%#x] [%#X] [%08x] [%x]\n", 255, 255, 255, 255, 255, -1)
  printf("[%o] [%#o] [%#x] [%#o]\n", 8, 8, 0, 0)
  printf("[%p] [%p] [%18p]\n", 0xdeadbeef, 0, 255)
  printf("[%ld] [%lx] [%lu]\n", -5, 255, 5)
  printf("[%#010x] [%-08d]\n", 255, 7)
  printf("[%*d] [%-*d] [%.*d]\n", 6, 42, 6, 42, 4, 42)
  exit()
}
