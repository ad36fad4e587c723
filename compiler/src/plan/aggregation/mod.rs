//! What may be counted where events happen: updates of globals that no other event looks at.
//!
//! A handler that, behind its filter, only adds to globals does so in any order with the same result. Its events need not be delivered
//! one by one: the backend counts them by the captures that the keys are made of, and the session makes the updates from the counts
//! before anybody looks at the globals.

mod candidates;
mod updates;

use sigscript_grammar::Span;

use crate::plan::code::Code;
use crate::plan::{Capture, Read};

pub(crate) use candidates::{Candidate, choose};
pub(crate) use updates::{Found, Updates, update};

/// The most captures by which events of one probe are told apart.
pub const MAX_COUNTED_BY: usize = 8;
/// The most different numbers that one probe adds up.
pub const MAX_AMOUNTS: usize = 4;
/// The most buckets of a histogram that is counted where events happen.
pub const MAX_BUCKETS: u64 = 1024;
/// Text longer than this, in bytes, is not counted by; its event is delivered instead.
pub const MAX_COUNTED_TEXT: u16 = 64;
/// Counts are read by stopping the counting for a moment, some milliseconds: a timer with a shorter period than this, in nanoseconds,
/// looks at globals whose events are delivered.
pub(crate) const MIN_PERIOD: u64 = 20_000_000;

/// The updates that a handler consists of. The handler itself does the same for one event: a backend that ignores this is slow,
/// never wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aggregation {
    /// The captures that the keys of all updates are made of, by their indices in [`super::Plan::captures`]: events among which these
    /// are equal are counted together.
    pub by: Vec<usize>,
    /// What is done for each event, in order.
    pub updates: Vec<Update>,
    /// The updates as text, for the plan's text form.
    pub listing: Vec<String>,
}

/// One update of a global, or of an element.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// Its index in [`super::Plan::globals`]: a number, a statistic, or an array of either, which is added to.
    pub global: u16,
    /// Leaves the element's keys in the first registers, numbers and strings each in order; makes no captures but [`Aggregation::by`].
    pub keys: Code,
    /// What is added.
    pub amount: Amount,
    /// Where it stands in the script.
    pub span: Span,
}

/// What an update adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// The same number for each event.
    Constant(i64),
    /// A captured number, by its index in [`super::Plan::captures`].
    Capture(usize),
}

/// Whether events can be counted by a capture: it is a number, or text whose length has a bound or is found out at the event.
#[must_use]
pub fn is_countable(capture: &Capture) -> bool {
    capture.load.as_ref().is_some_and(|load| match load.read {
        Read::Integer { .. }
        | Read::Target { .. }
        | Read::KernelString
        | Read::UserString
        | Read::LocatedText
        | Read::RelativeText => true,
        Read::Text { size } => size <= MAX_COUNTED_TEXT,
        _ => false,
    })
}
