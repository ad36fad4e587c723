// && binds tighter than ||; numbers and strings compare by their own orders; hexadecimal and negative numbers.
probe begin
{
  print(%( 1 == 1 || 1 == 2 && 1 == 3 %? 1 %: 0 %), %( 1 == 2 && 1 == 2 || 3 == 3 %? 1 %: 0 %), %( 1 == 2 || 2 == 3 || 4 == 5 %? 1 %: 0 %))
  print(%( 0x10 == 16 %? 1 %: 0 %), %( 010 == 8 %? 1 %: 0 %), %( 9 < 10 %? 1 %: 0 %), %( "9" < "10" %? 1 %: 0 %), %( "a b" == "a b" %? 1 %: 0 %), %( "" == "" %? 1 %: 0 %))
  println()
  exit()
}
