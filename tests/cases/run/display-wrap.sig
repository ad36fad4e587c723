// An array that wrapped shows what it still has.
global a%[2]
probe begin { for (i = 1; i <= 5; i++) a[i] = i * 11  exit() }
