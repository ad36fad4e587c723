// text_str writes what cannot be seen as C does; text_strn cuts; string_quoted puts quotes around.
probe begin
{
  println(text_str("tab\t nl\n cr\r bell\a back\b v\v f\f"))
  println(text_str("quote\" slash\\ dollar$ 'x'"), " ", text_str("\001\177\x1b"), " ", text_str("é"))
  println(text_strn("abcdef", 4, 0), " ", text_strn("abcdef", 6, 1), " ", text_strn("ab", 4, 1), " [", text_str(""), "]")
  println(string_quoted("say \"hi\"\n"), string_quoted(""))
  exit()
}
