probe begin {
  println(syscall_name(syscall_num("read")), " ", syscall_num("nonsense"), " [", syscall_name(-1), "]")
  exit()
}
