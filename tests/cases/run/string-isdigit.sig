// isdigit looks at the first character only.
probe begin { println(isdigit("0"), isdigit("9x"), isdigit("x9"), isdigit("-1"), isdigit(""), isdigit(" 1"), isdigit("/"), isdigit(":"))  exit() }
