// System calls: memory of processes.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)
@define returned_address %( if (@defined($return)) { retval = $return; retstr = return_str(2, $return) } %)

/* probe syscall.mmap, syscall.mmap2, nd_syscall.mmap, nd_syscall.mmap2 - map memory
 *
 * start             an address
 * len               a number
 * prot, prot_str    flags, and their names
 * flags, flags_str  flags, and their names
 * fd                a descriptor
 * offset            a number
 * name              "mmap"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.mmap = syscall.mmap2 = nd_syscall.mmap = nd_syscall.mmap2 = kernel.syscall("mmap") ?
{
  name = "mmap"
  start = $arg1
  len = $arg2
  prot = _sys_uint($arg3)
  prot_str = _sys_protection(prot)
  flags = _sys_uint($arg4)
  flags_str = _sys_map_flags(flags)
  fd = _sys_int($arg5)
  offset = $arg6
  argstr = sprintf("%s, %d, %s, %s, %d, %s", _address(start), len, prot_str, flags_str, fd, _hexadecimal(offset))
  @returned_address
}

/* probe syscall.munmap, nd_syscall.munmap - unmap memory
 *
 * start           an address
 * length          a number
 * name            "munmap"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.munmap = nd_syscall.munmap = kernel.syscall("munmap") ?
{
  name = "munmap"
  start = $arg1
  length = $arg2
  argstr = sprintf("%s, %d", _address(start), length)
  @returned
}

/* probe syscall.mprotect, nd_syscall.mprotect - protect memory
 *
 * start           an address
 * len             a number
 * prot, prot_str  flags, and their names
 * name            "mprotect"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mprotect = nd_syscall.mprotect = kernel.syscall("mprotect") ?
{
  name = "mprotect"
  start = $arg1
  len = $arg2
  prot = _sys_uint($arg3)
  prot_str = _sys_protection(prot)
  argstr = sprintf("%s, %d, %s", _address(start), len, prot_str)
  @returned
}

/* probe syscall.brk, nd_syscall.brk - set the end of the data segment
 *
 * brk             an address
 * name            "brk"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.brk = nd_syscall.brk = kernel.syscall("brk") ?
{
  name = "brk"
  brk = $arg1
  argstr = _address(brk)
  @returned_address
}

/* probe syscall.mremap, nd_syscall.mremap - move a mapping
 *
 * old_address       an address
 * old_size          a number
 * new_size          a number
 * flags, flags_str  flags, and their names
 * new_address       an address
 * name              "mremap"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.mremap = nd_syscall.mremap = kernel.syscall("mremap") ?
{
  name = "mremap"
  old_address = $arg1
  old_size = $arg2
  new_size = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_mremap_flags(flags)
  new_address = $arg5
  argstr = sprintf("%s, %d, %d, %s", _address(old_address), old_size, new_size, flags_str) . (flags & 2 ? ", " . _address(new_address) : "")
  @returned_address
}

/* probe syscall.madvise, nd_syscall.madvise - announce how memory is used
 *
 * start               an address
 * length              a number
 * advice, advice_str  a number, and its name
 * name                "madvise"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.madvise = nd_syscall.madvise = kernel.syscall("madvise") ?
{
  name = "madvise"
  start = $arg1
  length = $arg2
  advice = _sys_int($arg3)
  advice_str = _sys_advice(advice)
  argstr = sprintf("%s, %d, %s", _address(start), length, advice_str)
  @returned
}

/* probe syscall.msync, nd_syscall.msync - write a mapping to its file
 *
 * start             an address
 * length            a number
 * flags, flags_str  flags, and their names
 * name              "msync"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.msync = nd_syscall.msync = kernel.syscall("msync") ?
{
  name = "msync"
  start = $arg1
  length = $arg2
  flags = _sys_uint($arg3)
  flags_str = _sys_msync_flags(flags)
  argstr = sprintf("%s, %d, %s", _address(start), length, flags_str)
  @returned
}

/* probe syscall.mincore, nd_syscall.mincore - which pages are there
 *
 * start           an address
 * length          a number
 * vec_uaddr       an address
 * name            "mincore"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mincore = nd_syscall.mincore = kernel.syscall("mincore") ?
{
  name = "mincore"
  start = $arg1
  length = $arg2
  vec_uaddr = $arg3
  argstr = sprintf("%s, %d, %s", _address(start), length, _address(vec_uaddr))
  @returned
}

/* probe syscall.mlock, nd_syscall.mlock - keep memory in place
 *
 * addr            an address
 * len             a number
 * name            "mlock"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mlock = nd_syscall.mlock = kernel.syscall("mlock") ?
{
  name = "mlock"
  addr = $arg1
  len = $arg2
  argstr = sprintf("%s, %d", _address(addr), len)
  @returned
}

/* probe syscall.mlock2, nd_syscall.mlock2 - keep memory in place, with flags
 *
 * addr              an address
 * len               a number
 * flags, flags_str  flags, and their names
 * name              "mlock2"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.mlock2 = nd_syscall.mlock2 = kernel.syscall("mlock2") ?
{
  name = "mlock2"
  addr = $arg1
  len = $arg2
  flags = _sys_uint($arg3)
  flags_str = _flag_names(flags, "1=MLOCK_ONFAULT,?=MLOCK_???")
  argstr = sprintf("%s, %d, %s", _address(addr), len, flags_str)
  @returned
}

/* probe syscall.munlock, nd_syscall.munlock - let memory go
 *
 * addr            an address
 * len             a number
 * name            "munlock"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.munlock = nd_syscall.munlock = kernel.syscall("munlock") ?
{
  name = "munlock"
  addr = $arg1
  len = $arg2
  argstr = sprintf("%s, %d", _address(addr), len)
  @returned
}

/* probe syscall.mlockall, nd_syscall.mlockall - keep all memory in place
 *
 * flags, flags_str  flags, and their names
 * name              "mlockall"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.mlockall = nd_syscall.mlockall = kernel.syscall("mlockall") ?
{
  name = "mlockall"
  flags = _sys_uint($arg1)
  flags_str = _sys_mlockall_flags(flags)
  argstr = flags_str
  @returned
}

/* probe syscall.munlockall, nd_syscall.munlockall - let all memory go
 *
 * name            "munlockall"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.munlockall = nd_syscall.munlockall = kernel.syscall("munlockall") ?
{
  name = "munlockall"
  argstr = ""
  @returned
}
