//! What a running handler can reach beside its event and the globals. The session owns it and takes the buffers.

use std::cell::OnceCell;
use std::collections::HashSet;

use jiff::tz::TimeZone;
use sigscript_compiler::plan::Plan;

use crate::builtins::{
    self, groups::Names, indentation::Indentation, matches::Matched, queues::Queues,
    stopwatches::Stopwatches, tokenize::Tokens,
};
use crate::clocks::TimeOfDay;
use crate::json::Prints;
use crate::statistics::Layout;
use crate::symbols::Symbols;
use crate::text::Text;
use crate::threads::Threads;

/// Everything outside that handlers read and change.
#[derive(Debug)]
pub struct World {
    /// What was printed and not yet flushed.
    pub output: Vec<u8>,
    /// For structured output: what prints of the running handler were made of.
    pub prints: Option<Prints>,
    /// What `warn()` was told.
    pub warnings: Warnings,
    /// `exit()` was called: no further probe begins but `end`.
    pub exit: bool,
    /// `target()`: the process of `-x` or `-c`; 0 without.
    pub target: i64,
    /// Captured text is shown on a terminal: control characters in it are escaped as it is captured.
    pub escape: bool,
    /// How histograms are drawn.
    pub layout: Layout,
    /// What `system()` was given, each with how much of the output comes before it.
    pub commands: Vec<(usize, Text)>,
    /// The names of the running probe.
    pub probe: ProbeNames,
    /// The zone of `tz_ctime()` and its like, looked up when the first of them is called.
    zone: OnceCell<TimeZone>,
    /// Where `randint()` draws from.
    pub random: fastrand::Rng,
    /// What `tokenize()` has yet to return.
    pub(crate) tokens: Tokens,
    /// What the running handler's last `=~` matched.
    pub(crate) matched: Matched,
    pub(crate) indentation: Indentation,
    pub(crate) stopwatches: Stopwatches,
    pub(crate) queues: Queues,
    pub(crate) names: Names,
    /// What addresses are called.
    pub(crate) symbols: Symbols,
    /// The threads that the backend knows; empty where it keeps no table.
    pub threads: Threads,
    time_of_day: TimeOfDay,
}

/// What `pp()` and `pn()` say of a probe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProbeNames {
    /// The concrete point: `kernel.trace("signal:signal_generate")`.
    pub point: Text,
    /// The point as the script names it: `signal.send`.
    pub name: Text,
}

impl Default for World {
    fn default() -> Self {
        Self {
            output: Vec::new(),
            prints: None,
            warnings: Warnings::default(),
            exit: false,
            target: 0,
            escape: false,
            layout: Layout::default(),
            commands: Vec::new(),
            probe: ProbeNames::default(),
            zone: OnceCell::new(),
            random: fastrand::Rng::new(),
            tokens: Tokens::default(),
            matched: Matched::default(),
            indentation: Indentation::default(),
            stopwatches: Stopwatches::default(),
            queues: Queues::default(),
            names: Names::default(),
            symbols: Symbols::default(),
            threads: Threads::default(),
            time_of_day: TimeOfDay::default(),
        }
    }
}

impl World {
    /// Reads what a plan's handlers would otherwise have to wait for: the names of the kernel's functions. To be done before its
    /// probes are attached.
    pub fn prepare(&mut self, plan: &Plan) {
        if builtins::names_kernel(plan) {
            self.symbols.read_kernel();
        }
    }

    /// The local time zone, from `TZ` or `/etc/localtime`; without, it is UTC.
    pub fn zone(&self) -> &TimeZone {
        self.zone.get_or_init(TimeZone::system)
    }

    /// Takes another zone than the local one.
    pub fn set_zone(&mut self, zone: TimeZone) {
        self.zone = OnceCell::from(zone);
    }

    /// Takes another offset than this machine's from the clock of events to the time of day, in nanoseconds.
    pub fn set_realtime_offset(&mut self, offset: i64) {
        self.time_of_day = TimeOfDay::fixed(offset);
    }

    /// Nanoseconds from `CLOCK_MONOTONIC` to `CLOCK_REALTIME`: the same all the time, so that times of one session can be compared,
    /// unless somebody sets the time of day.
    pub fn realtime_offset(&self) -> i64 {
        self.time_of_day.ahead()
    }

    /// Looks whether somebody has set the time of day.
    pub(crate) fn follow_clock(&self) {
        self.time_of_day.follow();
    }
}

/// The messages of `warn()`, each told once.
#[derive(Debug, Default)]
pub struct Warnings {
    told: HashSet<Text>,
    waiting: Vec<Text>,
}

impl Warnings {
    /// Queues `message` unless it was queued before.
    pub fn push(&mut self, message: Text) {
        if self.told.insert(message.clone()) {
            self.waiting.push(message);
        }
    }

    /// Takes what was queued since the last time.
    pub fn take(&mut self) -> Vec<Text> {
        std::mem::take(&mut self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_told_once() {
        let mut warnings = Warnings::default();
        warnings.push(Text::from(b"careful"));
        warnings.push(Text::from(b"careful"));
        assert_eq!(warnings.take(), [Text::from(b"careful")]);
        warnings.push(Text::from(b"careful"));
        assert!(warnings.take().is_empty());
    }
}
