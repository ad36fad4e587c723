//! The clock by which the kernel dates events, and how far the time of day is ahead of it.

use std::cell::Cell;
use std::fs;
use std::sync::OnceLock;

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
/// sets the time of day.
#[derive(Debug, Default)]
pub struct TimeOfDay {
    ahead: Cell<Option<i64>>,
    fixed: bool,
}

impl TimeOfDay {
    /// One that does not follow this machine's clock.
    pub fn fixed(ahead: i64) -> Self {
        Self {
            ahead: Cell::new(Some(ahead)),
            fixed: true,
        }
    }

    /// The offset.
    pub fn ahead(&self) -> i64 {
        self.ahead.get().unwrap_or_else(|| {
            let (ahead, _) = measure();
            self.ahead.set(Some(ahead));
            ahead
        })
    }

    /// Looks whether somebody has set the time of day.
    pub fn follow(&self) {
        if self.fixed {
            return;
        }
        let (now, certain) = measure();
        if certain && (now - self.ahead()).abs() > SET {
            self.ahead.set(Some(now));
        }
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

    fn now(time: &TimeOfDay) -> i64 {
        monotonic() + time.ahead()
    }

    #[test]
    fn the_time_of_day_is_the_monotonic_time_plus_the_offset() {
        let difference = nanoseconds(ClockId::CLOCK_REALTIME) - now(&TimeOfDay::default());
        assert!(difference.abs() < 1_000_000_000, "{difference}");
    }

    /// As if somebody had set the clock by an hour, and by what is no more than reading it takes.
    #[test]
    fn a_clock_that_is_set_is_followed() {
        let (measured, _) = std::iter::repeat_with(measure)
            .find(|(_, certain)| *certain)
            .expect("nothing comes in between at some time");
        for (off, followed) in [(HOUR, true), (-HOUR, true), (SET / 4, false)] {
            let time = TimeOfDay {
                ahead: Cell::new(Some(measured + off)),
                fixed: false,
            };
            // Where something comes in between each time, it is followed later.
            (0..1000).for_each(|_| time.follow());
            assert_eq!(time.ahead() != measured + off, followed, "{off}");
            assert!((time.ahead() - measured).abs() <= SET, "{off}");
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
