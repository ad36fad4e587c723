probe begin {
  id = speculation()
  speculate(id)
  printk(1, "x")
  println(returnstr(1), get_cycles(), register("ax"))
  switch_file()
}
