// Conditions on arguments, the architecture, versions and literals; nested; whatever is skipped need not make sense.
probe begin
{
  println(%( 1 < 2 %? "less" %: "not less" %))
  println(%( "a" == "b" %? nonsense( %: "other" %))
  println(%( arch == "no-such-*" %? 1 %: %( kernel_v >= "2.6" %? "modern" %: "old" %) %))
  println(%( 1 == 1 && 2 == 3 || 4 != 5 %? "true" %: "false" %))
  %( $# == 0 %? println("no arguments") %)
  exit()
}
%( 0 == 1 %? probe no.such.thing { syntax error %)
