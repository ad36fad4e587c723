// The shortest ways in a graph, by breadth.
global edge, far, queue
probe begin
{
  for (e = tokenize("ab ac bd cd de ef xg", " "); e != ""; e = tokenize(" ")) { edge[substr(e, 0, 1), substr(e, 1, 1)] = 1  edge[substr(e, 1, 1), substr(e, 0, 1)] = 1 }
  queue[last++] = "a"
  far["a"] = 0
  while (first < last) {
    at = queue[first++]
    foreach ([from, to] in edge[at, *]) if (!(to in far)) { far[to] = far[at] + 1  queue[last++] = to }
  }
  foreach (n+ in far) print(n, far[n], " ")
  println("g" in far ? "g" : "no g")
  exit()
}
