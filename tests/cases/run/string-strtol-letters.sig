// Letters are digits in bases above 10, also in a constant.
probe begin { println(strtol("zz", 36), " ", strtol("hello", 30), " ", strtol("g", 17))  exit() }
