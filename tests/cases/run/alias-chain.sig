// Four levels: prologues from the innermost point outward, epilogues back in.
probe one = begin { trace .= "1" }, { println(trace, "a")  exit() }
probe two = one { trace .= "2" }, { trace .= "b" }
probe three += two { trace .= "c" }
probe four = three { trace .= "4" }
probe four { trace .= "-" }
