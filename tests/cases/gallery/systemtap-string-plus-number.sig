probe begin { println("pid " + pid()) }
