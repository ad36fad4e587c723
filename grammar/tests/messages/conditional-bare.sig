probe begin { println(%( kernel_v %? 1 %)) }
