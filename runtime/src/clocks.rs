//! The clock by which the kernel dates events, and how far the time of day is ahead of it.

use std::fs;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

use nix::time::{ClockId, clock_gettime};

/// A time of day that moves by so many nanoseconds against the other clock was set; by less, it was read in between.
const SET: i64 = 1_000_000;
/// Reading the clocks takes no longer than this, in nanoseconds, unless something came in between.
const READ: i64 = 100_000;
/// How often they are read then.
const TRIES: u32 = 3;

/// A clock's time, in nanoseconds; 0 for a clock that does not exist.
pub fn nanoseconds(clock: ClockId) -> i64 {
    clock_gettime(clock).map_or(0, |time| time.tv_sec() * 1_000_000_000 + time.tv_nsec())
}

/// `CLOCK_MONOTONIC` as the kernel has it, in nanoseconds. A process may live in a namespace where it is another
/// (`time_namespaces(7)`); events do not.
pub fn monotonic() -> i64 {
    static AHEAD: OnceLock<i64> = OnceLock::new();
    let ahead = AHEAD.get_or_init(|| {
        // Kernels before 5.6 have no such namespaces.
        let offsets = fs::read_to_string("/proc/self/timens_offsets").unwrap_or_default();
        ahead(&offsets).unwrap_or(0)
    });
    nanoseconds(ClockId::CLOCK_MONOTONIC) - ahead
}

/// How far this namespace's clock is ahead: the seconds and nanoseconds of `monotonic  100000  0`.
fn ahead(offsets: &str) -> Option<i64> {
    let mut lines = offsets.lines();
    let line = lines.find_map(|line| line.strip_prefix("monotonic"))?;
    let mut numbers = line.split_ascii_whitespace().map(str::parse::<i64>);
    let (seconds, nanoseconds) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(seconds * 1_000_000_000 + nanoseconds)
}

/// How far the time of day is ahead of [`monotonic`], in nanoseconds. It stays the same, so that times can be compared, until somebody
/// sets the time of day; and it is the same for all of this process, the kernel's programs included.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeOfDay {
    /// That of a recording.
    fixed: Option<i64>,
}

impl TimeOfDay {
    /// One that does not follow this machine's clock.
    pub fn fixed(ahead: i64) -> Self {
        Self { fixed: Some(ahead) }
    }

    /// The offset.
    pub fn ahead(self) -> i64 {
        self.fixed
            .unwrap_or_else(|| shared().load(Ordering::Relaxed))
    }

    /// Looks whether somebody has set the time of day.
    pub fn follow(self) {
        if self.fixed.is_none() {
            let ahead = shared();
            ahead.store(followed(ahead.load(Ordering::Relaxed)), Ordering::Relaxed);
        }
    }
}

fn shared() -> &'static AtomicI64 {
    static AHEAD: OnceLock<AtomicI64> = OnceLock::new();
    AHEAD.get_or_init(|| measure().0.into())
}

/// The offset, where it was this one before.
fn followed(before: i64) -> i64 {
    let (now, certain) = measure();
    if certain && (now - before).abs() > SET {
        now
    } else {
        before
    }
}

/// The offset at this moment, and whether it is certain that nothing came in between.
fn measure() -> (i64, bool) {
    let mut ahead = 0;
    for _ in 0..TRIES {
        let before = monotonic();
        let real = nanoseconds(ClockId::CLOCK_REALTIME);
        let took = monotonic() - before;
        ahead = real - before - took / 2;
        if took < READ {
            return (ahead, true);
        }
    }
    (ahead, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000_000_000;

    #[test]
    fn the_time_of_day_is_the_monotonic_time_plus_the_offset() {
        let now = monotonic() + TimeOfDay::default().ahead();
        let difference = nanoseconds(ClockId::CLOCK_REALTIME) - now;
        assert!(difference.abs() < 1_000_000_000, "{difference}");
    }

    /// As if somebody had set the clock by an hour, and by what is no more than reading it takes.
    #[test]
    fn a_clock_that_is_set_is_followed() {
        let (measured, _) = std::iter::repeat_with(measure)
            .find(|(_, certain)| *certain)
            .expect("nothing comes in between at some time");
        for (off, followed) in [(HOUR, true), (-HOUR, true), (SET / 4, false)] {
            // Where something comes in between each time, it is followed later.
            let ahead = (0..1000).fold(measured + off, |ahead, _| super::followed(ahead));
            assert_eq!(ahead != measured + off, followed, "{off}");
            assert!((ahead - measured).abs() <= SET, "{off}");
        }
    }

    #[test]
    fn that_of_a_recording_is_not() {
        let time = TimeOfDay::fixed(7);
        time.follow();
        assert_eq!(time.ahead(), 7);
    }

    #[test]
    fn offsets_of_a_namespace() {
        let offsets = "monotonic          -5        7\nboottime           1         0\n";
        assert_eq!(ahead(offsets), Some(-4_999_999_993));
        assert_eq!(ahead("boottime           1         0\n"), None);
        assert_eq!(ahead("monotonic"), None);
    }
}
