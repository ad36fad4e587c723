//! `--watch`: the script's globals on the terminal's alternate screen, drawn anew once in a while; what is printed meanwhile below them.

mod frame;
mod log;
mod screen;
mod sections;

use std::io::{self, IsTerminal as _, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use sigscript_runtime::session::View;
use sigscript_runtime::vm::Layout;

use crate::arguments::{Arguments, Format};
use crate::status::Failure;
use frame::Frame;
pub use log::Log;
use screen::Screen;

/// What is watched, and how.
pub struct Choices {
    /// What the head line calls it.
    pub title: String,
    /// The time between two frames.
    pub every: Duration,
    /// How histograms are drawn where there is room.
    pub layout: Layout,
    /// Keys are for the screen: no command of `-c` waits for them.
    pub keys: bool,
}

/// The screen of a session.
pub struct Watch {
    choices: Choices,
    screen: Screen,
    since: Instant,
    /// What was printed since the screen was entered.
    log: Log,
}

impl Watch {
    /// Prepares a screen; from here on `wake` becomes readable on its other side when a frame is due, and `q` sets `ending`.
    pub fn new(choices: Choices, wake: UnixStream, ending: Arc<AtomicBool>) -> io::Result<Self> {
        Ok(Self {
            screen: Screen::new(choices.every, choices.keys, wake, ending)?,
            choices,
            since: Instant::now(),
            log: Log::default(),
        })
    }

    /// Takes the terminal.
    pub fn enter(&mut self) {
        self.since = Instant::now();
        self.screen.enter();
    }

    /// Whether a frame is due.
    pub fn is_due(&self) -> bool {
        self.screen.is_entered() && self.screen.is_due()
    }

    /// Where what is printed belongs now; `None` where that is the terminal itself.
    pub fn log(&mut self) -> Option<&mut Log> {
        self.screen.is_entered().then_some(&mut self.log)
    }

    /// Draws a frame.
    pub fn draw(&self, view: &View<'_>) {
        if !self.screen.is_entered() {
            return;
        }
        let (rows, columns) = screen::size();
        let frame = Frame {
            title: &self.choices.title,
            end: if self.screen.has_keys() {
                "q ends"
            } else {
                "Ctrl-C ends"
            },
            running: self.since.elapsed(),
            layout: self.choices.layout,
            rows,
            columns,
        };
        let text = screen::text(&frame.lines(view, &self.log));
        let mut output = io::stdout().lock();
        // Where the terminal is gone, a SIGHUP ends the session.
        let _ = output
            .write_all(text.as_bytes())
            .and_then(|()| output.flush());
    }

    /// Gives the terminal back, as it was; then the text that was printed meanwhile, and how many lines before it were not kept.
    pub fn leave(&mut self) -> (Vec<u8>, usize) {
        self.screen.leave();
        std::mem::take(&mut self.log).finish()
    }
}

/// Refuses what cannot be watched.
pub fn check(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.watch.is_none() {
        return Ok(());
    }
    let usage =
        |message: &str, help: &str| Err(Failure::Usage(message.to_owned(), Some(help.to_owned())));
    let dumb = std::env::var_os("TERM").is_none_or(|kind| kind.is_empty() || kind == "dumb");
    if !io::stdout().is_terminal() || dumb {
        let help = "for programs, `--metrics ADDRESS` serves the globals";
        return usage("`--watch` needs a terminal that can be drawn on", help);
    }
    if arguments.format == Format::Json && arguments.output.is_none() {
        let help = "`-o FILE` writes the objects to a file";
        return usage("`--watch` has no place for structured output", help);
    }
    Ok(())
}
