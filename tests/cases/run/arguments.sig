// Arguments as numbers, names and strings; their count; missing ones in a branch that is not taken.
probe begin
{
  println($#, " ", $1 + 1, " ", @1, " ", @2 . "!", " ", "con" @3 "cat")
  $4 = 5
  println(value)
  println(%( $# >= 5 %? $5 %: "default" %))
  println(strtol(@1, 10) * 2)
  exit()
}
