global a
probe begin { a[1] = 2 for ($kv : @a) { print($kv.0); } }
