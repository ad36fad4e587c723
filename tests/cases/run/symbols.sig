// Addresses that nothing is known of stay numbers; each way to write them, outside of events.
probe begin
{
  println(symname(0), " ", symdata(16), " ", usymname(0), " ", usymdata(4096), " ", symname(-1))
  print_stack("0x10 20")
  print(sprint_stack("0x10"))
  print_syms("30")
  print(sprint_syms("0x30 0x40"))
  print_ustack("0x10 nothing 1")
  print(sprint_ustack("0x10"))
  print_usyms("30")
  print(sprint_usyms("0x30"))
  print_stack("")
  try { println(modname(0)) } catch (message) { println(message) }
  try { println(umodname(16)) } catch (message) { println(message) }
  println("[", ppfunc(), "]")
  exit()
}
