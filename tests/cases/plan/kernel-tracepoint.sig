// A tracefs record with its fields.
probe kernel.tracepoint("signal:signal_generate") { if ($sig == 9 && $pid == 5) printf("%s %d\n", $comm, $code) }
