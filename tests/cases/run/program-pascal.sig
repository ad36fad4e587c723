// Pascal's triangle, row from row.
global row
probe begin
{
  for (n = 0; n < 6; n++) {
    for (i = n; i > 0; i--) row[i] += row[i - 1]
    row[0] = 1
    for (i = 0; i <= n; i++) print(row[i], i < n ? " " : "\n")
  }
  exit()
}
