// Functions that call themselves and each other.
function factorial(n) { return n < 2 ? 1 : n * factorial(n - 1) }
function even(n) { if (n == 0) return 1  return odd(n - 1) }
function odd(n) { if (n == 0) return 0  return even(n - 1) }
function reversed:string(s) { return strlen(s) < 2 ? s : reversed(substr(s, 1, strlen(s))) . substr(s, 0, 1) }
probe begin
{
  println(factorial(5), " ", even(6), odd(6))
  println(reversed("stressed"))
  exit()
}
