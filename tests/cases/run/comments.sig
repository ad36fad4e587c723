#!/usr/bin/env sigscript
# shell, C++ and C comments
probe begin { // to the end of the line
  a = 1 # here as well
  b = 2 /* in the middle */ + /* over
  lines */ 3
  println(a, b, "# no // comment /* here */")
  exit()
} /* not /* nested */
