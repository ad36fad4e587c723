// A loop without end is stopped.
probe begin { while (1) n++ }
