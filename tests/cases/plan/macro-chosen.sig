// What a macro chooses has the place of its use, as what it does not choose.
@define either(first, second) %( (@defined($nothing) ? @first : sprint(@second)) %)
probe kernel.trace("signal_generate")
{
  text = @either($nothing, $sig)
  println(text)
}
