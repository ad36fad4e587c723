probe begin { println(089) }
probe begin { println(18446744073709551616) }
probe begin { println(0xfg) }
global a[0], b[4294967296]
