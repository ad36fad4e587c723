probe begin { switch (pid()) { case 1: println("init"); break; default: println("x") } }
