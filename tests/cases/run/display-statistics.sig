// Statistics: alone, by falling count in an array, and one that was emptied.
global s, a, none
probe begin
{
  s <<< 5  s <<< -8
  a["few"] <<< 1
  a["many"] <<< 10  a["many"] <<< 20  a["many"] <<< 31
  a["some"] <<< -1  a["some"] <<< -2
  none <<< 1
  delete none
  exit()
}
