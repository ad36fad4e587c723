//! The plan: what to attach, what to capture, what to test early, and what to run. A plain value with a stable text form.

pub mod aggregation;
mod capture;
pub mod code;
mod compute;
mod condition;
mod filter;
mod generate;
mod kept;
mod listing;
pub(crate) mod make;
mod points;
mod reads;
mod template;
mod text;

use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{HistogramShape, SortBy};

use crate::rows::Kind;
use aggregation::Aggregation;
pub(crate) use capture::context_load;
use code::{Code, Template};
pub use points::{Point, Stop};
pub use reads::{
    Base, COMPUTABLE, Fact, FileNameOffsets, Helper, Load, MAX_CAPTURES, MAX_OFFSETS, MAX_TESTS,
    Read,
};

/// A compiled script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Its probes, in source order.
    pub probes: Vec<Probe>,
    /// Everything that is read at events; probes and code name captures by their index here.
    pub captures: Vec<Capture>,
    /// Its functions; code names them by their index here.
    pub functions: Vec<Function>,
    /// Its globals; code names them by their index here.
    pub globals: Vec<Global>,
    /// Constant strings.
    pub texts: Vec<Box<[u8]>>,
    /// Constant numbers too wide for an instruction.
    pub numbers: Vec<i64>,
    /// Output templates.
    pub templates: Vec<Template>,
    /// Regular expressions: POSIX extended, for `=~` and `!~`.
    pub patterns: Vec<Box<[u8]>>,
    /// What `foreach` loops walk over.
    pub walks: Vec<Walk>,
    /// The capture that brings an event's time, in nanoseconds of `CLOCK_MONOTONIC`, where it is asked for ([`crate::Options::timestamps`]).
    pub time: Option<usize>,
    /// How to tell the processes that are targets; set where a capture asks for it ([`Read::Target`]).
    pub targets: Option<Targets>,
}

impl Plan {
    /// A plan that wants every event of these points, and does nothing with it.
    #[must_use]
    pub fn of_points(points: impl IntoIterator<Item = Point>) -> Self {
        let mut plan = Self::default();
        for point in points {
            if plan.probes.iter().any(|probe| probe.point == point) {
                continue;
            }
            plan.probes.push(Probe {
                name: point.to_string(),
                point,
                filter: Condition::Always,
                exact: false,
                kept: None,
                aggregation: None,
                settles: false,
                captures: Vec::new(),
                condition: None,
                handler: Code::default(),
                listing: Vec::new(),
                span: Span::default(),
            });
        }
        plan
    }
}

/// The processes that are targets: `target()` and all that it, or one of them, has forked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The first one's process id: `target()`.
    pub first: i64,
    /// `struct task_struct`: the offset of `pid`, in bytes.
    pub task_pid: u16,
    /// `struct task_struct`: the offset of `tgid`, in bytes.
    pub task_tgid: u16,
}

/// A global variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Global {
    /// Its name.
    pub name: String,
    /// Its elements' keys; empty for a scalar.
    pub keys: Vec<Kind>,
    /// What it, or each of its elements, holds.
    pub content: Content,
    /// For an array: the most elements it may have, where the script says so.
    pub size: Option<u64>,
    /// For an array: the oldest element makes room when it is full.
    pub wrap: bool,
    /// What a scalar holds before the first probe runs; 0 or the empty string where the script says nothing.
    pub initial: sigscript_grammar::syntax::Literal,
    /// Written but never read: printed when the session ends, if it was written.
    pub display: bool,
    /// Where it is declared.
    pub span: Span,
}

impl Global {
    /// The type of its value or of its elements' values; a statistic's samples are numbers.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.content {
            Content::Value(kind) => kind,
            Content::Statistic(_) => Kind::Long,
        }
    }
}

/// What a global or an array's element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number or a string.
    Value(Kind),
    /// A statistic: what `<<<` accumulates.
    Statistic(Statistic),
}

/// What is asked of a statistic beside count, sum, minimum and maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistic {
    /// Its histogram.
    pub histogram: Option<HistogramShape>,
    /// The second argument of `@variance`: bits of scaling in the intermediate sums.
    pub shift: u8,
}

/// A walk over an array, or over the buckets of a histogram: a `foreach`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Its index in [`Plan::globals`].
    pub global: u16,
    /// What the walk goes over.
    pub over: WalkOver,
    /// What it is sorted by; without, the order of the array as it stands.
    pub sort: Option<(SortBy, Direction)>,
    /// Whether there is a limit: a number behind the keys in the window.
    pub limited: bool,
}

/// What a walk goes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalkOver {
    /// The elements whose keys equal those in the window, where this holds false; a key for which it holds true may be any and
    /// has no register in the window.
    Elements(AnyKeys),
    /// The bucket numbers of the histogram of the element with the keys in the window (of the scalar, where it has none).
    Buckets,
}

/// The keys that may be anything: bit `n` for key `n`, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnyKeys(pub u32);

impl AnyKeys {
    /// Whether key `index` may be anything.
    #[must_use]
    pub const fn contains(self, index: usize) -> bool {
        index < 32 && self.0 >> index & 1 != 0
    }
}

/// Which way a walk is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `+`
    Ascending,
    /// `-`
    Descending,
}

/// A function of the script or its library.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its parameters' types; a call places them in the callee's first number and string registers, in order of each kind.
    pub parameters: Vec<Kind>,
    /// Its value's type; the callee leaves it in its first register of that kind.
    pub returns: Option<Kind>,
    /// Its body.
    pub code: Code,
}

/// One probe on one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// The point as the script names it: `signal.send`.
    pub name: String,
    /// The concrete point.
    pub point: Point,
    /// A condition that every event with any effect fulfils; tested early where the backend can.
    pub filter: Condition,
    /// Whether the handler does something for every event that the filter lets through.
    pub exact: bool,
    /// What it does, where the event happens, with an array that no handler looks at: the handler does not do it.
    pub kept: Option<Kept>,
    /// What may be done by counting the events, where they happen, in place of delivering them; nothing where the handler does anything
    /// else, or where other events look at its globals.
    pub aggregation: Option<Aggregation>,
    /// For a probe that is no event: it looks at globals that are counted, or ends the session. What was counted comes before it.
    pub settles: bool,
    /// What must be delivered with an event: indices into [`Plan::captures`], in the order of the record.
    pub captures: Vec<usize>,
    /// The arming condition (`if (…)` behind the point), leaving its value in number register 0.
    pub condition: Option<Code>,
    /// What runs.
    pub handler: Code,
    /// The handler as text, one statement a line, for the plan's text form.
    pub listing: Vec<String>,
    /// Where the point stands in the script.
    pub span: Span,
}

/// What a probe does with an array of numbers that is kept where events happen, from one event to a later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The array's index in [`Plan::globals`].
    pub global: u16,
    /// The element's keys: captured numbers, by their indices in [`Plan::captures`].
    pub keys: Vec<usize>,
    /// How many elements there may be, of which the oldest make room for others; without, the backend chooses, and events for whose elements
    /// there is no room count as lost.
    pub size: Option<u64>,
    /// What is done, for every event that the whole filter lets through.
    pub action: KeptAction,
    /// It as text, for the plan's text form.
    pub listing: String,
}

/// What is done with an element of a kept array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptAction {
    /// A captured number is stored, by its index in [`Plan::captures`]. With `only`, nothing else is done: no such event is delivered.
    Store {
        /// What is stored.
        value: usize,
        /// Whether that is all.
        only: bool,
    },
    /// The element is deleted, behind all reads of it ([`Base::Kept`]).
    Take,
    /// Nothing but such reads.
    Look,
}

/// Something read at an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// As the plan's text shows it: `$task->tgid`, `execname()`.
    pub label: String,
    /// The script's variable it was first assigned to, for the plan's text.
    pub variable: Option<String>,
    /// What it gives.
    pub kind: Kind,
    /// How the backend reads it at an event; `None` where only the session knows it.
    pub load: Option<Load>,
    /// For a context function: its row in [`crate::Rows::contexts`]. In probes that are no events (`begin`, `end`, timers) the
    /// session reads it when the handler runs.
    pub context: Option<usize>,
    /// Where it could not be read at the event, it is 0 or empty; else that is a run-time error.
    pub optional: bool,
}

impl Capture {
    /// Whether it is 1 or 0: the answer to a question.
    fn is_truth(&self) -> bool {
        let base = self.load.as_ref().map(|load| load.base);
        matches!(
            base,
            Some(
                Base::Kept { present: true }
                    | Base::Computed {
                        operator: BinaryOperator::Equal | BinaryOperator::Less,
                        ..
                    }
            )
        )
    }

    /// Whether it is a constant or computed of other captures, and never delivered.
    #[must_use]
    pub fn is_made(&self) -> bool {
        let base = self.load.as_ref().map(|load| load.base);
        matches!(
            base,
            Some(Base::Computed { .. } | Base::Constant(_) | Base::RealtimeOffset)
        )
    }
}

/// A condition on captures.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always fulfilled.
    Always,
    /// Never fulfilled.
    Never,
    /// All of these, tested in order.
    All(Vec<Condition>),
    /// Any of these, tested in order.
    Any(Vec<Condition>),
    /// One test.
    Test(Test),
}

/// One test of a condition. Where the capture could not be read, the test counts as fulfilled, and so does the whole condition:
/// the handler will tell the fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// What is tested: an index into [`Plan::captures`].
    pub capture: usize,
    /// How.
    pub predicate: Predicate,
}

/// How a capture is tested.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// A number, masked, compared as signed with a constant by one of the six comparisons.
    Number {
        /// `& mask`; all ones where there is none.
        mask: i64,
        /// The comparison.
        comparison: BinaryOperator,
        /// The constant.
        constant: i64,
    },
    /// A string equal (or not) to a constant.
    Text {
        /// The constant.
        constant: Box<[u8]>,
        /// Equal, or not.
        equal: bool,
        /// Only the beginning is compared, over the constant's length.
        prefix: bool,
    },
}
