// Arrays that nobody reads: by falling value, keys of both kinds, strings as they are.
global numbers, texts, pairs
probe begin
{
  numbers["b"] = 5  numbers["a"] = -5  numbers["c"] = 50
  texts[1] = "beta"  texts[3] = "a \"quote\""  texts[2] = "gamma"
  pairs["x", 1] = 2  pairs["y", -1] = 3
  exit()
}
