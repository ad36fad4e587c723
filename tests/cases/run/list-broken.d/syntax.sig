probe mine.unreadable = kernel.trace("signal_generate" { value = $sig }
