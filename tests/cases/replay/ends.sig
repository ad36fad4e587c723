# Who ended, by the library's own point.
probe kprocess.exit { println(pn(), " ", execname()) }
