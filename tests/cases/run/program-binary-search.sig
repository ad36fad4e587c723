// Looking a number up in a sorted array by halves.
global squares
function find(v, n) {
  lo = 0  hi = n - 1
  while (lo <= hi) { mid = (lo + hi) / 2  if (squares[mid] == v) return mid  if (squares[mid] < v) lo = mid + 1 else hi = mid - 1 }
  return -1
}
probe begin
{
  for (i = 0; i < 50; i++) squares[i] = i * i
  println(find(0, 50), " ", find(1681, 50), " ", find(2401, 50), " ", find(5, 50), " ", find(2500, 50))
  exit()
}
