// Arguments are tokens: commas in brackets stay together, operators are not bracketed, an argument may be empty code.
@define pair(a, b) %( sprintf("<%s|%s>", @a, @b) %)
@define double(x) %( @x + @x %)
@define when(c, then) %( if (@c) { @then } %)
function join(a, b) { return a . b }
probe begin
{
  println(@pair(join("a", "b"), sprintd(",", 1, 2)))
  println(3 * @double(4), " ", @double(2) * 3)
  @when(1 < 2, println("yes"))
  @when(2 < 1, println("no"))
  exit()
}
