// Functions and variables do not get into each other's way.
global count
function count() { return count * 2 }
function pid_(pid) { return pid + 1 }
probe begin { count = 21  pid = 5  strlen = 7  println(count(), count, pid_(pid), strlen, strlen("abc"))  exit() }
