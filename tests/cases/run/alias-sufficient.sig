// "!": the first alternative that exists is taken, the others are not looked at.
probe choice = no.such.point !, begin(1) !, begin(2) { println("chosen") }
probe choice { println(pp())  exit() }
