//! A sigscript whose prompt is on a pseudo-terminal.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::program::SIGSCRIPT;
use crate::screen::Terminal;

/// What the editor writes when it begins and when it ends to edit a line: bracketed paste on and off.
const BEGIN: &str = "\u{1b}[?2004h";
const END: &str = "\u{1b}[?2004l";

/// The size of the terminal.
pub const ROWS: u16 = 40;
pub const COLUMNS: u16 = 120;

/// A terminal with a sigscript in it.
pub struct Prompt {
    terminal: Terminal,
    /// What has come and is not yet looked at.
    text: String,
    /// What it said before its first line.
    #[allow(dead_code, reason = "only some tests look at it")]
    pub greeting: String,
}

impl Prompt {
    /// Starts one whose history is in `state`, and waits for its first line.
    #[allow(dead_code, reason = "some tests start others")]
    pub fn start(arguments: &[&str], state: &Path) -> Self {
        Self::of(Command::new(SIGSCRIPT).args(arguments), state)
    }

    /// Starts this one.
    pub fn of(command: &mut Command, state: &Path) -> Self {
        command.env("NO_COLOR", "1").env("XDG_STATE_HOME", state);
        let mut prompt = Self {
            terminal: Terminal::start(command, ROWS, COLUMNS),
            text: String::new(),
            greeting: String::new(),
        };
        prompt.greeting = plain(&prompt.raw_until(BEGIN));
        prompt
    }

    /// Its process id.
    #[allow(dead_code, reason = "only some tests look at the process")]
    pub fn id(&self) -> u32 {
        self.terminal.id()
    }

    /// Types keys.
    pub fn keys(&mut self, keys: &str) {
        self.terminal.keys(keys);
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
        if let Some(bytes) = self.terminal.receive_within(patience) {
            self.text.push_str(&String::from_utf8_lossy(&bytes));
        }
        std::mem::take(&mut self.text)
    }

    fn receive(&mut self, since: Instant) -> bool {
        let Some(bytes) = self.terminal.receive(since) else {
            return false;
        };
        self.text.push_str(&String::from_utf8_lossy(&bytes));
        true
    }

    /// Leaves, and gives everything that is printed until the end.
    pub fn leave(mut self, keys: &str) -> String {
        self.keys(keys);
        let (status, rest) = self.terminal.end();
        assert!(status.success(), "{status}");
        self.text.push_str(&String::from_utf8_lossy(&rest));
        plain(&self.text)
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
