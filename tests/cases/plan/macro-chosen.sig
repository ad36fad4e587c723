// What a macro chooses has the place of its use, as what it does not choose.
@define either(first, second) %( (@defined($nothing) ? @first : @second) %)
probe kernel.trace("signal_generate")
{
  text = @either($nothing, sprint($sig))
  println(text)
}
