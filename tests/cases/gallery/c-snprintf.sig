probe begin { snprintf(s, 10, "%d", 5) }
