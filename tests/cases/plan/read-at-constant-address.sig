// Nothing is ever mapped at these addresses: the reads are made at the event, and fail there.
probe kernel.trace("signal_generate")
{
  println(user_string(0, "default"), " ", kernel_long(8))
}
