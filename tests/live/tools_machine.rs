//! The tools of `scripts/` that watch more than a command's own processes: connections, and memory that runs out.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Test;
use crate::program::wait;
use crate::tools::tool;

pub const TESTS: &[Test] = &[
    ("oomkills", oomkills),
    ("tcpconnect", tcpconnect),
    ("tcpstates", tcpstates),
];

/// Of one connection on a port of its own, by either family of addresses: both columns of addresses, then the states of both ends.
fn tcpstates() {
    for address in ["127.0.0.1:0", "[::1]:0"] {
        let Ok(listener) = TcpListener::bind(address) else {
            eprintln!("tools/tcpstates: no {address} here");
            continue;
        };
        let place = listener.local_addr().expect("it is bound");
        let mut tracer = tool(&[], "tcpstates", &[&place.port().to_string()]);
        assert!(tracer.line().starts_with("    PID COMMAND         FROM"));
        let client = TcpStream::connect(place).expect("somebody listens");
        let (server, _) = listener.accept().expect("somebody connects");
        drop(client);
        drop(server);
        drop(listener);
        let ip = place.ip();
        let to = format!("{ip}:{}", place.port());
        let mut states = Vec::new();
        while !states.contains(&"LISTEN CLOSE".to_owned()) {
            let line = tracer.line();
            let words: Vec<_> = line.split_whitespace().collect();
            assert!(words[2] == to || words[3] == to, "{line}");
            states.push(words[4..6].join(" "));
        }
        assert_eq!(states[..2], ["CLOSE SYN_SENT", "SYN_SENT ESTABLISHED"]);
        for change in [
            "SYN_RECV ESTABLISHED",
            "ESTABLISHED CLOSE_WAIT",
            "CLOSE_WAIT LAST_ACK",
            "ESTABLISHED FIN_WAIT1",
        ] {
            assert!(
                states.iter().any(|state| state == change),
                "{change}: {states:?}"
            );
        }
        tracer.stop().quietly();
    }
}

fn tcpconnect() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let place = listener.local_addr().expect("it is bound");
    let mut tracer = tool(&[], "tcpconnect", &[&place.port().to_string()]);
    assert!(tracer.line().starts_with("    PID COMMAND         TO"));
    TcpStream::connect(place).expect("somebody listens");
    drop(listener);
    TcpStream::connect(place).expect_err("nobody listens any more");
    for result in ["connected", "failed"] {
        let line = tracer.line();
        let words: Vec<_> = line.split_whitespace().collect();
        let own = [std::process::id().to_string(), place.to_string()];
        assert_eq!([words[0], words[words.len() - 3]], own);
        assert_eq!(words[words.len() - 1], result);
    }
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// A control group with little memory; gone when dropped.
struct Narrow(PathBuf);

impl Narrow {
    /// Of whichever version of control groups is there.
    fn new() -> Option<Self> {
        let name = format!("sigscript-test-{}", std::process::id());
        for (root, limit) in [
            ("/sys/fs/cgroup", "memory.max"),
            ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"),
        ] {
            let folder = Path::new(root).join(&name);
            if fs::create_dir(&folder).is_err() {
                continue;
            }
            let group = Self(folder);
            // Where there is swap it is no way out.
            let _ = fs::write(group.0.join("memory.swap.max"), "0");
            if group.0.join(limit).exists() && fs::write(group.0.join(limit), "16M").is_ok() {
                return Some(group);
            }
        }
        None
    }
}

impl Drop for Narrow {
    fn drop(&mut self) {
        // Its process is gone, and with it what keeps the group.
        let _ = fs::remove_dir(&self.0);
    }
}

fn oomkills() {
    let Some(group) = Narrow::new() else {
        eprintln!("tools/oomkills is skipped: no control group can limit memory here");
        return;
    };
    let mut tracer = tool(&[], "oomkills", &[]);
    tracer.expect("watching");
    let eat = format!(
        "echo $$ > {}/cgroup.procs && exec tail /dev/zero",
        group.0.display()
    );
    let mut eater = Command::new("sh")
        .args(["-c", &eat])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("there is a shell");
    let victim = format!("tail({})", eater.id());
    assert!(!wait(&mut eater).expect("it is killed").success());
    let line = tracer.line();
    let user = nix::unistd::getuid();
    let name = if user.is_root() {
        "root".to_owned()
    } else {
        user.to_string()
    };
    assert!(
        line.ends_with(&format!(" killed {victim} of {name}: tail /dev/zero")),
        "{line}"
    );
    let mut asked = tracer.line();
    if asked.starts_with("  control group ") {
        asked = tracer.line();
    }
    assert!(
        asked.starts_with(&format!("  asked for by {victim} < ")),
        "{asked}"
    );
    tracer.stop().quietly();
}
