//! Stopwatches by name. Times are nanoseconds of the event, handed in by the library's functions around these.

use std::collections::HashMap;

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// Starts a stopwatch, or lets a stopped one go on: what `start_stopwatch` is made of.
    impure fn __start_stopwatch(name: String, now: Long) { world.stopwatches.entry(name).start(now); }

    /// Stops a stopwatch: what `stop_stopwatch` is made of.
    impure fn __stop_stopwatch(name: String, now: Long) { world.stopwatches.entry(name).stop(now); }

    /// The nanoseconds that a stopwatch ran: what `read_stopwatch_ns` and its like are made of.
    impure fn __read_stopwatch(name: String, now: Long) -> Long { world.stopwatches.entry(name).read(now) }

    /// Removes a stopwatch.
    impure fn delete_stopwatch(name: String) { world.stopwatches.by_name.remove(name); }
}

/// Every stopwatch.
#[derive(Debug, Default)]
pub(crate) struct Stopwatches {
    by_name: HashMap<Text, Stopwatch>,
}

impl Stopwatches {
    fn entry(&mut self, name: &Text) -> &mut Stopwatch {
        self.by_name.entry(name.clone()).or_default()
    }
}

#[derive(Debug, Default)]
struct Stopwatch {
    running_since: Option<i64>,
    elapsed: i64,
}

impl Stopwatch {
    fn start(&mut self, now: i64) {
        self.running_since.get_or_insert(now);
    }

    fn stop(&mut self, now: i64) {
        self.elapsed = self.read(now);
        self.running_since = None;
    }

    fn read(&self, now: i64) -> i64 {
        self.running_since.map_or(self.elapsed, |since| {
            self.elapsed.wrapping_add(now.wrapping_sub(since))
        })
    }
}
