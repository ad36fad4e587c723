// What is skipped need only consist of tokens: missing arguments, unknown words, nested conditions.
probe begin
{
  %( $# > 3 %? println($4) foreach( ] %( 1 == 1 %? x %: %( 2 == 2 %? y %) %) @nothing(1, %: println("skipped") %)
  %( 0 == 0 %? println("taken") %: $9 @8 %)
  exit()
}
