probe end { println(%( kernel_v >= "6.18" && arch == "x86_64" %? "its own" %: "another" %)) }
