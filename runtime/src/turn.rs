//! How long a backend hands out events before timers, signals and whoever else waits get their turn.
//!
//! A time, not a number: the handlers of one script take a thousand times longer than those of another.

use std::time::{Duration, Instant};

/// A Ctrl-C waits for no longer than this and the end of one handler or some.
const LENGTH: Duration = Duration::from_millis(50);
/// How many events pass between two looks at the clock.
const LOOK_EVERY: u32 = 64;

/// A turn that has begun.
pub struct Turn {
    start: Instant,
    passed: u32,
}

impl Turn {
    /// Begins now.
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
            passed: 0,
        }
    }

    /// One more event has passed; tells whether that was the last of this turn.
    pub fn is_over(&mut self) -> bool {
        self.passed += 1;
        self.passed.is_multiple_of(LOOK_EVERY) && self.start.elapsed() >= LENGTH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_ends_by_the_clock() {
        let mut turn = Turn::new();
        std::thread::sleep(LENGTH);
        assert!((1..LOOK_EVERY).all(|_| !turn.is_over()));
        assert!(turn.is_over());
        turn.start = Instant::now() + LENGTH;
        assert!((0..10 * LOOK_EVERY).all(|_| !turn.is_over()));
    }
}
