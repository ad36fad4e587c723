probe begin { long n = 5; println(n) }
