// The first prime numbers and the factors of some others.
global primes
function is_prime(n) {
  foreach (i+ in primes) { if (primes[i] * primes[i] > n) return 1  if (n % primes[i] == 0) return 0 }
  return 1
}
function factors(n) {
  for (f = 2; n > 1; f++) while (n % f == 0) { text .= (strlen(text) ? "*" : "") . sprint(f)  n /= f }
  return text
}
probe begin
{
  for (n = 2; count < 15; n++) if (is_prime(n)) { primes[count++] = n  print(n, " ") }
  println()
  println(factors(360), " ", factors(97), " ", factors(1001))
  exit()
}
