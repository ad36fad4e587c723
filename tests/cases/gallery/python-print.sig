probe begin { print "x" }
