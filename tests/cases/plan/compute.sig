# Arithmetic on what an event brings, and comparisons of two such numbers, are made in the kernel.
probe signal.send
{
  now = gettimeofday_ms()
  if (sig_pid != pid() && sig * 2 + 1 > 20 && (sig << 1 | 1) == 25)
    println(now)
}

# A constant divides; another number may be 0.
probe signal.send { if (sig / 3 == 2) println("divided") }
probe signal.send { if (3 / sig == 1) println("divides") }

# Computed, and counted.
global sum, spread
probe signal.send { sum += sig * 2 spread <<< pid() - sig_pid }
probe end { println(sum, @max(spread)) }
