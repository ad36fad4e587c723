// Types flow from where a function is used to its parameters and back, over several functions and arrays.
global store
function outer(v) { return inner(v) }
function inner(v) { return v }
function put(k, v) { store[k] = v  return store[k] }
function get(k) { return store[k] }
function same(x, y) { return x == y }
probe begin
{
  t = outer("text") . "!"
  println(t, strlen(outer("text")))
  println(put("a", 3) + put("b", 4), get("a") * 10, get("none"))
  println(same(1, 1), same(1, 2))
  exit()
}
