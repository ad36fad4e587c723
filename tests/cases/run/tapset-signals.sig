probe begin {
  println(sigset_mask_str(0), "|", sigset_mask_str(1), "|", sigset_mask_str(0x100), "|", sigset_mask_str(-1))
  println(sa_flags_str(0), "|", sa_flags_str(0x14000004), "|", sa_flags_str(-1))
  println(sa_handler_str(0), " ", sa_handler_str(1), " ", sa_handler_str(-1), " ", sa_handler_str(0x401000))
  println(sig_name(9), " ", sig_name(35), " ", signal_str(29), " ", _signal_name(0))
  exit()
}
