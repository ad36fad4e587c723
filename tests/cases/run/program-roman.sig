// Roman numerals there and back.
global value
function roman(n) {
  foreach (s in value-) while (n >= value[s]) { text .= s  n -= value[s] }
  return text
}
function number(s) {
  for (i = 0; i < strlen(s); i++) { v = value[substr(s, i, 1)]  total += v < value[substr(s, i + 1, 1)] ? -v : v }
  return total
}
probe begin
{
  value["I"] = 1  value["IV"] = 4  value["V"] = 5  value["IX"] = 9  value["X"] = 10  value["XL"] = 40  value["L"] = 50
  value["XC"] = 90  value["C"] = 100  value["CD"] = 400  value["D"] = 500  value["CM"] = 900  value["M"] = 1000
  println(roman(1994), " ", roman(2026), " ", roman(44), " ", number("MCMXCIV"), " ", number("XLIX"))
  exit()
}
