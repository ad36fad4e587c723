// oneshot runs its body and ends the session.
probe oneshot { println("once") }
probe end { println("end") }
