rawtracepoint:signal_generate { printf("%s\n", comm); }
