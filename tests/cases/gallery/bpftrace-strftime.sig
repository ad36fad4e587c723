probe begin { println(strftime("%H:%M:%S", nsecs)) }
