// Recursion with several parameters: Ackermann, the greatest common divisor, powers, digits.
function ackermann(m, n) { return m ? ackermann(m - 1, n ? ackermann(m, n - 1) : 1) : n + 1 }
function gcd(a, b) { return b ? gcd(b, a % b) : a }
function power(base, n) { if (n == 0) return 1  h = power(base, n / 2)  return n % 2 ? h * h * base : h * h }
function digits(n, base) { return n < base ? sprint(n) : digits(n / base, base) . sprint(n % base) }
probe begin
{
  println(ackermann(2, 3), " ", gcd(1071, 462), " ", power(3, 13), " ", digits(2024, 7))
  exit()
}
