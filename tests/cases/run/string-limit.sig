// -D MAXSTRINGLEN cuts strings as SystemTap does: one byte less than the limit.
probe begin
{
  for (i = 0; i < 40; i++) s .= sprint(i % 10)
  println(s, " ", strlen(s))
  exit()
}
