// Packing runs of letters and unpacking them again.
function pack(s) {
  for (i = 0; i < strlen(s); i += n) {
    c = substr(s, i, 1)
    for (n = 1; substr(s, i + n, 1) == c; n++) ;
    packed .= sprintf("%d%s", n, c)
  }
  return packed
}
function unpack(s) {
  while (s =~ "^([0-9]+)([a-z])") {
    n = strtol(matched(1), 10)  c = matched(2)
    s = substr(s, strlen(matched(0)), strlen(s))
    while (n-- > 0) text .= c
  }
  return text
}
probe begin { p = pack("aaabccddddddddddddz")  println(p, " ", unpack(p), " ", unpack(pack("")) == "")  exit() }
