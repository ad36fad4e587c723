//! The host of an entry's session: whole lines go to the prompt's printer.

use std::cell::RefCell;
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::rc::Rc;

use sigscript_runtime::session::{Attention, Host};

use super::printer::Printer;
use crate::host::shell;

/// What was printed behind the last line break.
pub type Tail = Rc<RefCell<Vec<u8>>>;

/// The host of one entry.
pub struct EntryHost {
    printer: Printer,
    tail: Tail,
    wake: Rc<UnixStream>,
    quiet: bool,
}

impl EntryHost {
    /// A host whose last unfinished line is left in `tail`.
    pub fn new(printer: Printer, tail: Tail, wake: Rc<UnixStream>, quiet: bool) -> Self {
        Self {
            printer,
            tail,
            wake,
            quiet,
        }
    }
}

/// Prints what has no line break behind it.
pub fn end_line(tail: &Tail, printer: &Printer) {
    let rest = tail.take();
    printer.print(String::from_utf8_lossy(&rest));
}

impl Host for EntryHost {
    fn print(&mut self, text: &[u8]) -> io::Result<()> {
        let mut tail = self.tail.borrow_mut();
        tail.extend_from_slice(text);
        if let Some(end) = tail.iter().rposition(|byte| *byte == b'\n') {
            let rest = tail.split_off(end + 1);
            let lines = std::mem::replace(&mut *tail, rest);
            self.printer.print(String::from_utf8_lossy(&lines));
        }
        Ok(())
    }

    fn warn(&mut self, message: &[u8]) {
        if !self.quiet {
            let message = String::from_utf8_lossy(message);
            self.printer.print(format!("WARNING: {message}"));
        }
    }

    fn note(&mut self, line: &str) {
        self.printer.print(line.to_owned());
    }

    fn execute(&mut self, command: &[u8]) {
        match shell(command).output() {
            Ok(output) => {
                for text in [output.stdout, output.stderr] {
                    self.printer.print(String::from_utf8_lossy(&text));
                }
            }
            Err(error) => {
                self.warn(format!("`system()` cannot run its command: {error}").as_bytes());
            }
        }
    }

    fn started(&mut self) {}

    fn descriptor(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }

    fn attend(&mut self) -> Attention {
        Attention::None
    }
}
