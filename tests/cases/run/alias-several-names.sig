// One definition for several names.
probe first.name = second.name = begin(3) { where = pn() }
probe first.name { println(where) }
probe second.name { println(where)  exit() }
