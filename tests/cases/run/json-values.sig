// Values as they are, beside the text that shows them in a format.
probe begin {
  n = -1  c = 65  width = 6  s = "quote \" tab \t bell \a"
  printf("%5d|%x|%u|%p|%c|%*d|%-8s|%.2s\n", n, n, n, n, c, width, c, "left", s)
  println(s)
  println("broken \xff, separator \xc2\x9b, tick \xe2\x9c\x93")
  printf("%s\n", "broken \xff" . s)
  stack = "one\ntwo"
  printf("stack %s end\n", stack)
  println(stack, "\n", stack)
  log("logged\ntwice")
  exit()
}
