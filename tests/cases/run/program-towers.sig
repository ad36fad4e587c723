// The towers of Hanoi: moves counted by pair of towers.
global moves
function move(n, from, to, over) { if (n < 1) return 0  total = move(n - 1, from, over, to) + 1  moves[from, to]++  return total + move(n - 1, over, to, from) }
probe begin { println(move(7, "a", "c", "b"))  foreach ([f+, t] in moves) n += moves[f, t]  println(n, " ", ["a", "a"] in moves, ["a", "c"] in moves)  exit() }
