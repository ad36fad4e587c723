uprobe:/bin/bash:readline { printf("%s\n", comm); }
