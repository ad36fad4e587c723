global int count
probe begin { count++ println(count) }
