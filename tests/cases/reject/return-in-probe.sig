probe begin { if (1) return;  exit() }
