global counts
probe begin { counts[1] = 1 foreach (k in count) println(k) }
