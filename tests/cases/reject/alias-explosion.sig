probe a = b, b, b, b, b, b { }
probe b = c, c, c, c, c, c { }
probe c = d, d, d, d, d, d { }
probe d = e, e, e, e, e, e { }
probe e = f, f, f, f, f, f { }
probe f = g, g, g, g, g, g { }
probe g = begin { }
probe a { println("once is enough") }
