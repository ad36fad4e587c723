//! A sigscript under `--watch`, and what its terminal shows.

use std::num::NonZero;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{LocalFlags, tcgetattr};
use nix::unistd::Pid;
use rustix::termios::{Winsize, tcsetwinsize};
use vt100::Parser;

use crate::program::SIGSCRIPT;
use crate::screen::Terminal;

/// A terminal, its owner, and what it shows.
pub struct Watched {
    terminal: Terminal,
    parser: Parser,
}

impl Watched {
    /// Starts one on a terminal of so many rows and columns, which is its controlling terminal.
    pub fn start(arguments: &[&str], rows: u16, columns: u16) -> Self {
        let mut command = Command::new("setsid");
        let command = command.args(["--ctty", SIGSCRIPT]).args(arguments);
        Self {
            terminal: Terminal::start(command.env("NO_COLOR", "1"), rows, columns),
            parser: Parser::new(size(rows), size(columns), 0),
        }
    }

    /// Whether the alternate screen is shown, without a cursor.
    pub fn is_drawn(&self) -> bool {
        let screen = self.parser.screen();
        screen.alternate_screen() && screen.hide_cursor()
    }

    /// The rows of the screen, without blanks at their ends.
    pub fn lines(&self) -> Vec<String> {
        let screen = self.parser.screen();
        let rows = screen.rows(0, screen.size().1.get());
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    /// Waits until the screen shows something.
    pub fn until(&mut self, shows: impl Fn(&str) -> bool) {
        let since = Instant::now();
        while !(self.is_drawn() && shows(&self.lines().join("\n"))) {
            let bytes = self.terminal.receive(since);
            let bytes = bytes.unwrap_or_else(|| panic!("only\n{}", self.lines().join("\n")));
            self.parser.process(&bytes);
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        self.parser.screen_mut().set_size(size(rows), size(columns));
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(self.terminal.file(), size).expect("it is a terminal");
    }

    /// Types keys.
    pub fn keys(&mut self, keys: &str) {
        self.terminal.keys(keys);
    }

    /// Sends it a signal.
    pub fn signal(&self, name: &str) {
        let id = Pid::from_raw(self.terminal.id().cast_signed());
        let signal: Signal = format!("SIG{name}").parse().expect("a signal");
        kill(id, signal).expect("it is a child of ours");
    }

    /// Ends it by keys; gives what the normal screen shows then.
    pub fn leave(mut self, keys: &str) -> String {
        self.keys(keys);
        let (status, shown) = self.end();
        assert!(status.success(), "{status}: {shown}");
        shown
    }

    /// Waits for its end, after which the terminal is as it was; gives how it ended and what the normal screen shows.
    pub fn end(mut self) -> (ExitStatus, String) {
        // A high screen: nothing is scrolled away.
        self.parser.screen_mut().set_size(size(500), size(200));
        let modes = |file| tcgetattr(file).expect("it is a terminal").local_flags;
        let (status, rest) = self.terminal.end();
        self.parser.process(&rest);
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        let usual = LocalFlags::ICANON | LocalFlags::ECHO | LocalFlags::ISIG;
        assert!(modes(self.terminal.file()).contains(usual));
        let shown = self.lines().join("\n");
        (
            status,
            format!("{}\n", shown.trim_end()).trim_start().to_owned(),
        )
    }
}

fn size(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).expect("a terminal has cells")
}
