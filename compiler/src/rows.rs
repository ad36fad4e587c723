//! What the compiler is told of functions it does not know: one row for each, handed in by the runtime that implements them.

use sigscript_grammar::syntax::{Literal, TypeName};

use crate::plan::{Fact, Helper};

/// The builtin that shows bytes by a layout: `_decoded(bytes, layout)`, `_decoded(bytes, layout, address)`.
pub(crate) const DECODED: &str = "_decoded";
/// The builtin that picks a number from an array: `_element(bytes, index, size, signed)`.
pub(crate) const ELEMENT: &str = "_element";

/// The builtin that cuts out of a text: `substr(text, start, length)`.
pub(crate) const SUBSTR: &str = "substr";
/// The builtin that gives nanoseconds from the clock of events to the time of day, the same throughout a session.
pub(crate) const REALTIME_OFFSET: &str = "__realtime_offset";

/// The type of a value in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A signed 64-bit number.
    Long,
    /// A byte string.
    String,
}

impl From<TypeName> for Kind {
    fn from(name: TypeName) -> Self {
        match name {
            TypeName::Long => Self::Long,
            TypeName::String => Self::String,
        }
    }
}

/// A function that the runtime implements. Rows of one name differ in their number of parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub parameters: &'static [Kind],
    /// What it gives; `None` for a function without a value.
    pub returns: Option<Kind>,
    /// Whether the value depends on the arguments alone and nothing else happens: such a call on constants is folded, and one whose
    /// value is unused is removed.
    pub pure: bool,
    /// Whether a pure one looks at something outside when it is called, which may be another thing or gone a moment later.
    pub late: bool,
    /// Whether it ends the session.
    pub ends: bool,
    /// Whether it makes bytes visible, and so takes captured text as it is, even where output goes to a terminal.
    pub raw: bool,
    /// Whether it runs a program, which the user must have allowed.
    pub runs_program: bool,
    /// One line for people.
    pub doc: &'static str,
}

/// A function that looks at the context of an event: where its value comes from.
#[derive(Clone, Debug)]
pub struct Context {
    /// Its name; it takes no arguments.
    pub name: &'static str,
    /// What it gives.
    pub kind: Kind,
    /// One line for people.
    pub doc: &'static str,
    /// How the eBPF collector delivers it; `None` where it cannot.
    pub ebpf: Option<Delivery>,
    /// What other backends deliver it by, those that tell it; `None` where none can.
    pub elsewhere: Option<Fact>,
    /// The value in probes that are no events (`begin`, `end`, timers), read by the session itself; `None` where there is none.
    pub session: Option<fn() -> Literal>,
}

/// How the eBPF collector delivers a context function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Some bits of what a kernel helper returns.
    Helper {
        /// Which helper.
        helper: Helper,
        /// The lowest bit of the value.
        shift: u8,
        /// The width of the value in bits.
        bits: u8,
        /// Whether the value has a sign.
        signed: bool,
    },
    /// A member path from the current `task_struct`, such as `real_parent->tgid`.
    Task(&'static str),
    /// The path of a `struct path` at this member path from the current `task_struct`, as an absolute file name.
    TaskFile(&'static str),
    /// The command line of the current process, its arguments separated by blanks.
    CommandLine,
    /// The return addresses on a stack, as hexadecimal text.
    Stack {
        /// The current process's, not the kernel's.
        user: bool,
    },
}

/// Everything the compiler is told of functions.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The builtin functions; a plan names them by their index here.
    pub builtins: &'a [Signature],
    /// The context functions; a plan names them by their index here.
    pub contexts: &'a [Context],
    /// The value of a pure builtin on constants; `None` where the call fails or cannot be made now.
    pub evaluate: fn(usize, &[Literal]) -> Option<Literal>,
    /// Whether a regular expression can be compiled; if not, why.
    pub check_pattern: fn(&[u8]) -> Result<(), String>,
}
