// A condition may stand around anything: declarations, parts of expressions, keys, whole loops, single words.
%( 1 == 1 %? global n = 5 %: global m = 6 %)
%( "x" == "y" %? probe begin { println("never") } %)
probe %( 2 > 1 %? begin %: end %)
{
  println(n %( 1 < 0 %? + 1000 %: + 100 %) * 2)
  %( 3 >= 3 %? for (i = 0; i < 3; i++) %: while (0) %) print(i)
  println()
  exit()
}
