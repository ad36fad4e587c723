// Globals that are only written; one object for an element.
global n, text, kinds, nothing, plain, names, unwritten
probe begin {
  n = 5  text = "a \"quoted\" one"
  for (i = -3; i < 4; i++) { plain["x", i & 1] <<< i  kinds[i & 1]++  names[i] = sprint(i) }
  nothing <<< 1  delete nothing
  exit()
}
