global s
probe begin { s[1] <<< 2  foreach (k in s) s[k] <<< 3  exit() }
