// A calculator in reverse notation, with errors that it survives.
global stack
function pop(n) { if (n < 1) error("stack is empty")  return stack[n] }
function evaluate(line) {
  n = 0
  for (t = tokenize(line, " "); t != ""; t = tokenize(" ")) {
    if (isdigit(t)) { stack[++n] = strtol(t, 10)  continue }
    y = pop(n)  x = pop(n - 1)  n--
    if (t == "+") stack[n] = x + y
    else if (t == "-") stack[n] = x - y
    else if (t == "*") stack[n] = x * y
    else if (t == "/") stack[n] = x / y
    else error("what is " . t . "?")
  }
  return pop(n)
}
function try_it(line) { try { printf("%s = %d\n", line, evaluate(line)) } catch (m) { printf("%s: %s\n", line, m) } }
probe begin
{
  try_it("2 3 4 * +")
  try_it("100 7 - 3 / 2 *")
  try_it("1 0 /")
  try_it("1 +")
  try_it("4 5 ^")
  exit()
}
