//! What is printed beside the prompt: one queue, in order, and never a wait for whoever prints.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use rustyline::ExternalPrinter;

/// Text that is printed at once, in bytes; more of it waits for the next time.
const AT_ONCE: usize = 64 << 10;
/// Texts in the queue from which on nobody should make more.
const MANY: usize = 256;
/// How long the prompt waits for what belongs above it.
const PATIENCE: Duration = Duration::from_millis(100);

enum Message {
    Text(String),
    /// Answered when everything before it is printed.
    Mark(SyncSender<()>),
}

/// The queue's end for those who print.
#[derive(Clone)]
pub struct Printer {
    queue: Sender<Message>,
    waiting: Arc<AtomicUsize>,
}

impl Printer {
    /// A queue that ends above the line being edited, or on standard output where no line is.
    pub fn new(terminal: Option<impl ExternalPrinter + Send + 'static>) -> Self {
        let (queue, messages) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let left = waiting.clone();
        match terminal {
            // While a line is edited, this waits until the editor has taken the text.
            Some(mut terminal) => thread::spawn(move || {
                pass_on(&messages, &left, |text| {
                    let _ = terminal.print(text);
                });
            }),
            None => thread::spawn(move || {
                pass_on(&messages, &left, |text| {
                    let mut output = std::io::stdout();
                    let _ = output.write_all(text.as_bytes());
                    let _ = output.flush();
                });
            }),
        };
        Self { queue, waiting }
    }

    /// Queues whole lines.
    pub fn print(&self, text: impl Into<String>) {
        let mut text = text.into();
        if text.is_empty() {
            return;
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        self.waiting.fetch_add(1, Ordering::Relaxed);
        // Nobody is left to read it where the queue is gone.
        let _ = self.queue.send(Message::Text(text));
    }

    /// Whether printing is slower than what comes.
    pub fn is_behind(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > MANY
    }

    /// Waits until everything is printed, but not for long: some of it may have to wait for the next prompt.
    pub fn settle(&self) {
        let (mark, passed) = mpsc::sync_channel(1);
        if self.queue.send(Message::Mark(mark)).is_ok() {
            let _ = passed.recv_timeout(PATIENCE);
        }
    }
}

fn pass_on(messages: &Receiver<Message>, waiting: &AtomicUsize, mut print: impl FnMut(String)) {
    while let Ok(message) = messages.recv() {
        let mut next = Some(message);
        while let Some(message) = next.take() {
            let mut text = match message {
                Message::Text(text) => text,
                Message::Mark(mark) => {
                    let _ = mark.try_send(());
                    continue;
                }
            };
            let mut count = 1;
            while text.len() < AT_ONCE {
                match messages.try_recv() {
                    Ok(Message::Text(more)) => {
                        text.push_str(&more);
                        count += 1;
                    }
                    Ok(mark) => {
                        next = Some(mark);
                        break;
                    }
                    Err(_) => break,
                }
            }
            print(text);
            waiting.fetch_sub(count, Ordering::Relaxed);
        }
    }
}
