probe signal.send { println(sig, result_text, resulttext) }
