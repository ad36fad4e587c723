//! A program with four busy threads that notes every signal it gets, as the test program itself: lines of input are answered by what came.

use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::thread;

use nix::libc::{self, c_int, c_void, siginfo_t};

/// The first argument of the test program that makes it this one.
pub const ARGUMENT: &str = "busy";
/// How many threads work.
pub const THREADS: usize = 4;
/// Signal `SIGRTMIN + n` for `n` below [`THREADS`] goes to one thread, so that its order can be told; the one above goes to any.
pub const NUMBERS: usize = THREADS + 1;

/// How many real-time signals came.
static RECEIVED: AtomicU64 = AtomicU64::new(0);
/// How many of them had no higher value than the one before of the same number.
static DISORDERED: AtomicU64 = AtomicU64::new(0);
/// The sum of their values.
static SUM: AtomicI64 = AtomicI64::new(0);
/// By number: the last value, and 1.
static LAST: [AtomicU64; THREADS] = [const { AtomicU64::new(0) }; THREADS];
/// How many SIGUSR1 came.
static STANDARD: AtomicU64 = AtomicU64::new(0);
/// How much was worked.
static WORK: AtomicU64 = AtomicU64::new(0);

/// Notes a real-time signal.
extern "C" fn note(number: c_int, information: *mut siginfo_t, _context: *mut c_void) {
    // SAFETY: with SA_SIGINFO the kernel passes a siginfo that is valid while the handler runs; all are sent by sigqueue(3).
    let value = unsafe { (*information).si_value().sival_ptr } as u64 & 0xffff_ffff;
    SUM.fetch_add(value.cast_signed(), Ordering::Relaxed);
    let number = number - libc::SIGRTMIN();
    if let Some(last) = LAST.get(number as usize) {
        let before = last.swap(value + 1, Ordering::Relaxed);
        DISORDERED.fetch_add(u64::from(before > value), Ordering::Relaxed);
    }
    RECEIVED.fetch_add(1, Ordering::Relaxed);
}

/// Notes a standard signal.
extern "C" fn note_standard(_: c_int, _: *mut siginfo_t, _: *mut c_void) {
    STANDARD.fetch_add(1, Ordering::Relaxed);
}

type Handler = extern "C" fn(c_int, *mut siginfo_t, *mut c_void);

fn handle(signal: c_int, handler: Handler) {
    // SAFETY: zeroes are a valid action without flags; the handlers do nothing but atomic operations.
    let answer = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_RESTART;
        libc::sigaction(signal, &raw const action, std::ptr::null_mut())
    };
    assert_eq!(answer, 0, "signal {signal}");
}

/// Blocks or opens signals for this thread.
fn mask(how: c_int, signals: &[c_int]) {
    // SAFETY: the set is made before it is read.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        for &signal in signals {
            libc::sigaddset(&raw mut set, signal);
        }
        libc::pthread_sigmask(how, &raw const set, std::ptr::null_mut());
    }
}

fn work(thread: usize) {
    let first = libc::SIGRTMIN();
    let own = [
        first + thread as c_int,
        first + THREADS as c_int,
        libc::SIGUSR1,
    ];
    mask(libc::SIG_UNBLOCK, &own);
    let mut number = thread as u64;
    loop {
        for _ in 0..1000 {
            number = black_box(number.wrapping_mul(31).wrapping_add(7));
        }
        WORK.fetch_add(1, Ordering::Relaxed);
        // Signals reach a thread at its system calls, too. One that gives up its processor would wait for whoever else works here.
        nix::unistd::getppid();
    }
}

/// Is the program.
pub fn run() {
    let first = libc::SIGRTMIN();
    let mut signals: Vec<c_int> = (first..).take(NUMBERS).collect();
    signals.iter().for_each(|&signal| handle(signal, note));
    handle(libc::SIGUSR1, note_standard);
    signals.push(libc::SIGUSR1);
    // The threads inherit it; the first one never takes a signal.
    mask(libc::SIG_BLOCK, &signals);
    for number in 0..THREADS {
        thread::spawn(move || work(number));
    }
    println!("pid: {}", std::process::id());
    for line in io::stdin().lock().lines() {
        drop(line.expect("the test writes lines"));
        println!("report: {}", report());
        io::stdout().flush().expect("the test reads");
    }
}

/// All that came so far, as [`Report`] reads it.
fn report() -> String {
    let counts =
        [&RECEIVED, &DISORDERED, &STANDARD, &WORK].map(|count| count.load(Ordering::Relaxed));
    let sum = SUM.load(Ordering::Relaxed);
    format!(
        "{} {} {} {} {sum}",
        counts[0], counts[1], counts[2], counts[3]
    )
}

/// What came so far.
#[derive(Debug, Default)]
pub struct Report {
    pub received: u64,
    pub disordered: u64,
    pub standard: u64,
    pub work: u64,
    pub sum: u64,
}

impl Report {
    pub fn parse(text: &str) -> Self {
        let words = text.split(' ').map(str::parse);
        let numbers: Result<Vec<u64>, _> = words.collect();
        let [received, disordered, standard, work, sum] = numbers.expect("they are numbers")[..]
        else {
            panic!("{text}");
        };
        Self {
            received,
            disordered,
            standard,
            work,
            sum,
        }
    }
}
