// sprint of a histogram, put between other texts and searched.
global s
probe begin
{
  s <<< 3
  t = "<" . sprint(@hist_log(s)) . ">"
  print(t, "\n")
  println(isinstr(t, "@@"), isinstr(t, "@"), tokenize(t, " |"))
  exit()
}
