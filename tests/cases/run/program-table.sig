// A report: sums by two keys, in columns.
global bytes, names
probe begin
{
  for (i = 0; i < 40; i++) { who = i % 7 < 3 ? "cron" : i % 7 < 6 ? "sshd" : "systemd-journald"  bytes[who, i % 2] <<< i * 100  names[who] = 1 }
  printf("%-10s|%6s|%6s|%8s\n", "NAME", "READ", "WRITE", "BYTES")
  foreach (n+ in names) printf("%-10.10s|%6d|%6d|%8d\n", n, @count(bytes[n, 0]), @count(bytes[n, 1]), @sum(bytes[n, 0]) + @sum(bytes[n, 1]))
  exit()
}
