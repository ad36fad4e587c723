probe begin { running = true if (running) println("x") }
