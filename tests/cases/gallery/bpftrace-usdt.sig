usdt:/bin/x:y { printf("%s\n", comm); }
