// Words by frequency, then by first letter: an array, statistics of lengths, sorted walks.
global words, lengths
probe begin
{
  text = "to be or not to be that is the question to die to sleep no more"
  for (w = tokenize(text, " "); w != ""; w = tokenize(" ")) { words[w]++  lengths[substr(w, 0, 1)] <<< strlen(w) }
  foreach (w in words- limit 2) printf("%s:%d ", w, words[w])
  println()
  foreach (c+ in lengths) if (@count(lengths[c]) > 1) printf("%s %d words, longest %d, %d letters\n", c, @count(lengths[c]), @max(lengths[c]), @sum(lengths[c]))
  exit()
}
