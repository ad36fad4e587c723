probe begin {
  println(bytes_to_string(0), " ", bytes_to_string(1023), " ", bytes_to_string(1536), " ", bytes_to_string(5 << 20), " ", bytes_to_string(3 << 30))
  println(cputime_to_string(62345000000), " ", cputime_to_msecs(62345000000), " ", cputime_to_usecs(1500))
  println(user_name(0), " ", group_name(0), " ", user_name(4000000000))
  println(mem_page_size() >= 4096, mem_page_size() & (mem_page_size() - 1))
  exit()
}
