probe begin { int x = 1 println(x) }
probe begin { long y = 2 }
probe begin { string s }
