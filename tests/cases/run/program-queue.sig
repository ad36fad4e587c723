// Two queues in one array, served in turn; waiting times as statistics.
global queue, head, tail, waited
function put(q, n) { queue[q, tail[q]++] = n }
function take(q) { if (head[q] == tail[q]) return -1  n = queue[q, head[q]]  delete queue[q, head[q]++]  return n }
probe begin
{
  for (t = 0; t < 12; t++) {
    put(t % 3 ? "fast" : "slow", t)
    if (t % 2) { q = t % 4 == 1 ? "fast" : "slow"  n = take(q)  if (n >= 0) waited[q] <<< t - n }
  }
  foreach (q+ in waited) printf("%s: %d served, %d left, waited %d to %d\n", q, @count(waited[q]), tail[q] - head[q], @min(waited[q]), @max(waited[q]))
  foreach ([q, i] in queue) left++
  println(left)
  exit()
}
