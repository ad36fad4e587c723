// System calls: sockets.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.socket, nd_syscall.socket - make a socket
 *
 * family, family_str      a number, and its name
 * type, type_str          a number, and its name
 * protocol, protocol_str  a protocol, and its name
 * name                    "socket"
 * argstr                  the arguments as text
 * retval, retstr          behind `.return`: what it returned, as a number and as text
 */
probe syscall.socket = nd_syscall.socket = kernel.syscall("socket") ?
{
  name = "socket"
  family = _sys_int($arg1)
  family_str = _sys_family(family)
  type = _sys_int($arg2)
  type_str = _sys_socket_type(type)
  protocol = _sys_int($arg3)
  protocol_str = _sys_protocol(family, protocol)
  argstr = sprintf("%s, %s, %s", family_str, type_str, protocol_str)
  @returned
}

/* probe syscall.socketpair, nd_syscall.socketpair - make two sockets that are connected
 *
 * family, family_str      a number, and its name
 * type, type_str          a number, and its name
 * protocol, protocol_str  a protocol, and its name
 * sv_uaddr                an address to write to
 * name                    "socketpair"
 * argstr                  the arguments as text
 * retval, retstr          behind `.return`: what it returned, as a number and as text
 */
probe syscall.socketpair = nd_syscall.socketpair = kernel.syscall("socketpair") ?
{
  name = "socketpair"
  family = _sys_int($arg1)
  family_str = _sys_family(family)
  type = _sys_int($arg2)
  type_str = _sys_socket_type(type)
  protocol = _sys_int($arg3)
  protocol_str = _sys_protocol(family, protocol)
  sv_uaddr = $arg4
  argstr = sprintf("%s, %s, %s, %s", family_str, type_str, protocol_str, @out($arg4, _sys_two_numbers_at($arg4)))
  @returned
}

/* probe syscall.bind, nd_syscall.bind - give a socket an address
 *
 * sockfd          a descriptor
 * my_addr_uaddr   an address to read from
 * addrlen         a number
 * name            "bind"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.bind = nd_syscall.bind = kernel.syscall("bind") ?
{
  name = "bind"
  sockfd = _sys_int($arg1)
  my_addr_uaddr = $arg2
  addrlen = _sys_int($arg3)
  argstr = sprintf("%d, %s, %d", sockfd, _sys_socket_address($arg2, $arg3), addrlen)
  @returned
}

/* probe syscall.connect, nd_syscall.connect - connect a socket
 *
 * sockfd           a descriptor
 * serv_addr_uaddr  an address to read from
 * addrlen          a number
 * name             "connect"
 * argstr           the arguments as text
 * retval, retstr   behind `.return`: what it returned, as a number and as text
 */
probe syscall.connect = nd_syscall.connect = kernel.syscall("connect") ?
{
  name = "connect"
  sockfd = _sys_int($arg1)
  serv_addr_uaddr = $arg2
  addrlen = _sys_int($arg3)
  argstr = sprintf("%d, %s, %d", sockfd, _sys_socket_address($arg2, $arg3), addrlen)
  @returned
}

/* probe syscall.listen, nd_syscall.listen - wait for connections
 *
 * sockfd          a descriptor
 * backlog         a number
 * name            "listen"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.listen = nd_syscall.listen = kernel.syscall("listen") ?
{
  name = "listen"
  sockfd = _sys_int($arg1)
  backlog = _sys_int($arg2)
  argstr = sprintf("%d, %d", sockfd, backlog)
  @returned
}

/* probe syscall.accept, nd_syscall.accept - take a connection
 *
 * sockfd          a descriptor
 * addr_uaddr      an address to write to
 * addrlen_uaddr   an address to write to
 * name            "accept"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.accept = nd_syscall.accept = kernel.syscall("accept") ?
{
  name = "accept"
  sockfd = _sys_int($arg1)
  addr_uaddr = $arg2
  addrlen_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", sockfd, @out($arg2, _sys_socket_address_out($arg2, $arg3)), @out($arg3, _sys_number_at($arg3)))
  @returned
}

/* probe syscall.accept4, nd_syscall.accept4 - take a connection, with flags
 *
 * sockfd            a descriptor
 * addr_uaddr        an address to write to
 * addrlen_uaddr     an address to write to
 * flags, flags_str  flags, and their names
 * name              "accept4"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.accept4 = nd_syscall.accept4 = kernel.syscall("accept4") ?
{
  name = "accept4"
  sockfd = _sys_int($arg1)
  addr_uaddr = $arg2
  addrlen_uaddr = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_accept_flags(flags)
  argstr = sprintf("%d, %s, %s, %s", sockfd, @out($arg2, _sys_socket_address_out($arg2, $arg3)), @out($arg3, _sys_number_at($arg3)), flags_str)
  @returned
}

/* probe syscall.getsockname, nd_syscall.getsockname - a socket's address
 *
 * s               a descriptor
 * name_uaddr      an address to write to
 * namelen_uaddr   an address to write to
 * name            "getsockname"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getsockname = nd_syscall.getsockname = kernel.syscall("getsockname") ?
{
  name = "getsockname"
  s = _sys_int($arg1)
  name_uaddr = $arg2
  namelen_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", s, @out($arg2, _sys_socket_address_out($arg2, $arg3)), @out($arg3, _sys_number_at($arg3)))
  @returned
}

/* probe syscall.getpeername, nd_syscall.getpeername - the other side's address
 *
 * s               a descriptor
 * name_uaddr      an address to write to
 * namelen_uaddr   an address to write to
 * name            "getpeername"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getpeername = nd_syscall.getpeername = kernel.syscall("getpeername") ?
{
  name = "getpeername"
  s = _sys_int($arg1)
  name_uaddr = $arg2
  namelen_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", s, @out($arg2, _sys_socket_address_out($arg2, $arg3)), @out($arg3, _sys_number_at($arg3)))
  @returned
}

/* probe syscall.sendto, nd_syscall.sendto - send data
 *
 * s                   a descriptor
 * buf_uaddr, buf_str  address of a buffer, and its beginning in quotes
 * len                 a number
 * flags, flags_str    flags, and their names
 * to_uaddr            an address to read from
 * tolen               a number
 * name                "sendto"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.sendto = nd_syscall.sendto = kernel.syscall("sendto") ?
{
  name = "sendto"
  s = _sys_int($arg1)
  buf_uaddr = $arg2
  buf_str = _sys_buffer($arg2, $arg3)
  len = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_message_flags(flags)
  to_uaddr = $arg5
  tolen = _sys_int($arg6)
  argstr = sprintf("%d, %s, %d, %s, %s, %d", s, buf_str, len, flags_str, _sys_socket_address($arg5, $arg6), tolen)
  @returned
}

/* probe syscall.recvfrom, nd_syscall.recvfrom - receive data
 *
 * s                 a descriptor
 * buf_uaddr         address of a buffer to fill
 * len               a number
 * flags, flags_str  flags, and their names
 * addr_uaddr        an address to write to
 * addrlen_uaddr     an address to write to
 * name              "recvfrom"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.recvfrom = nd_syscall.recvfrom = kernel.syscall("recvfrom") ?
{
  name = "recvfrom"
  s = _sys_int($arg1)
  buf_uaddr = $arg2
  len = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_message_flags(flags)
  addr_uaddr = $arg5
  addrlen_uaddr = $arg6
  argstr = sprintf("%d, %s, %d, %s, %s, %s", s, @out($arg2, _sys_buffer($arg2, $return)), len, flags_str, @out($arg5, _sys_socket_address_out($arg5, $arg6)), @out($arg6, _sys_number_at($arg6)))
  @returned
}

/* probe syscall.sendmsg, nd_syscall.sendmsg - send a message
 *
 * s                 a descriptor
 * msg_uaddr         an address to read from
 * flags, flags_str  flags, and their names
 * name              "sendmsg"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.sendmsg = nd_syscall.sendmsg = kernel.syscall("sendmsg") ?
{
  name = "sendmsg"
  s = _sys_int($arg1)
  msg_uaddr = $arg2
  flags = _sys_uint($arg3)
  flags_str = _sys_message_flags(flags)
  argstr = sprintf("%d, %s, %s", s, _sys_message($arg2), flags_str)
  @returned
}

/* probe syscall.recvmsg, nd_syscall.recvmsg - receive a message
 *
 * s                 a descriptor
 * msg_uaddr         an address to write to
 * flags, flags_str  flags, and their names
 * name              "recvmsg"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.recvmsg = nd_syscall.recvmsg = kernel.syscall("recvmsg") ?
{
  name = "recvmsg"
  s = _sys_int($arg1)
  msg_uaddr = $arg2
  flags = _sys_uint($arg3)
  flags_str = _sys_message_flags(flags)
  argstr = sprintf("%d, %s, %s", s, @out($arg2, _sys_message_filled($arg2, $return)), flags_str)
  @returned
}

/* probe syscall.sendmmsg, nd_syscall.sendmmsg - send several messages
 *
 * sockfd            a descriptor
 * msgvec_uaddr      an address
 * vlen              a number
 * flags, flags_str  flags, and their names
 * name              "sendmmsg"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.sendmmsg = nd_syscall.sendmmsg = kernel.syscall("sendmmsg") ?
{
  name = "sendmmsg"
  sockfd = _sys_int($arg1)
  msgvec_uaddr = $arg2
  vlen = _sys_uint($arg3)
  flags = _sys_uint($arg4)
  flags_str = _sys_message_flags(flags)
  argstr = sprintf("%d, %s, %d, %s", sockfd, _address(msgvec_uaddr), vlen, flags_str)
  @returned
}

/* probe syscall.recvmmsg, nd_syscall.recvmmsg - receive several messages
 *
 * sockfd            a descriptor
 * mmsg_uaddr        an address
 * vlen              a number
 * flags, flags_str  flags, and their names
 * timeout_uaddr     an address to read from
 * name              "recvmmsg"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.recvmmsg = nd_syscall.recvmmsg = kernel.syscall("recvmmsg") ?
{
  name = "recvmmsg"
  sockfd = _sys_int($arg1)
  mmsg_uaddr = $arg2
  vlen = _sys_uint($arg3)
  flags = _sys_uint($arg4)
  flags_str = _sys_message_flags(flags)
  timeout_uaddr = $arg5
  argstr = sprintf("%d, %s, %d, %s, %s", sockfd, _address(mmsg_uaddr), vlen, flags_str, _sys_timespec($arg5))
  @returned
}

/* probe syscall.shutdown, nd_syscall.shutdown - close one direction of a connection
 *
 * s               a descriptor
 * how, how_str    a number, and its name
 * name            "shutdown"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.shutdown = nd_syscall.shutdown = kernel.syscall("shutdown") ?
{
  name = "shutdown"
  s = _sys_int($arg1)
  how = _sys_int($arg2)
  how_str = _sys_shutdown_how(how)
  argstr = sprintf("%d, %s", s, how_str)
  @returned
}

/* probe syscall.getsockopt, nd_syscall.getsockopt - a socket's option
 *
 * fd                    a descriptor
 * level, level_str      a number, and its name
 * optname, optname_str  an option, and its name
 * optval_uaddr          an address to write to
 * optlen_uaddr          an address to write to
 * name                  "getsockopt"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
probe syscall.getsockopt = nd_syscall.getsockopt = kernel.syscall("getsockopt") ?
{
  name = "getsockopt"
  fd = _sys_int($arg1)
  level = _sys_int($arg2)
  level_str = _sys_level(level)
  optname = _sys_int($arg3)
  optname_str = _sys_socket_option(level, optname)
  optval_uaddr = $arg4
  optlen_uaddr = $arg5
  argstr = sprintf("%d, %s, %s, %s, %s", fd, level_str, optname_str, @out($arg4, _sys_option_value($arg4, user_int($arg5, 0))), @out($arg5, _sys_number_at($arg5)))
  @returned
}

/* probe syscall.setsockopt, nd_syscall.setsockopt - set a socket's option
 *
 * fd                    a descriptor
 * level, level_str      a number, and its name
 * optname, optname_str  an option, and its name
 * optval_uaddr          an address to read from
 * optlen                a number
 * name                  "setsockopt"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
probe syscall.setsockopt = nd_syscall.setsockopt = kernel.syscall("setsockopt") ?
{
  name = "setsockopt"
  fd = _sys_int($arg1)
  level = _sys_int($arg2)
  level_str = _sys_level(level)
  optname = _sys_int($arg3)
  optname_str = _sys_socket_option(level, optname)
  optval_uaddr = $arg4
  optlen = _sys_int($arg5)
  argstr = sprintf("%d, %s, %s, %s, %d", fd, level_str, optname_str, _sys_option_value($arg4, $arg5), optlen)
  @returned
}
