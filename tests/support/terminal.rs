//! A program on a pseudo-terminal.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use nix::pty::{OpenptyResult, Winsize, openpty};

use crate::program::wait;

/// What is waited for comes within milliseconds; this is for a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(90);

/// A terminal with a program on it, which ends with it.
pub struct Terminal {
    child: Child,
    owner: File,
    output: Receiver<Vec<u8>>,
}

impl Terminal {
    /// Starts a program on a terminal of so many rows and columns.
    pub fn start(command: &mut Command, rows: u16, columns: u16) -> Self {
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let OpenptyResult { master, slave } = openpty(&size, None).expect("there are terminals");
        let slave = File::from(slave);
        let end = || slave.try_clone().expect("it is open");
        let child = command
            .env("TERM", "xterm")
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .expect("the program starts");
        // The command keeps its copies of the terminal's end otherwise, and the end is never seen.
        command.stdin(std::process::Stdio::null());
        command.stdout(std::process::Stdio::null());
        command.stderr(std::process::Stdio::null());
        drop(slave);
        let owner = File::from(master);
        let mut reader = owner.try_clone().expect("it is open");
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // Reading fails when the other end is closed.
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            owner,
            output,
        }
    }

    /// The program's process id.
    #[allow(dead_code, reason = "only some tests look at the process")]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The terminal, as its owner sees it.
    #[allow(dead_code, reason = "only some tests look at its modes")]
    pub fn file(&self) -> &File {
        &self.owner
    }

    /// Types keys.
    pub fn keys(&mut self, keys: &str) {
        self.owner
            .write_all(keys.as_bytes())
            .expect("the program reads");
    }

    /// What is written next; `None` where nothing comes in time, counted from `since`.
    pub fn receive(&self, since: Instant) -> Option<Vec<u8>> {
        self.receive_within(PATIENCE.saturating_sub(since.elapsed()))
    }

    /// What is written next; `None` where nothing comes in this time.
    pub fn receive_within(&self, patience: Duration) -> Option<Vec<u8>> {
        self.output.recv_timeout(patience).ok()
    }

    /// Waits for the program's end; gives how it ended and what it still wrote.
    pub fn end(&mut self) -> (ExitStatus, Vec<u8>) {
        let status = wait(&mut self.child).expect("the program ends");
        let mut rest = Vec::new();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
            rest.extend(bytes);
        }
        (status, rest)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
