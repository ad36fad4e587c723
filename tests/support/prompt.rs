//! A sigscript whose prompt is on a pseudo-terminal.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use nix::pty::{OpenptyResult, Winsize, openpty};

use crate::program::{SIGSCRIPT, wait};

/// What is waited for comes within milliseconds; this is for a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the editor writes when it begins and when it ends to edit a line: bracketed paste on and off.
const BEGIN: &str = "\u{1b}[?2004h";
const END: &str = "\u{1b}[?2004l";

/// The size of the terminal.
pub const ROWS: u16 = 40;
pub const COLUMNS: u16 = 120;

/// A terminal with a sigscript in it.
pub struct Prompt {
    child: Child,
    terminal: File,
    output: Receiver<Vec<u8>>,
    /// What has come and is not yet looked at.
    text: String,
}

impl Prompt {
    /// Starts one whose history is in `state`, and waits for its first line.
    pub fn start(arguments: &[&str], state: &Path) -> Self {
        let size = Winsize {
            ws_row: ROWS,
            ws_col: COLUMNS,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let OpenptyResult { master, slave } = openpty(&size, None).expect("there are terminals");
        let slave = File::from(slave);
        let end = || slave.try_clone().expect("it is open");
        let child = Command::new(SIGSCRIPT)
            .args(arguments)
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("XDG_STATE_HOME", state)
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .expect("sigscript starts");
        drop(slave);
        let terminal = File::from(master);
        let mut reader = terminal.try_clone().expect("it is open");
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
        let mut prompt = Self {
            child,
            terminal,
            output,
            text: String::new(),
        };
        prompt.raw_until(BEGIN);
        prompt
    }

    /// Its process id.
    #[allow(dead_code, reason = "only some tests look at the process")]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Types keys.
    pub fn keys(&mut self, keys: &str) {
        self.terminal
            .write_all(keys.as_bytes())
            .expect("sigscript reads");
    }

    /// Enters a line, and gives what is printed before the next one is edited.
    pub fn ask(&mut self, line: &str) -> String {
        self.keys(&format!("{line}\r"));
        self.answer()
    }

    /// What is printed between the end of this line and the beginning of the next.
    pub fn answer(&mut self) -> String {
        self.raw_until(END);
        plain(&self.raw_until(BEGIN)).trim().to_owned()
    }

    /// Waits until a text is shown, wherever; gives everything up to its end.
    pub fn until(&mut self, text: &str) -> String {
        let since = Instant::now();
        loop {
            let shown = plain(&self.text);
            if shown.contains(text) {
                break;
            }
            assert!(self.receive(since), "`{text}` does not come, only\n{shown}");
        }
        let ends = self
            .text
            .char_indices()
            .map(|(at, next)| at + next.len_utf8());
        let end = ends
            .into_iter()
            .find(|end| plain(&self.text[..*end]).ends_with(text))
            .expect("it is there");
        let behind = self.text.split_off(end);
        plain(&std::mem::replace(&mut self.text, behind))
    }

    /// Waits until these very bytes are written; gives everything up to their end, escape sequences among it.
    pub fn raw_until(&mut self, mark: &str) -> String {
        let since = Instant::now();
        loop {
            if let Some(at) = self.text.find(mark) {
                let behind = self.text.split_off(at + mark.len());
                return std::mem::replace(&mut self.text, behind);
            }
            assert!(self.receive(since), "{mark:?} is not in {:?}", self.text);
        }
    }

    /// Gives everything that has come, as it is; waits for something for a time.
    #[allow(dead_code, reason = "only some tests look at the whole screen")]
    pub fn bytes(&mut self, patience: Duration) -> String {
        if let Ok(bytes) = self.output.recv_timeout(patience) {
            self.text.push_str(&String::from_utf8_lossy(&bytes));
        }
        std::mem::take(&mut self.text)
    }

    fn receive(&mut self, since: Instant) -> bool {
        let left = PATIENCE.saturating_sub(since.elapsed());
        let Ok(bytes) = self.output.recv_timeout(left) else {
            return false;
        };
        self.text.push_str(&String::from_utf8_lossy(&bytes));
        true
    }

    /// Leaves, and gives everything that is printed until the end.
    pub fn leave(mut self, keys: &str) -> String {
        self.keys(keys);
        let status = wait(&mut self.child).expect("sigscript ends");
        assert!(status.success(), "{status}");
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
            self.text.push_str(&String::from_utf8_lossy(&bytes));
        }
        plain(&self.text)
    }
}

impl Drop for Prompt {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A text without what only moves the cursor: `ESC [ … letter`, and carriage returns.
fn plain(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        shown.push_str(&rest[..at]);
        let sequence = rest[at + 1..].trim_start_matches('[');
        let end = sequence.find(|next: char| next.is_ascii_alphabetic());
        rest = end.map_or("", |end| &sequence[end + 1..]);
    }
    shown.push_str(rest);
    shown.replace('\r', "")
}
