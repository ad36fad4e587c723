// %s %c %b %% with widths and precisions.
probe begin
{
  printf("[%s] [%6s] [%-6s] [%.2s] [%6.2s] [%s]\n", "abcd", "abcd", "abcd", "abcd", "abcd", "")
  printf("[%c%c] [%3c] [%-3c] [%c]\n", 79, 75, 65, 66, 321)
  printf("[%#c] [%#c] [%#c] [%#c] [%#c]\n", 10, 65, 0, 92, 200)
  printf("%1b%2b%4b\n", 72, 0x6968, 0x21212121)
  printf("100%% [%d%%]\n", 7)
  printf("[%*s] [%-*s] [%.*s]\n", 5, "ab", 5, "ab", 1, "ab")
  exit()
}
