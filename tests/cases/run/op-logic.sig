// && and || give 0 or 1, and do not look at their right side where the left one decides.
function yes() { print("y") return 5 }
function no() { print("n") return 0 }
probe begin
{
  println(" ", yes() && yes())
  println(" ", no() && yes())
  println(" ", yes() || no())
  println(" ", no() || yes())
  println(" ", no() || no() || no())
  println(!yes(), !no(), !!7)
  exit()
}
