BEGIN { printf("tracing\n"); }
tracepoint:signal:signal_generate { @[comm] = count(); }
END { clear(@); }
