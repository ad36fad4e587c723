int count = 0;
probe begin { count++ println(count) }
