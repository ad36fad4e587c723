probe begin { char *s = "hello"; println(s) }
