//! A siginfo as `PTRACE_GETSIGINFO` gives it: which of its fields mean something (sigaction(2); the kernel's `siginfo_layout`).

/// The kernel's 128 bytes.
#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct Siginfo {
    bytes: [u8; 128],
}

impl Default for Siginfo {
    fn default() -> Self {
        Self { bytes: [0; 128] }
    }
}

/// Where the union begins: it is aligned as a pointer.
const UNION: usize = if size_of::<usize>() == 8 { 16 } else { 12 };

/// What the union holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// kill(2), tgkill(2): who sent it.
    Sender,
    /// sigqueue(3), a message queue: who sent it, and a value.
    Queue,
    /// A POSIX timer: a value.
    Timer,
    /// A child: who, and its status.
    Child,
    /// A fault: where.
    Fault,
    /// Nothing that is of use here.
    Other,
}

impl Siginfo {
    fn word(&self, offset: usize) -> i32 {
        let mut word = [0; 4];
        word.copy_from_slice(&self.bytes[offset..offset + 4]);
        i32::from_ne_bytes(word)
    }

    fn pointer(&self, offset: usize) -> i64 {
        let mut word = [0; size_of::<usize>()];
        word.copy_from_slice(&self.bytes[offset..offset + size_of::<usize>()]);
        usize::from_ne_bytes(word) as i64
    }

    /// The signal's number.
    pub fn signal(&self) -> i32 {
        self.word(0)
    }

    /// `si_errno`
    pub fn errno(&self) -> i32 {
        self.word(4)
    }

    /// `si_code`
    pub fn code(&self) -> i32 {
        self.word(8)
    }

    /// What waitid(2) found: whose it is; 0 where it found nothing.
    pub fn pid(&self) -> i32 {
        self.word(UNION)
    }

    /// What waitid(2) found: the exit status or signal.
    pub fn wait_status(&self) -> i32 {
        self.word(UNION + 8)
    }

    fn layout(&self) -> Layout {
        match (self.code(), self.signal()) {
            (libc::SI_USER | libc::SI_TKILL, _) => Layout::Sender,
            (libc::SI_QUEUE | libc::SI_MESGQ, _) => Layout::Queue,
            (libc::SI_TIMER, _) => Layout::Timer,
            (1..=6, libc::SIGCHLD) => Layout::Child,
            // An `si_code` of its own; SI_KERNEL, 128, is none.
            (
                1..=127,
                libc::SIGILL | libc::SIGFPE | libc::SIGSEGV | libc::SIGBUS | libc::SIGTRAP,
            ) => Layout::Fault,
            // Whatever else a process makes up is laid out as sigqueue(3) does.
            (..0, _) if self.code() != libc::SI_SIGIO && self.code() != libc::SI_ASYNCNL => {
                Layout::Queue
            }
            _ => Layout::Other,
        }
    }

    /// The sender's process and user id, where a process sent it. As process id 0 stands for one that the receiver cannot see.
    pub fn sender(&self) -> Option<(i32, u32)> {
        match self.layout() {
            Layout::Sender | Layout::Queue | Layout::Child => {
                Some((self.word(UNION), self.word(UNION + 4).cast_unsigned()))
            }
            _ => None,
        }
    }

    /// `si_value`, as a number: what sigqueue(3) or a timer sends along; else 0.
    pub fn value(&self) -> i32 {
        match self.layout() {
            Layout::Queue | Layout::Timer => self.word(UNION + 8),
            _ => 0,
        }
    }

    /// The address of a fault; else 0.
    pub fn address(&self) -> i64 {
        if self.layout() == Layout::Fault {
            self.pointer(UNION)
        } else {
            0
        }
    }

    /// The status of a child; else 0.
    pub fn status(&self) -> i32 {
        if self.layout() == Layout::Child {
            self.word(UNION + 8)
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn siginfo(signal: i32, code: i32, union: [i32; 3]) -> Siginfo {
        let mut information = Siginfo::default();
        let mut put = |offset: usize, word: i32| {
            information.bytes[offset..offset + 4].copy_from_slice(&word.to_ne_bytes());
        };
        put(0, signal);
        put(8, code);
        for (index, word) in union.into_iter().enumerate() {
            put(UNION + 4 * index, word);
        }
        information
    }

    #[test]
    fn fields_mean_something_where_the_code_says_so() {
        let sent = siginfo(libc::SIGTERM, libc::SI_USER, [12, 1000, 7]);
        assert_eq!(sent.sender(), Some((12, 1000)));
        assert_eq!((sent.value(), sent.address(), sent.status()), (0, 0, 0));
        let queued = siginfo(libc::SIGUSR1, libc::SI_QUEUE, [12, 1000, 7]);
        assert_eq!((queued.sender(), queued.value()), (Some((12, 1000)), 7));
        let timer = siginfo(libc::SIGALRM, libc::SI_TIMER, [3, 0, 7]);
        assert_eq!((timer.sender(), timer.value()), (None, 7));
        let child = siginfo(libc::SIGCHLD, 1, [12, 1000, 7]);
        assert_eq!((child.sender(), child.status()), (Some((12, 1000)), 7));
        let fault = siginfo(libc::SIGSEGV, 1, [16, 0, 0]);
        assert_eq!((fault.sender(), fault.address()), (None, 16));
        let kernel = siginfo(libc::SIGALRM, 128, [0, 0, 0]);
        assert_eq!(kernel.sender(), None);
    }
}
