// Network: devices, sockets and the protocols above them.

/* probe tcp.sendmsg - data is sent on a TCP connection
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "tcp.sendmsg"
 */
probe tcp.sendmsg = kernel.trace("sock_send_length")
{
  if ($sk->sk_protocol != 6) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "tcp.sendmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe tcp.sendmsg.return - data is sent on a TCP connection
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "tcp.sendmsg"
 */
probe tcp.sendmsg.return = kernel.trace("sock_send_length")
{
  if ($sk->sk_protocol != 6) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "tcp.sendmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe tcp.recvmsg - data is received from a TCP connection
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "tcp.recvmsg"
 */
probe tcp.recvmsg = kernel.trace("sock_recv_length")
{
  if ($sk->sk_protocol != 6) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "tcp.recvmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe tcp.recvmsg.return - data is received from a TCP connection
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "tcp.recvmsg"
 */
probe tcp.recvmsg.return = kernel.trace("sock_recv_length")
{
  if ($sk->sk_protocol != 6) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "tcp.recvmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe tcp.state - a TCP connection changes its state
 *
 * The current process is whoever runs: only a connection that is asked for, CLOSE to SYN_SENT, is so by the current process for certain.
 *
 * sock                address of the sock
 * oldstate, newstate  the states as the kernel counts: 1 ESTABLISHED, 2 SYN_SENT, 7 CLOSE, 10 LISTEN (include/net/tcp_states.h)
 * family              2 for IPv4, 10 for IPv6
 * saddr, sport        this end's address and port
 * daddr, dport        the other end's address and port
 * name                "tcp.state"
 */
probe tcp.state = _tcp.state_trace !, _tcp.state_event
{
  name = "tcp.state"
}

probe _tcp.state_trace = kernel.trace("inet_sock_set_state")
{
  if ($sk->sk_protocol != 6) next
  sock = $sk
  oldstate = $oldstate
  newstate = $newstate
  family = $sk->__sk_common->skc_family
  saddr = sock_local_address($sk)
  sport = ntohs(@cast($sk, "inet_sock")->inet_sport)
  daddr = sock_remote_address($sk)
  dport = ntohs($sk->__sk_common->skc_dport)
}

// Four bytes of a record as one number, as they stand in memory.
@define four(field, first) %( (@field[@first] | @field[@first + 1] << 8 | @field[@first + 2] << 16 | @field[@first + 3] << 24) %)

probe _tcp.state_event = kernel.tracepoint("sock:inet_sock_set_state")
{
  if ($protocol != 6) next
  sock = $skaddr
  oldstate = $oldstate
  newstate = $newstate
  family = $family
  saddr = _socket_address($family, @four($saddr, 0), @four($saddr_v6, 0), @four($saddr_v6, 4), @four($saddr_v6, 8), @four($saddr_v6, 12))
  sport = $sport
  daddr = _socket_address($family, @four($daddr, 0), @four($daddr_v6, 0), @four($daddr_v6, 4), @four($daddr_v6, 8), @four($daddr_v6, 12))
  dport = $dport
}

/* probe udp.sendmsg - data is sent on a UDP socket
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "udp.sendmsg"
 */
probe udp.sendmsg = kernel.trace("sock_send_length")
{
  if ($sk->sk_protocol != 17) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "udp.sendmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe udp.sendmsg.return - data is sent on a UDP socket
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "udp.sendmsg"
 */
probe udp.sendmsg.return = kernel.trace("sock_send_length")
{
  if ($sk->sk_protocol != 17) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "udp.sendmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe udp.recvmsg - data is received from a UDP socket
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "udp.recvmsg"
 */
probe udp.recvmsg = kernel.trace("sock_recv_length")
{
  if ($sk->sk_protocol != 17) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "udp.recvmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe udp.recvmsg.return - data is received from a UDP socket
 *
 * Reported when it is complete.
 *
 * size          what the call returns: bytes, or a negative error number
 * sock          address of the sock
 * family        2 for IPv4, 10 for IPv6
 * saddr, sport  this end's address and port
 * daddr, dport  the other end's address and port; of a datagram socket that is not connected: none
 * name          "udp.recvmsg"
 */
probe udp.recvmsg.return = kernel.trace("sock_recv_length")
{
  if ($sk->sk_protocol != 17) next
  if ($sk->__sk_common->skc_family != 2 && $sk->__sk_common->skc_family != 10) next
  name = "udp.recvmsg"
  size = $ret
  sock = $sk
  family = $sk->__sk_common->skc_family
  saddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_rcv_saddr,
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
  daddr = _socket_address($sk->__sk_common->skc_family, $sk->__sk_common->skc_daddr,
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], $sk->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
  sport = $sk->__sk_common->skc_num
  dport = ntohs($sk->__sk_common->skc_dport)
}

/* probe socket.send - data is sent on a socket, of any family
 *
 * size      what the call returns: bytes, or a negative error number
 * success   1 where it is no error
 * protocol  number of the protocol
 * family    number of the protocol family
 * type      1 a stream, 2 datagrams, 3 raw, 5 packets in sequence
 * state     1 unconnected, 2 connecting, 3 connected, 4 disconnecting; 0 while it is made
 * flags     flags of the socket
 * name      "socket.send"
 */
probe socket.send = kernel.trace("sock_send_length")
{
  name = "socket.send"
  size = $ret
  success = $ret >= 0
  protocol = $sk->sk_protocol
  family = $sk->__sk_common->skc_family
  type = $sk->sk_type
  state = $sk->sk_socket ? $sk->sk_socket->state : 0
  flags = $sk->sk_socket ? $sk->sk_socket->flags : 0
}

/* probe socket.sendmsg.return - data is sent on a socket, of any family
 *
 * size      what the call returns: bytes, or a negative error number
 * success   1 where it is no error
 * protocol  number of the protocol
 * family    number of the protocol family
 * type      1 a stream, 2 datagrams, 3 raw, 5 packets in sequence
 * state     1 unconnected, 2 connecting, 3 connected, 4 disconnecting; 0 while it is made
 * flags     flags of the socket
 * name      "socket.sendmsg"
 */
probe socket.sendmsg.return = kernel.trace("sock_send_length")
{
  name = "socket.sendmsg"
  size = $ret
  success = $ret >= 0
  protocol = $sk->sk_protocol
  family = $sk->__sk_common->skc_family
  type = $sk->sk_type
  state = $sk->sk_socket ? $sk->sk_socket->state : 0
  flags = $sk->sk_socket ? $sk->sk_socket->flags : 0
}

/* probe socket.receive - data is received from a socket, of any family
 *
 * size      what the call returns: bytes, or a negative error number
 * success   1 where it is no error
 * protocol  number of the protocol
 * family    number of the protocol family
 * type      1 a stream, 2 datagrams, 3 raw, 5 packets in sequence
 * state     1 unconnected, 2 connecting, 3 connected, 4 disconnecting; 0 while it is made
 * flags     flags of the socket
 * name      "socket.receive"
 */
probe socket.receive = kernel.trace("sock_recv_length")
{
  name = "socket.receive"
  size = $ret
  success = $ret >= 0
  protocol = $sk->sk_protocol
  family = $sk->__sk_common->skc_family
  type = $sk->sk_type
  state = $sk->sk_socket ? $sk->sk_socket->state : 0
  flags = $sk->sk_socket ? $sk->sk_socket->flags : 0
}

/* probe socket.recvmsg.return - data is received from a socket, of any family
 *
 * size      what the call returns: bytes, or a negative error number
 * success   1 where it is no error
 * protocol  number of the protocol
 * family    number of the protocol family
 * type      1 a stream, 2 datagrams, 3 raw, 5 packets in sequence
 * state     1 unconnected, 2 connecting, 3 connected, 4 disconnecting; 0 while it is made
 * flags     flags of the socket
 * name      "socket.recvmsg"
 */
probe socket.recvmsg.return = kernel.trace("sock_recv_length")
{
  name = "socket.recvmsg"
  size = $ret
  success = $ret >= 0
  protocol = $sk->sk_protocol
  family = $sk->__sk_common->skc_family
  type = $sk->sk_type
  state = $sk->sk_socket ? $sk->sk_socket->state : 0
  flags = $sk->sk_socket ? $sk->sk_socket->flags : 0
}

/* probe socket.create, socket.create.return - a process makes a socket
 *
 * family     number of the protocol family
 * type       1 a stream, 2 datagrams, 3 raw, 5 packets in sequence
 * protocol   number of the protocol; 0 for the family's own
 * requester  1: a process
 * name       "socket.create"
 * err        what the call returns where that is an error; else 0 (in .return)
 * success    1 where it is none (in .return)
 */
probe socket.create = kernel.syscall("socket")
{
  name = "socket.create"
  family = $arg1
  // Above the type stand SOCK_NONBLOCK and SOCK_CLOEXEC.
  type = $arg2 & 0xf
  protocol = $arg3
  requester = 1
  if (@defined($return)) {
    err = $return < 0 ? $return : 0
    success = $return >= 0
  }
}

/* probe netdev.receive - a packet has come in from a device
 *
 * dev_name  name of the device
 * length    bytes
 * protocol  number of the protocol: 0x800 IPv4, 0x86dd IPv6
 */
probe netdev.receive = _netdev.receive_trace !, _netdev.receive_event
{
}

probe _netdev.receive_trace = kernel.trace("netif_receive_skb")
{
  dev_name = $skb->dev->name
  length = $skb->len
  protocol = ntohs($skb->protocol)
}

probe _netdev.receive_event = kernel.tracepoint("net:netif_receive_skb")
{
  dev_name = $name
  length = $len
}

/* probe netdev.rx - a packet is queued for reception
 *
 * dev_name  name of the device
 * protocol  number of the protocol: 0x800 IPv4, 0x86dd IPv6
 */
probe netdev.rx = kernel.trace("netif_rx")
{
  dev_name = $skb->dev->name
  protocol = ntohs($skb->protocol)
}

/* probe netdev.transmit - a packet is queued for a device
 *
 * dev_name  name of the device
 * length    bytes
 * protocol  number of the protocol: 0x800 IPv4, 0x86dd IPv6
 * truesize  bytes of memory that it takes
 */
probe netdev.transmit = _netdev.transmit_trace !, _netdev.transmit_event
{
}

probe _netdev.transmit_trace = kernel.trace("net_dev_queue")
{
  dev_name = $skb->dev->name
  length = $skb->len
  protocol = ntohs($skb->protocol)
  truesize = $skb->truesize
}

probe _netdev.transmit_event = kernel.tracepoint("net:net_dev_queue")
{
  dev_name = $name
  length = $len
}

/* probe netdev.hard_transmit - a packet is given to the driver of a device
 *
 * dev_name  name of the device
 * length    bytes
 * protocol  number of the protocol: 0x800 IPv4, 0x86dd IPv6
 * truesize  bytes of memory that it takes
 */
probe netdev.hard_transmit = kernel.trace("net_dev_start_xmit")
{
  dev_name = $dev->name
  length = $skb->len
  protocol = ntohs($skb->protocol)
  truesize = $skb->truesize
}

// The address of this end of a connection as text, IPv4 or IPv6; `sk` is the address of the kernel's sock.
function sock_local_address:string(sk:long)
{
  return _socket_address(@cast(sk, "sock")->__sk_common->skc_family, @cast(sk, "sock")->__sk_common->skc_rcv_saddr,
    @cast(sk, "sock")->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[0], @cast(sk, "sock")->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[1],
    @cast(sk, "sock")->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[2], @cast(sk, "sock")->__sk_common->skc_v6_rcv_saddr->in6_u->u6_addr32[3])
}

// The address of the other end of a connection as text, IPv4 or IPv6; `sk` is the address of the kernel's sock.
function sock_remote_address:string(sk:long)
{
  return _socket_address(@cast(sk, "sock")->__sk_common->skc_family, @cast(sk, "sock")->__sk_common->skc_daddr,
    @cast(sk, "sock")->__sk_common->skc_v6_daddr->in6_u->u6_addr32[0], @cast(sk, "sock")->__sk_common->skc_v6_daddr->in6_u->u6_addr32[1],
    @cast(sk, "sock")->__sk_common->skc_v6_daddr->in6_u->u6_addr32[2], @cast(sk, "sock")->__sk_common->skc_v6_daddr->in6_u->u6_addr32[3])
}

function _socket_address:string(family:long, four:long, a:long, b:long, c:long, d:long)
{
  return family == 10 ? _ipv6_text(a, b, c, d) : family == 2 ? ip_ntop(four) : ""
}

// An IPv4 address as text, "127.0.0.1"; `addr` as it stands in memory, in network order.
function ip_ntop:string(addr:long)
{
  return sprintf("%d.%d.%d.%d", addr & 0xff, (addr >> 8) & 0xff, (addr >> 16) & 0xff, (addr >> 24) & 0xff)
}

// 16 bits from network order to the machine's.
function ntohs:long(n:long) { return ((n & 0xff) << 8) | ((n >> 8) & 0xff) }

// 16 bits from the machine's order to the network's.
function htons:long(n:long) { return ((n & 0xff) << 8) | ((n >> 8) & 0xff) }

// 32 bits from network order to the machine's.
function ntohl:long(n:long)
{
  return ((n & 0xff) << 24) | ((n & 0xff00) << 8) | ((n >> 8) & 0xff00) | ((n >> 24) & 0xff)
}

// 32 bits from the machine's order to the network's.
function htonl:long(n:long) { return ntohl(n) }

// 64 bits from network order to the machine's.
function ntohll:long(n:long) { return (ntohl(n & 0xffffffff) << 32) | ntohl((n >> 32) & 0xffffffff) }

// 64 bits from the machine's order to the network's.
function htonll:long(n:long) { return ntohll(n) }
