// Widths and precisions from arguments, also computed ones, for numbers and strings.
probe begin
{
  for (w = 1; w <= 3; w++) printf("[%*d|%-*d|%0*d]", w, 5, w + 1, 6, w * 2, 7)
  println()
  printf("[%.*s] [%*.*s] [%-*.*s] [%.*d] [%*x]\n", 2, "abc", 6, 2, "abc", 6, 1, "abc", 3, 9, 5, 255)
  exit()
}
