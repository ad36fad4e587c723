probe begin { println(sell_pears(1), label()) exit() }
