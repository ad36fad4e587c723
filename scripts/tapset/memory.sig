// Memory: what the kernel allocates and frees, and what processes map.

/* probe vm.kmalloc, vm.kmem_cache_alloc - the kernel allocates memory
 *
 * call_site        address of the code that asks for it
 * caller_function  name of that function
 * bytes_req        bytes asked for
 * bytes_alloc      bytes allocated
 * gfp_flags        how the memory may be found
 * gfp_flag_name    the same in hexadecimal: what each bit means differs between kernels
 * ptr              address of the memory
 * name             "kmalloc", "kmem_cache_alloc"
 */
probe vm.kmalloc = kernel.trace("kmalloc") !, kernel.tracepoint("kmem:kmalloc")
{
  name = "kmalloc"
  call_site = $call_site
  caller_function = symname($call_site)
  bytes_req = $bytes_req
  bytes_alloc = $bytes_alloc
  gfp_flags = $gfp_flags
  gfp_flag_name = sprintf("0x%x", $gfp_flags)
  ptr = $ptr
}

/* probe vm.kmem_cache_alloc - the kernel allocates memory from a cache of objects of one size
 *
 * call_site        address of the code that asks for it
 * caller_function  name of that function
 * bytes_req        bytes asked for
 * bytes_alloc      bytes allocated
 * gfp_flags        how the memory may be found
 * gfp_flag_name    the same in hexadecimal: what each bit means differs between kernels
 * ptr              address of the memory
 * name             "kmem_cache_alloc"
 */
probe vm.kmem_cache_alloc = kernel.trace("kmem_cache_alloc") !, kernel.tracepoint("kmem:kmem_cache_alloc")
{
  name = "kmem_cache_alloc"
  call_site = $call_site
  caller_function = symname($call_site)
  bytes_req = @choose_defined($bytes_req, $s->object_size)
  bytes_alloc = @choose_defined($bytes_alloc, $s->size)
  gfp_flags = $gfp_flags
  gfp_flag_name = sprintf("0x%x", $gfp_flags)
  ptr = $ptr
}

/* probe vm.kmalloc_node - the kernel allocates memory near a processor; newer kernels report `vm.kmalloc` instead
 *
 * call_site        address of the code that asks for it
 * caller_function  name of that function
 * bytes_req        bytes asked for
 * bytes_alloc      bytes allocated
 * gfp_flags        how the memory may be found
 * gfp_flag_name    the same in hexadecimal
 * ptr              address of the memory
 * name             "kmalloc_node"
 */
probe vm.kmalloc_node = kernel.trace("kmalloc_node") !, kernel.tracepoint("kmem:kmalloc_node")
{
  name = "kmalloc_node"
  call_site = $call_site
  caller_function = symname($call_site)
  bytes_req = $bytes_req
  bytes_alloc = $bytes_alloc
  gfp_flags = $gfp_flags
  gfp_flag_name = sprintf("0x%x", $gfp_flags)
  ptr = $ptr
}

/* probe vm.kmem_cache_alloc_node - as above from a cache; newer kernels report `vm.kmem_cache_alloc` instead
 *
 * call_site        address of the code that asks for it
 * caller_function  name of that function
 * bytes_req        bytes asked for
 * bytes_alloc      bytes allocated
 * gfp_flags        how the memory may be found
 * gfp_flag_name    the same in hexadecimal
 * ptr              address of the memory
 * name             "kmem_cache_alloc_node"
 */
probe vm.kmem_cache_alloc_node = kernel.trace("kmem_cache_alloc_node") !, kernel.tracepoint("kmem:kmem_cache_alloc_node")
{
  name = "kmem_cache_alloc_node"
  call_site = $call_site
  caller_function = symname($call_site)
  bytes_req = $bytes_req
  bytes_alloc = $bytes_alloc
  gfp_flags = $gfp_flags
  gfp_flag_name = sprintf("0x%x", $gfp_flags)
  ptr = $ptr
}

/* probe vm.kfree - the kernel frees memory
 *
 * call_site        address of the code that frees it
 * caller_function  name of that function
 * ptr              address of the memory
 * name             "kfree"
 */
probe vm.kfree = kernel.trace("kfree") !, kernel.tracepoint("kmem:kfree")
{
  name = "kfree"
  call_site = $call_site
  caller_function = symname($call_site)
  ptr = $ptr
}

/* probe vm.kmem_cache_free - the kernel frees memory of a cache
 *
 * call_site        address of the code that frees it
 * caller_function  name of that function
 * ptr              address of the memory
 * name             "kmem_cache_free"
 */
probe vm.kmem_cache_free = kernel.trace("kmem_cache_free") !, kernel.tracepoint("kmem:kmem_cache_free")
{
  name = "kmem_cache_free"
  call_site = $call_site
  caller_function = symname($call_site)
  ptr = $ptr
}

/* probe vm.pagefault - the current process touches memory that is not there or that it may not touch so
 *
 * address       the address
 * write_access  1 a write, 0 a read
 * name          "pagefault"
 */
probe vm.pagefault = kernel.trace("page_fault_user") !, kernel.tracepoint("exceptions:page_fault_user")
{
  name = "pagefault"
  address = $address
  // The second bit of the error code of x86; that of the write bit of ESR_EL1 on 64-bit Arm.
  write_access = %( arch == "arm64" %? ($error_code >> 6) & 1 %: ($error_code >> 1) & 1 %)
}

/* probe vm.mmap - a process asks for an area of memory
 *
 * address  where; 0 leaves it to the kernel
 * length   its length in bytes
 * name     "mmap"
 */
probe vm.mmap = kernel.syscall("mmap")
{
  name = "mmap"
  address = $arg1
  length = $arg2
}

/* probe vm.munmap - a process gives an area of memory back
 *
 * address  where
 * length   its length in bytes
 * name     "munmap"
 */
probe vm.munmap = kernel.syscall("munmap")
{
  name = "munmap"
  address = $arg1
  length = $arg2
}

/* probe vm.brk - a process makes its heap larger
 *
 * address  where it ended so far
 * length   how many bytes it shall grow by
 * name     "brk"
 */
probe vm.brk = kernel.syscall("brk")
{
  if ($arg1 <= @cast(task_current(), "task_struct")->mm->brk) next
  name = "brk"
  address = @cast(task_current(), "task_struct")->mm->brk
  length = $arg1 - address
}

/* probe vm.oom_kill - the kernel has run out of memory and chosen a process to kill
 *
 * task         address of its task_struct; 0 on kernels older than 6.8
 * pid          its process id
 * victim_name  its name
 * victim_uid   its user id; -1 where it is not known
 * name         "oom_kill"
 */
probe vm.oom_kill = _vm.oom_kill_trace !, _vm.oom_kill_event
{
}

probe _vm.oom_kill_trace = kernel.trace("mark_victim")
{
  name = "oom_kill"
  task = @choose_defined($task, 0)
  pid = @choose_defined($task->tgid, $pid)
  victim_name = @choose_defined($task->comm, pid2execname($pid))
  victim_uid = @choose_defined($task->cred->uid->val, -1)
}

probe _vm.oom_kill_event = kernel.tracepoint("oom:mark_victim")
{
  name = "oom_kill"
  task = 0
  pid = _thread_group($pid)
  victim_name = @choose_defined($comm, pid2execname($pid))
  victim_uid = @choose_defined($uid, -1)
}
