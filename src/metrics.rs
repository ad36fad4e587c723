//! `--metrics ADDRESS`: globals under `/metrics`, by a thread that talks HTTP and asks the session for each answer, so that a slow client holds up nobody else.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use sigscript_runtime::metrics::CONTENT_TYPE;

use crate::privileges;

/// How long a client may take to ask, and to read.
const CLIENT: Duration = Duration::from_secs(5);
/// How long the session may take to answer: a handler may be running.
const SESSION: Duration = Duration::from_secs(10);
/// The longest request, in bytes.
const LONGEST: usize = 8 << 10;

/// The session's side of the server.
pub struct Metrics {
    address: SocketAddr,
    asked: Receiver<()>,
    answers: Sender<String>,
}

impl Metrics {
    /// Listens on an address; each request makes `wake` readable on its other side.
    pub fn serve(address: SocketAddr, wake: UnixStream) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let (ask, asked) = sync_channel(1);
        let (answers, answered) = channel();
        let server = Server {
            ask,
            answered,
            wake,
        };
        thread::Builder::new()
            .name("metrics".to_owned())
            .spawn(move || {
                privileges::drop_all()
                    .is_ok()
                    .then(|| server.run(&listener))
            })?;
        Ok(Self {
            address,
            asked,
            answers,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether somebody waits for the metrics.
    pub fn is_asked(&self) -> bool {
        self.asked.try_recv().is_ok()
    }

    /// Answers whoever waits.
    pub fn answer(&self, page: String) {
        // The thread ends only with the process.
        let _ = self.answers.send(page);
    }
}

/// The thread's side.
struct Server {
    ask: SyncSender<()>,
    answered: Receiver<String>,
    wake: UnixStream,
}

impl Server {
    fn run(mut self, listener: &TcpListener) {
        for client in listener.incoming() {
            match client {
                // A client that goes away is its own affair.
                Ok(mut client) => drop(self.talk(&mut client)),
                // Out of descriptors, say: it may get better.
                Err(_) => thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    fn talk(&mut self, client: &mut TcpStream) -> io::Result<()> {
        client.set_write_timeout(Some(CLIENT))?;
        let request = read(client)?;
        let mut words = request.split(|byte| *byte == b' ');
        let (method, path) = (words.next(), words.next().unwrap_or_default());
        let path = path.split(|byte| *byte == b'?').next();
        let (status, body) = match (method, path) {
            (Some(b"GET" | b"HEAD"), Some(b"/metrics" | b"/")) => match self.page() {
                Some(page) => ("200 OK", page),
                None => (
                    "503 Service Unavailable",
                    "the session is busy\n".to_owned(),
                ),
            },
            (Some(b"GET" | b"HEAD"), _) => ("404 Not Found", "see /metrics\n".to_owned()),
            _ => ("405 Method Not Allowed", "use GET\n".to_owned()),
        };
        let length = body.len();
        write!(
            client,
            "HTTP/1.1 {status}\r\nContent-Type: {CONTENT_TYPE}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        )?;
        if method != Some(b"HEAD") {
            client.write_all(body.as_bytes())?;
        }
        client.flush()
    }

    /// Asks the session.
    fn page(&mut self) -> Option<String> {
        // An answer that came too late for an earlier client.
        while self.answered.try_recv().is_ok() {}
        // Where a question waits already, its answer will do.
        let _ = self.ask.try_send(());
        self.wake.write_all(b"m").ok()?;
        self.answered.recv_timeout(SESSION).ok()
    }
}

/// Reads a request up to the empty line behind its head.
fn read(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let until = Instant::now() + CLIENT;
    let mut request = Vec::new();
    let mut bytes = [0; 1024];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || request.len() > LONGEST {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        client.set_read_timeout(Some(left))?;
        match client.read(&mut bytes)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => request.extend_from_slice(&bytes[..count]),
        }
    }
    Ok(request)
}
