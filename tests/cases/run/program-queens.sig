// Eight queens, counted with bits.
function place(row, columns, left, right, n) {
  if (row == n) return 1
  for (c = 0; c < n; c++) {
    bit = 1 << c
    if (columns & bit || left >> row + c & 1 || right >> row - c + n & 1) continue
    count += place(row + 1, columns | bit, left | 1 << row + c, right | 1 << row - c + n, n)
  }
  return count
}
probe begin { println(place(0, 0, 0, 0, 4), " ", place(0, 0, 0, 0, 6))  exit() }
