// Points of the session.

/* probe oneshot - runs once, then the session ends */
probe oneshot = begin { }, { exit() }
