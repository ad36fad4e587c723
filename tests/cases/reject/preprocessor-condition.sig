probe begin { println(%( kernel_version > "2" %? 1 %: 0 %), %( 1 < "2" %? 1 %: 0 %))  exit() }
