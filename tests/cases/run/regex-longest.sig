// Of all matches the leftmost counts, of those the longest, whatever the order of the alternatives.
function show(hit) { if (hit) print("<", matched(0), ">") else print("none") }
probe begin
{
  show("xabcabcd" =~ "a|ab|abcd|abc")
  show("foobarfoobar" =~ "(foo|foobar)(bar|foobar)*")
  show("aaab" =~ "a*")
  show("baaa" =~ "a*")
  show("2024-05" =~ "[0-9]+|[0-9]+-[0-9]+")
  println()
  exit()
}
