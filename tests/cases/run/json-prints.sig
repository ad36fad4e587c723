// Lines and their fields: joined prints, several lines in one print, names that are taken, literals without a field.
global a
probe begin {
  n = 7  text = "own"  a["x", 2] = 5
  print("joined ")  printf("%d", n)  println(" end")
  printf("first %d\nsecond %s %s\n", n, text, text)
  println(n, n, "literal", 3, a["x", 2], n + 1, argc)
  println(strlen(text),
          sprintf("%d", n))
  printf("\n")
  print("unfinished ", n)
  exit()
}
probe end { print("another handler")  println(a["x", 2]) }
