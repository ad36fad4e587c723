// Names of error numbers, with either sign; errno_p and return_str put them to use.
probe begin
{
  println(errno_str(1), " ", errno_str(-11), " ", errno_str(22), " ", errno_str(-32), " [", errno_str(0), errno_str(4000), "]")
  println(return_str(1, -2), " ", return_str(1, 17), " ", return_str(2, 255), " ", return_str(3, 8), " ", return_str(2, -13))
  exit()
}
