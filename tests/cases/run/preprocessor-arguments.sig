// Conditions on arguments, as numbers and as strings, and what they choose.
probe begin
{
  n = %( $# == 3 %? $1 + $2 %: 0 %)
  println(n, " ", %( $1 > 5 %? "large" %: "small" %), " ", %( @3 == "verbose" %? "talkative" %: "quiet" %), %( $# < 4 %? "" %: @4 %))
  %( @1 == "7" %? println("seven") %)
  exit()
}
