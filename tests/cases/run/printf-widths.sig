// Width and precision of numbers together, longer values than the width, zeros, signs.
probe begin
{
  printf("[%8.3d] [%-8.3d] [%08d] [%+.2d] [% 6d] [%3d] [%.1d]\n", 7, 7, -7, 7, -7, 12345, 0)
  printf("[%8x] [%-8X] [%08x] [%.4x] [%#.4x] [%#8x]\n", 0xbeef, 0xbeef, 0xbeef, 0xef, 0xef, 0xef)
  printf("[%5o] [%#5o] [%-6o] [%05o]\n", 8, 8, 8, 8)
  printf("[%8.3s] [%-8.3s] [%.0s] [%2s]\n", "abcdef", "abcdef", "abc", "abc")
  exit()
}
