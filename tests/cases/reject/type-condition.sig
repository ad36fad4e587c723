probe begin { if ("text") println(1)  exit() }
