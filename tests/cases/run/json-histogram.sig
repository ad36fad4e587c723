// Histograms with their buckets, in a print and at the end.
global shown, latency, kinds, nothing, plain
probe begin {
  for (i = -3; i < 40; i++) { shown <<< i * i * i  latency["read", 2] <<< i  plain <<< i  kinds[i & 1]++ }
  nothing <<< 1  delete nothing
  print(@hist_log(shown))
  println("count ", @count(shown), " of ", @hist_linear(latency["read", 2], 0, 30, 10))
  exit()
}
