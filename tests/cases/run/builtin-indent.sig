// indent_depth and thread_indent_depth count separately.
probe begin
{
  println(indent_depth(1), indent_depth(1), indent_depth(1), indent_depth(-1), indent_depth(0), indent_depth(-1), indent_depth(-1))
  println(thread_indent_depth(1), thread_indent_depth(-1))
  exit()
}
