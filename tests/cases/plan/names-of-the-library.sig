# The script's globals have the names of variables of the tapset's aliases; they are its own all the same.
global n, sig
probe signal.send { if (code_name == "SI_USER") sig++ }
probe syscall.select { n[name]++ }
probe end { println(sig); foreach (name in n) println(n[name]) }
