// The edit distance of two words, in a table.
global d
function least(a, b, c) { m = a < b ? a : b  return m < c ? m : c }
function distance(s, t) {
  delete d
  for (i = 0; i <= strlen(s); i++) d[i, 0] = i
  for (j = 0; j <= strlen(t); j++) d[0, j] = j
  for (i = 1; i <= strlen(s); i++)
    for (j = 1; j <= strlen(t); j++)
      d[i, j] = least(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (substr(s, i - 1, 1) != substr(t, j - 1, 1)))
  return d[strlen(s), strlen(t)]
}
probe begin { println(distance("kitten", "sitting"), distance("same", "same"), distance("", "abc"), distance("flaw", "lawn"))  exit() }
