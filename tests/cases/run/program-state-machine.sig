// Reading numbers, names and signs out of a text, with the moves of a machine in an array.
global move
function class(c) { return isdigit(c) ? "digit" : c =~ "[a-z_]" ? "letter" : c == " " || c == "" ? "space" : "sign" }
probe begin
{
  move["start", "digit"] = "number"  move["start", "letter"] = "name"  move["start", "sign"] = "sign"  move["start", "space"] = "start"
  move["number", "digit"] = "number"  move["name", "letter"] = "name"  move["name", "digit"] = "name"
  text = "x1 = 42*foo_bar+7"
  state = "start"
  for (i = 0; i <= strlen(text); i++) {
    c = substr(text, i, 1)
    if ([state, class(c)] in move) { state = move[state, class(c)]  if (state != "start") token .= c  continue }
    printf("%s:%s ", state, token)
    token = ""  state = "start"  i--
  }
  println()
  exit()
}
