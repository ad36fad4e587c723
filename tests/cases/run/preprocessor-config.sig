// An option that the kernel does not have is empty, and 0 as a number.
probe begin
{
  println(%( CONFIG_NO_SUCH_OPTION == "y" %? "on" %: "off" %), %( CONFIG_NO_SUCH_OPTION != "[ym]" %? 1 %: 0 %))
  println(%( CONFIG_NO_SUCH_OPTION == CONFIG_NEITHER_THIS %? "same" %: "different" %))
  exit()
}
