// Macros without and with parameters; parameters are tokens, not values.
@define limit %( 3 + 4 %)
@define twice(x) %( @x * 2 %)
@define show(what, value) %( printf("%s=%d\n", @what, @value) %)
@define outer(x) %( @twice(@x) + @limit %)
probe begin
{
  println(@limit * 2)
  println(@twice(1 + 5))
  @show("n", @twice(7))
  println(@outer(10))
  @show("call", strtol("12", 10))
  exit()
}
