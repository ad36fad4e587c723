probe begin {
  println(ip_ntop(0x0100007f), " ", ip_ntop(0xffffffff), " ", ip_ntop(0))
  printf("%x %x %x %x\n", ntohs(0x3412), htons(0x1234), ntohl(0x78563412), htonl(0x12345678))
  printf("%x %x\n", ntohll(0x7856341212345678), htonll(0x0100000000000000))
  println(MAJOR(8388617), " ", MINOR(8388617), " ", MKDEV(8, 9), " ", usrdev2kerndev(0x801))
  println(bio_rw_str(0), bio_rw_str(1), bio_rw_num(3))
  exit()
}
