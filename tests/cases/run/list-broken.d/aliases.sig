/* probe mine.fine - it fires
 *
 * value, other_value
 *        both the number of the signal
 */
probe mine.fine = kernel.trace("signal_generate") { value = $sig other_value = $sig _own = 1 }

probe mine.gone = kernel.trace("no_such_tracepoint") { value = 1 }
probe mine.optional = kernel.trace("no_such_tracepoint") ? { value = 1 }
probe mine.several = kernel.trace("signal_generate"), kernel.trace("signal_deliver") { value = $sig info = $info text = "" }
probe mine.typing = kernel.trace("signal_generate") { value = $sig . "text" }
probe mine.typo = kernel.trace("signal_generate") { value = $sgi }
