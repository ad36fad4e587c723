// The clocks agree with each other and go forward.
probe begin
{
  s = gettimeofday_s()  ms = gettimeofday_ms()  us = gettimeofday_us()  ns = gettimeofday_ns()
  println(s > 1600000000, ms / 1000 - s < 3, us / 1000 - ms < 3000, ns / 1000 - us < 3000000, ns >= us * 1000, strlen(ctime()) == 24)
  exit()
}
