// System calls: messages, semaphores and memory between processes.
//
// Numbers are decimal, strings quoted, addresses hexadecimal.

@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)
@define returned_address %( if (@defined($return)) { retval = $return; retstr = return_str(2, $return) } %)

/* probe syscall.mq_getsetattr, nd_syscall.mq_getsetattr - the system call mq_getsetattr(2)
 *
 * mqdes           a number
 * u_mqstat        an address
 * u_omqstat       an address
 * name            "mq_getsetattr"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_getsetattr = nd_syscall.mq_getsetattr = kernel.syscall("mq_getsetattr") ?
{
  name = "mq_getsetattr"
  mqdes = _sys_int($arg1)
  u_mqstat = $arg2
  u_omqstat = $arg3
  argstr = sprintf("%d, %s, %s", mqdes, _address(u_mqstat), _address(u_omqstat))
  @returned
}

/* probe syscall.mq_notify, nd_syscall.mq_notify - the system call mq_notify(2)
 *
 * mqdes           a number
 * u_notification  an address
 * name            "mq_notify"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_notify = nd_syscall.mq_notify = kernel.syscall("mq_notify") ?
{
  name = "mq_notify"
  mqdes = _sys_int($arg1)
  u_notification = $arg2
  argstr = sprintf("%d, %s", mqdes, _address(u_notification))
  @returned
}

/* probe syscall.mq_open, nd_syscall.mq_open - the system call mq_open(2)
 *
 * u_name, u_name_unquoted  a string in quotes, and as it is
 * oflag                    a number
 * mode                     permissions
 * u_attr                   an address
 * name                     "mq_open"
 * argstr                   the arguments as text
 * retval, retstr           behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_open = nd_syscall.mq_open = kernel.syscall("mq_open") ?
{
  name = "mq_open"
  u_name = _sys_path($arg1)
  u_name_unquoted = user_string($arg1, "")
  oflag = _sys_int($arg2)
  mode = $arg3 & 0177777
  u_attr = $arg4
  argstr = sprintf("%s, %d, %s, %s", u_name, oflag, _octal(mode), _address(u_attr))
  @returned
}

/* probe syscall.mq_timedreceive, nd_syscall.mq_timedreceive - the system call mq_timedreceive(2)
 *
 * mqdes                          a number
 * u_msg_ptr, u_msg_ptr_unquoted  a string in quotes, and as it is
 * msg_len                        a number
 * u_msg_prio                     an address
 * u_abs_timeout                  an address
 * name                           "mq_timedreceive"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_timedreceive = nd_syscall.mq_timedreceive = kernel.syscall("mq_timedreceive") ?
{
  name = "mq_timedreceive"
  mqdes = _sys_int($arg1)
  u_msg_ptr = _sys_path($arg2)
  u_msg_ptr_unquoted = user_string($arg2, "")
  msg_len = $arg3
  u_msg_prio = $arg4
  u_abs_timeout = $arg5
  argstr = sprintf("%d, %s, %d, %s, %s", mqdes, u_msg_ptr, msg_len, _address(u_msg_prio), _address(u_abs_timeout))
  @returned
}

/* probe syscall.mq_timedsend, nd_syscall.mq_timedsend - the system call mq_timedsend(2)
 *
 * mqdes                          a number
 * u_msg_ptr, u_msg_ptr_unquoted  a string in quotes, and as it is
 * msg_len                        a number
 * msg_prio                       a number
 * u_abs_timeout                  an address
 * name                           "mq_timedsend"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_timedsend = nd_syscall.mq_timedsend = kernel.syscall("mq_timedsend") ?
{
  name = "mq_timedsend"
  mqdes = _sys_int($arg1)
  u_msg_ptr = _sys_path($arg2)
  u_msg_ptr_unquoted = user_string($arg2, "")
  msg_len = $arg3
  msg_prio = _sys_uint($arg4)
  u_abs_timeout = $arg5
  argstr = sprintf("%d, %s, %d, %d, %s", mqdes, u_msg_ptr, msg_len, msg_prio, _address(u_abs_timeout))
  @returned
}

/* probe syscall.mq_unlink, nd_syscall.mq_unlink - the system call mq_unlink(2)
 *
 * u_name, u_name_unquoted  a string in quotes, and as it is
 * name                     "mq_unlink"
 * argstr                   the arguments as text
 * retval, retstr           behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_unlink = nd_syscall.mq_unlink = kernel.syscall("mq_unlink") ?
{
  name = "mq_unlink"
  u_name = _sys_path($arg1)
  u_name_unquoted = user_string($arg1, "")
  argstr = u_name
  @returned
}

/* probe syscall.msgctl, nd_syscall.msgctl - the system call msgctl(2)
 *
 * msqid           a number
 * cmd             a number
 * buf             an address
 * name            "msgctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.msgctl = nd_syscall.msgctl = kernel.syscall("msgctl") ?
{
  name = "msgctl"
  msqid = _sys_int($arg1)
  cmd = _sys_int($arg2)
  buf = $arg3
  argstr = sprintf("%d, %d, %s", msqid, cmd, _address(buf))
  @returned
}

/* probe syscall.msgget, nd_syscall.msgget - the system call msgget(2)
 *
 * key             a number
 * msgflg          a number
 * name            "msgget"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.msgget = nd_syscall.msgget = kernel.syscall("msgget") ?
{
  name = "msgget"
  key = _sys_int($arg1)
  msgflg = _sys_int($arg2)
  argstr = sprintf("%d, %d", key, msgflg)
  @returned
}

/* probe syscall.msgrcv, nd_syscall.msgrcv - the system call msgrcv(2)
 *
 * msqid           a number
 * msgp            an address
 * msgsz           a number
 * msgtyp          a number
 * msgflg          a number
 * name            "msgrcv"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.msgrcv = nd_syscall.msgrcv = kernel.syscall("msgrcv") ?
{
  name = "msgrcv"
  msqid = _sys_int($arg1)
  msgp = $arg2
  msgsz = $arg3
  msgtyp = $arg4
  msgflg = _sys_int($arg5)
  argstr = sprintf("%d, %s, %d, %d, %d", msqid, _address(msgp), msgsz, msgtyp, msgflg)
  @returned
}

/* probe syscall.msgsnd, nd_syscall.msgsnd - the system call msgsnd(2)
 *
 * msqid           a number
 * msgp            an address
 * msgsz           a number
 * msgflg          a number
 * name            "msgsnd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.msgsnd = nd_syscall.msgsnd = kernel.syscall("msgsnd") ?
{
  name = "msgsnd"
  msqid = _sys_int($arg1)
  msgp = $arg2
  msgsz = $arg3
  msgflg = _sys_int($arg4)
  argstr = sprintf("%d, %s, %d, %d", msqid, _address(msgp), msgsz, msgflg)
  @returned
}

/* probe syscall.semctl, nd_syscall.semctl - the system call semctl(2)
 *
 * semid           a number
 * semnum          a number
 * cmd             a number
 * arg             a number
 * name            "semctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.semctl = nd_syscall.semctl = kernel.syscall("semctl") ?
{
  name = "semctl"
  semid = _sys_int($arg1)
  semnum = _sys_int($arg2)
  cmd = _sys_int($arg3)
  arg = $arg4
  argstr = sprintf("%d, %d, %d, %d", semid, semnum, cmd, arg)
  @returned
}

/* probe syscall.semget, nd_syscall.semget - the system call semget(2)
 *
 * key             a number
 * nsems           a number
 * semflg          a number
 * name            "semget"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.semget = nd_syscall.semget = kernel.syscall("semget") ?
{
  name = "semget"
  key = _sys_int($arg1)
  nsems = _sys_int($arg2)
  semflg = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", key, nsems, semflg)
  @returned
}

/* probe syscall.semop, nd_syscall.semop - the system call semop(2)
 *
 * semid           a number
 * tsops           an address
 * nsops           a number
 * name            "semop"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.semop = nd_syscall.semop = kernel.syscall("semop") ?
{
  name = "semop"
  semid = _sys_int($arg1)
  tsops = $arg2
  nsops = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", semid, _address(tsops), nsops)
  @returned
}

/* probe syscall.semtimedop, nd_syscall.semtimedop - the system call semtimedop(2)
 *
 * semid           a number
 * tsops           an address
 * nsops           a number
 * timeout         an address
 * name            "semtimedop"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.semtimedop = nd_syscall.semtimedop = kernel.syscall("semtimedop") ?
{
  name = "semtimedop"
  semid = _sys_int($arg1)
  tsops = $arg2
  nsops = _sys_uint($arg3)
  timeout = $arg4
  argstr = sprintf("%d, %s, %d, %s", semid, _address(tsops), nsops, _address(timeout))
  @returned
}

/* probe syscall.shmat, nd_syscall.shmat - the system call shmat(2)
 *
 * shmid                      a number
 * shmaddr, shmaddr_unquoted  a string in quotes, and as it is
 * shmflg                     a number
 * name                       "shmat"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
probe syscall.shmat = nd_syscall.shmat = kernel.syscall("shmat") ?
{
  name = "shmat"
  shmid = _sys_int($arg1)
  shmaddr = _sys_path($arg2)
  shmaddr_unquoted = user_string($arg2, "")
  shmflg = _sys_int($arg3)
  argstr = sprintf("%d, %s, %d", shmid, shmaddr, shmflg)
  @returned_address
}

/* probe syscall.shmctl, nd_syscall.shmctl - the system call shmctl(2)
 *
 * shmid           a number
 * cmd             a number
 * buf             an address
 * name            "shmctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.shmctl = nd_syscall.shmctl = kernel.syscall("shmctl") ?
{
  name = "shmctl"
  shmid = _sys_int($arg1)
  cmd = _sys_int($arg2)
  buf = $arg3
  argstr = sprintf("%d, %d, %s", shmid, cmd, _address(buf))
  @returned
}

/* probe syscall.shmdt, nd_syscall.shmdt - the system call shmdt(2)
 *
 * shmaddr, shmaddr_unquoted  a string in quotes, and as it is
 * name                       "shmdt"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
probe syscall.shmdt = nd_syscall.shmdt = kernel.syscall("shmdt") ?
{
  name = "shmdt"
  shmaddr = _sys_path($arg1)
  shmaddr_unquoted = user_string($arg1, "")
  argstr = shmaddr
  @returned
}

/* probe syscall.shmget, nd_syscall.shmget - the system call shmget(2)
 *
 * key             a number
 * size            a number
 * shmflg          a number
 * name            "shmget"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.shmget = nd_syscall.shmget = kernel.syscall("shmget") ?
{
  name = "shmget"
  key = _sys_int($arg1)
  size = $arg2
  shmflg = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", key, size, shmflg)
  @returned
}
