// The least and the greatest number as keys, and long and empty strings.
global a, s
probe begin
{
  a[0x7fffffffffffffff] = 1  a[0x8000000000000000] = 2  a[-1] = 3  a[0] = 4
  foreach (k+ in a) print(k, ":", a[k], " ")
  println()
  text = "0123456789abcdef"
  for (i = 0; i < 4; i++) text .= text
  s[""] = 1  s[text] = 2  s[text . "x"] = 3
  println(s[""], s[text], s[text . "x"], s[text . "y"], " ", strlen(text))
  exit()
}
