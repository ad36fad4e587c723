// A cipher that turns letters around, byte by byte.
function turn(s, by) {
  for (i = 0; i < strlen(s); i++) {
    c = stringat(s, i)
    base = c >= 97 && c <= 122 ? 97 : c >= 65 && c <= 90 ? 65 : 0
    out .= sprintf("%c", base ? (c - base + by + 26) % 26 + base : c)
  }
  return out
}
probe begin { t = turn("Hello, World!", 13)  println(t, " ", turn(t, -13), " ", turn("xyz", 3))  exit() }
