// A macro as an assertion that prints its place in the script's own words.
@define check(condition, text) %( if (!(@condition)) { println("failed: ", @text)  failures++ } %)
global failures
probe begin
{
  @check(1 + 1 == 2, "sum")
  @check("a" < "B", "order")
  @check(strlen("abc") == 3 && !0, "length")
  println(failures)
  exit()
}
