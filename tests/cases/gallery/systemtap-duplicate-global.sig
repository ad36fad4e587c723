global n
global n
probe begin { n++ println(n) }
