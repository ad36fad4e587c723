//! The points of the network: each that a small piece of work can fire fires, with the right variables.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixStream};

use nix::unistd::gettid;

use crate::Test;
use crate::tapset_points::{all, traced};

pub const TESTS: &[Test] = &[
    ("tcp", tcp),
    ("udp", udp),
    ("netdev", netdev),
    ("socket", socket),
];

fn tcp() {
    for (address, family) in [("127.0.0.1", 2), ("::1", 10)] {
        let Ok(listener) = TcpListener::bind((address, 0)) else {
            continue;
        };
        let port = listener.local_addr().expect("it is bound").port();
        let values = r#"size, " ", family, " ", saddr, " ", daddr, " ", sport, " ", dport, " ", name, " ", sock != 0"#;
        let points = format!(
            "tcp.sendmsg|dport == {port}|{values}\ntcp.sendmsg.return|dport == {port}|{values}\n\
             tcp.recvmsg|sport == {port}|{values}\ntcp.recvmsg.return|sport == {port}|{values}"
        );
        let mut other = 0;
        let lines = traced(&points, "", || {
            let mut client = TcpStream::connect((address, port)).expect("it listens");
            other = client.local_addr().expect("it is bound").port();
            let (mut server, _) = listener.accept().expect("there is a client");
            client.write_all(b"hello").expect("it is open");
            server.read_exact(&mut [0; 5]).expect("it is open");
        });
        let line = |verb: &str, from, to| {
            let kind = verb.trim_end_matches(".return");
            format!("tcp.{verb} 5 {family} {address} {address} {from} {to} tcp.{kind} 1")
        };
        let expected = [
            line("sendmsg", other, port),
            line("sendmsg.return", other, port),
            line("recvmsg", port, other),
            line("recvmsg.return", port, other),
        ];
        all(&lines, &expected.each_ref().map(String::as_str));
    }
}

fn udp() {
    let server = UdpSocket::bind("127.0.0.1:0").expect("there is a loopback");
    let port = server.local_addr().expect("it is bound").port();
    let client = UdpSocket::bind("127.0.0.1:0").expect("there is a loopback");
    client.connect(("127.0.0.1", port)).expect("it is bound");
    let points = format!(
        r#"
        udp.sendmsg|dport == {port}|size, " ", family, " ", saddr, " ", daddr, " ", name
        udp.sendmsg.return|dport == {port}|size
        udp.recvmsg|sport == {port}|size, " ", saddr
        udp.recvmsg.return|sport == {port}|size
        "#
    );
    let lines = traced(&points, "", || {
        client.send(b"hello").expect("it is connected");
        server.recv(&mut [0; 8]).expect("a datagram came");
    });
    all(
        &lines,
        &[
            "udp.sendmsg 5 2 127.0.0.1 127.0.0.1 udp.sendmsg",
            "udp.sendmsg.return 5",
            "udp.recvmsg 5 127.0.0.1",
            "udp.recvmsg.return 5",
        ],
    );
}

/// A datagram of a length that nobody else's has: 20 bytes of IP, 8 of UDP and, on the device, 14 of Ethernet in front.
fn netdev() {
    let server = UdpSocket::bind("127.0.0.1:0").expect("there is a loopback");
    let client = UdpSocket::bind("127.0.0.1:0").expect("there is a loopback");
    let address = server.local_addr().expect("it is bound");
    let points = r#"
        netdev.transmit|length == 4321 + 42|dev_name, " ", protocol, " ", truesize > length
        netdev.hard_transmit|length == 4321 + 42|dev_name, " ", protocol, " ", truesize > length
        netdev.rx|dev_name == "lo"|dev_name, " ", protocol
        netdev.receive|length == 4321 + 28|dev_name, " ", protocol
        "#;
    let lines = traced(points, "", || {
        client.send_to(&[1; 4321], address).expect("it is bound");
        server.recv(&mut [0; 5000]).expect("a datagram came");
    });
    all(
        &lines,
        &[
            "netdev.transmit lo 2048 1",
            "netdev.hard_transmit lo 2048 1",
            "netdev.rx lo 2048",
            "netdev.receive lo 2048",
        ],
    );
}

fn socket() {
    let tid = gettid();
    let points = format!(
        r#"
        socket.create|tid() == {tid}|family, " ", type, " ", protocol, " ", requester, " ", name
        socket.create.return|tid() == {tid}|family, " ", type, " ", err, " ", success
        socket.send|tid() == {tid}|size, " ", success, " ", family, " ", type, " ", protocol, " ", state
        socket.sendmsg.return|tid() == {tid}|size, " ", name
        socket.receive|tid() == {tid}|size, " ", success, " ", family, " ", type, " ", protocol, " ", state
        socket.recvmsg.return|tid() == {tid}|size, " ", name
        "#
    );
    let lines = traced(&points, "", || {
        UnixDatagram::unbound().expect("a socket is made");
        let (mut one, mut other) = UnixStream::pair().expect("sockets are made");
        one.write_all(b"abc").expect("it is open");
        other.read_exact(&mut [0; 3]).expect("it is open");
    });
    all(
        &lines,
        &[
            "socket.create 1 2 0 1 socket.create",
            "socket.create.return 1 2 0 1",
            "socket.send 3 1 1 1 0 3",
            "socket.sendmsg.return 3 socket.sendmsg",
            "socket.receive 3 1 1 1 0 3",
            "socket.recvmsg.return 3 socket.recvmsg",
        ],
    );
}
