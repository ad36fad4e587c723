// What surrounds a handler that is no event's.
probe begin { println(probe_type(), "|", probemod(), "|", pnlabel(), "|", remote_uri(), remote_id(), is_return(), user_mode(), registers_valid()) }
probe timer.ms(1) {
  println(probe_type())
  println(nsecs_to_string(62000000003), " ", usecs_to_string(62000003), " ", msecs_to_string(62003))
  println(cpu_clock_s(0) == local_clock_s(), " ", module_name() == sprintf("sigscript_%d", stp_pid()))
  exit()
}
probe end { println(probe_type()) }
