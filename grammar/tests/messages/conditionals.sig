probe begin { println(%( kernl_v > "1" %? 1 %)) }
probe begin { println(1 %) 2) }
