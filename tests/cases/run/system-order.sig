// What a command prints stands where it was called.
probe begin {
  println("one")
  system("echo two; echo three")
  print("fo")
  system("printf u")
  println("r")
  system("exit 3")
  exit()
}
probe end { system("echo five") println("six") }
