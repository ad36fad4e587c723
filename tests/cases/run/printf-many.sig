// Many conversions in one format, adjacent literals, percent signs, no conversion at all.
probe begin
{
  printf("%d%s%d%s%d%s%d%s%d%s" "%%%c%x|\n", 1, "a", 2, "b", 3, "c", 4, "d", 5, "e", 70, 0xf)
  printf("no values\n")
  printf("100%%\n")
  s = sprintf("%s", "%d")
  printf("%s\n", s)
  exit()
}
