// stringat behind the end is an error.
probe begin { s = "abc"  for (i = 0; i < 9; i++) print_char(stringat(s, i)) }
