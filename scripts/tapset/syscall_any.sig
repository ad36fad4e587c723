// Any system call, by number and name only: the cheapest way to look at all of them.

/* probe syscall_any - any system call
 *
 * syscall_nr  its number
 * name        its name
 */
probe syscall_any = kernel.syscall
{
  syscall_nr = $syscall
  name = syscall_name($syscall)
}

/* probe syscall_any.return - any system call returns
 *
 * syscall_nr  its number
 * name        its name
 * retval      what it returned
 * retstr      the same as text: an error with its name
 */
probe syscall_any.return = kernel.syscall.return
{
  syscall_nr = $syscall
  name = syscall_name($syscall)
  retval = $return
  retstr = return_str(1, $return)
}
