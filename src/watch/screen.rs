//! The terminal's alternate screen: entered and left, whatever ends the process; its keys, its size and its clock.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::{self, pipe};

use crate::host::{ENDING, INTERRUPTED};

/// The alternate screen, no cursor, and lines that end at the margin (`ctlseqs` of xterm).
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?7l";
/// The opposite.
const LEAVE: &[u8] = b"\x1b[?7h\x1b[?25h\x1b[?1049l";
/// Where the terminal does not tell its size.
const USUAL: (usize, usize) = (24, 80);

/// The terminal, taken or not.
pub struct Screen {
    modes: Arc<Modes>,
    due: Arc<AtomicBool>,
    /// Asks for a frame.
    redraw: UnixStream,
}

/// What is to be restored.
struct Modes {
    /// How the terminal reads lines; `None` where no key can be read.
    before: Option<Termios>,
    entered: AtomicBool,
}

impl Modes {
    /// Gives the terminal back; without locks, for it must not wait for whoever draws.
    fn restore(&self) {
        if self.entered.swap(false, Ordering::Relaxed) {
            // Nothing can be done where the terminal is gone.
            let _ = rustix::io::write(io::stdout(), LEAVE);
            if let Some(before) = &self.before {
                let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
            }
        }
    }
}

impl Screen {
    /// A screen that is not entered yet. Its thread sees to clock, size and keys; a second signal that ends the session ends the
    /// process, and a panic restores the terminal before it is told.
    pub fn new(
        every: Duration,
        keys: bool,
        wake: UnixStream,
        ending: Arc<AtomicBool>,
    ) -> io::Result<Self> {
        let before = if keys && io::stdin().is_terminal() {
            tcgetattr(io::stdin()).ok()
        } else {
            None
        };
        let modes = Arc::new(Modes {
            before,
            entered: AtomicBool::new(false),
        });
        let due = Arc::new(AtomicBool::new(false));
        let (ended, ends) = UnixStream::pair()?;
        for signal in ENDING {
            pipe::register(signal, ends.try_clone()?)?;
        }
        let (resized, redraw) = UnixStream::pair()?;
        pipe::register(SIGWINCH, redraw.try_clone()?)?;
        resized.set_nonblocking(true)?;
        let attendant = Attendant {
            modes: modes.clone(),
            due: due.clone(),
            every,
            wake,
            ending,
            ended,
            resized,
        };
        thread::Builder::new()
            .name("screen".to_owned())
            .spawn(move || attendant.run())?;
        let restored = modes.clone();
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restored.restore();
            told(panic);
        }));
        Ok(Self { modes, due, redraw })
    }

    /// Takes the terminal. Keys come one by one and unseen; Ctrl-C stays, but nothing stops the process: the kernel would lose events.
    pub fn enter(&mut self) {
        self.modes.entered.store(true, Ordering::Relaxed);
        if let Some(before) = &self.modes.before {
            let mut modes = before.clone();
            modes
                .local_modes
                .remove(LocalModes::ICANON | LocalModes::ECHO);
            modes.special_codes[SpecialCodeIndex::VSUSP] = 0;
            // Without keys there still is Ctrl-C.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
        }
        let mut output = io::stdout().lock();
        let _ = output.write_all(ENTER).and_then(|()| output.flush());
        // The thread looks at keys from now on.
        let _ = self.redraw.write_all(b"r");
    }

    /// Whether keys are read.
    pub fn has_keys(&self) -> bool {
        self.modes.before.is_some()
    }

    /// Whether it is entered.
    pub fn is_entered(&self) -> bool {
        self.modes.entered.load(Ordering::Relaxed)
    }

    /// Whether a frame is due.
    pub fn is_due(&self) -> bool {
        self.due.swap(false, Ordering::Relaxed)
    }

    /// Gives the terminal back.
    pub fn leave(&self) {
        self.modes.restore();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The screen's thread.
struct Attendant {
    modes: Arc<Modes>,
    due: Arc<AtomicBool>,
    every: Duration,
    wake: UnixStream,
    ending: Arc<AtomicBool>,
    /// A byte for each signal that ends the session.
    ended: UnixStream,
    /// A byte for each change of size, and when the screen is entered.
    resized: UnixStream,
}

impl Attendant {
    fn run(mut self) {
        let mut signals = 0;
        let mut keys = self.modes.before.is_some();
        let mut next = Instant::now();
        loop {
            if Instant::now() >= next {
                next = Instant::now() + self.every;
                self.ask();
            }
            let [ended, resized, key] = self.wait(next, keys);
            if ended {
                let mut bytes = [0; 16];
                signals += self.ended.read(&mut bytes).unwrap_or(0);
            }
            if signals > 1 {
                self.modes.restore();
                low_level::exit(INTERRUPTED);
            }
            if resized {
                let mut bytes = [0; 16];
                while self.resized.read(&mut bytes).is_ok_and(|read| read > 0) {}
                self.ask();
            }
            if key && self.modes.entered.load(Ordering::Relaxed) {
                keys = self.read_keys();
            }
        }
    }

    /// Waits until the time, or until one of these can be read: a signal, a change of size, a key.
    fn wait(&self, until: Instant, keys: bool) -> [bool; 3] {
        let left = until.saturating_duration_since(Instant::now());
        let left = left.as_millis() + 1;
        let timeout = PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX);
        let input = io::stdin();
        let readable = |descriptor| PollFd::new(descriptor, PollFlags::POLLIN);
        let mut all: Vec<PollFd<'_>> = [self.ended.as_fd(), self.resized.as_fd()]
            .into_iter()
            .chain(self.key_descriptor(&input, keys))
            .map(readable)
            .collect();
        // An interrupted wait is none.
        let _ = poll(&mut all, timeout);
        let mut is_readable = all.iter().map(|fd| fd.any().unwrap_or(false));
        [(); 3].map(|()| is_readable.next().unwrap_or(false))
    }

    /// Standard input, while its keys are ours.
    fn key_descriptor<'i>(&self, input: &'i io::Stdin, keys: bool) -> Option<BorrowedFd<'i>> {
        (keys && self.modes.entered.load(Ordering::Relaxed)).then(|| input.as_fd())
    }

    /// Tells whether there may be more keys.
    fn read_keys(&mut self) -> bool {
        let mut bytes = [0; 64];
        let read = rustix::io::read(io::stdin(), &mut bytes).unwrap_or(0);
        if bytes[..read].contains(&b'q') {
            self.ending.store(true, Ordering::Relaxed);
            self.wake();
        }
        read > 0
    }

    /// Asks the session for a frame, unless it is asked already.
    fn ask(&mut self) {
        if !self.due.swap(true, Ordering::Relaxed) {
            self.wake();
        }
    }

    fn wake(&mut self) {
        // The session is over where nobody reads it.
        let _ = self.wake.write_all(b"w");
    }
}

/// The rows and columns of the terminal.
pub fn size() -> (usize, usize) {
    match tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_row > 0 && size.ws_col > 0 => {
            (usize::from(size.ws_row), usize::from(size.ws_col))
        }
        _ => USUAL,
    }
}

/// What draws these lines over those that are there; the first one is a head line.
pub fn text(lines: &[String]) -> String {
    let mut text = "\x1b[H".to_owned();
    for (row, line) in lines.iter().enumerate() {
        let (before, behind) = match row {
            0 => ("\x1b[7m", "\x1b[0m"),
            _ => ("\r\n", ""),
        };
        text.extend([before, line, behind, "\x1b[K"]);
    }
    text + "\x1b[J"
}
