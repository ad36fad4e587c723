// Arguments are evaluated from left to right, each once.
global log_
function note(n) { log_ .= sprint(n)  return n }
function three(a, b, c) { log_ .= "|"  return a * 100 + b * 10 + c }
probe begin
{
  println(three(note(1), note(2), note(3)), " ", note(4) - note(5) * note(6))
  println(note(7), note(8), note(9))
  println(log_)
  exit()
}
