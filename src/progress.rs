//! How far a recording has been replayed, as a line on standard error that comes where it takes long, makes room for all that is printed
//! and is gone at the end.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::termios::tcgetwinsize;
use sigscript_runtime::replay::Progress;

/// A replay that is shorter shows nothing.
const DELAY: Duration = Duration::from_secs(1);

/// Goes to the start of a terminal's line and empties it (ECMA-48, EL).
const ERASE: &str = "\r\u{1b}[K";

/// The line.
pub struct ProgressLine {
    progress: Arc<Progress>,
    since: Instant,
    shown: bool,
}

impl ProgressLine {
    /// Of a replay that begins now.
    pub fn of(progress: Arc<Progress>) -> Self {
        Self {
            progress,
            since: Instant::now(),
            shown: false,
        }
    }

    /// Shows how far it is.
    pub fn show(&mut self) {
        let elapsed = self.since.elapsed();
        if elapsed < DELAY {
            return;
        }
        let mut line = told(self.progress.done(), self.progress.total(), elapsed);
        // A line that is broken by the terminal could not be erased. Not every terminal knows its size.
        if let Ok(size) = tcgetwinsize(io::stderr())
            && size.ws_col > 0
        {
            line.truncate(usize::from(size.ws_col) - 1);
        }
        self.shown = write(&format!("{ERASE}{line}"));
    }

    /// Takes the line away until it is shown again.
    pub fn hide(&mut self) {
        if self.shown {
            self.shown = !write(ERASE);
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.hide();
    }
}

/// What there is to say, in ASCII.
fn told(done: u64, total: u64, elapsed: Duration) -> String {
    // A file that has grown has more than it had.
    let done = done.min(total);
    let percent = (u128::from(done) * 100).checked_div(total.into());
    let left = elapsed.as_millis() * u128::from(total - done) / u128::from(done.max(1));
    format!(
        "replayed {} % of {} MiB, {} s left",
        percent.unwrap_or(0),
        total >> 20,
        left / 1000
    )
}

/// Writes to the terminal; tells whether it could.
fn write(text: &str) -> bool {
    let mut terminal = io::stderr().lock();
    let written = terminal.write_all(text.as_bytes());
    written.and_then(|()| terminal.flush()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left() {
        let second = Duration::from_secs(1);
        let of = |done, total| told(done, total, 3 * second);
        assert_eq!(of(1 << 30, 4 << 30), "replayed 25 % of 4096 MiB, 9 s left");
        assert_eq!(of(7 << 20, 5 << 20), "replayed 100 % of 5 MiB, 0 s left");
        assert_eq!(of(0, 0)[..12], *"replayed 0 %");
    }
}
