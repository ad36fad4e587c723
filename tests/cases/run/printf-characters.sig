// %c: the low byte, widths, and with # what cannot be seen as an escape.
probe begin
{
  printf("%c%c%c|%4c|%-4c|\n", 0x41, 0x142, 67, 68, 69)
  printf("%#c %#c %#c %#c %#c %#c %#c\n", 7, 8, 11, 12, 13, 27, 255)
  exit()
}
