// Reading an element that is not there gives 0 or "", and does not make one.
global numbers, texts
probe begin
{
  numbers[1] = 7  texts["a"] = "x"
  println(numbers[2], "[", texts["b"], "]", numbers[2] + 5, texts["b"] . "y")
  println(2 in numbers, "b" in texts, 1 in numbers, "a" in texts)
  foreach (k in numbers) print(k, " ")
  foreach (s in texts) println(s)
  exit()
}
