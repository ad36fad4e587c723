global n, m
global n = 5
probe begin { n = m = 1  exit() }
