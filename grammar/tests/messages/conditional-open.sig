probe begin { println(%( 1 == 1 %? 2 }
