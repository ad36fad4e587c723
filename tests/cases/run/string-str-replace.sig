// str_replace: no overlap, what was put in is not looked at again, longer, shorter, nothing.
probe begin
{
  println(str_replace("aaaa", "aa", "a"), " ", str_replace("abab", "ab", "aab"), " ", str_replace("x--y", "-", ""), " ", str_replace("none", "z", "y"))
  println(str_replace("path/to/file", "/", "::"), " [", str_replace("same", "same", ""), "] ", str_replace("a.b", ".", "\\."))
  exit()
}
