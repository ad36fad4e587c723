//! What stops a handler before its end: every message is made here.

use std::borrow::Cow;

use sigscript_grammar::Span;

/// How a fault is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A run-time error of the script; `try` catches it.
    Error,
    /// A limit that protects the session was reached; `try` does not catch it.
    Limit,
    /// `abort()`: no error. The handler is left, the session asked to exit; `try` does not catch it.
    Abort,
}

/// Why a step could not be done; the machine adds where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// How it is to be taken.
    pub kind: FaultKind,
    /// What the user is told, and what `catch` receives.
    pub message: Cow<'static, str>,
    /// What the user can do about it.
    pub help: Option<&'static str>,
}

/// A failure and where in the script it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How it is to be taken.
    pub kind: FaultKind,
    /// What the user is told.
    pub message: String,
    /// What the user can do about it.
    pub help: Option<&'static str>,
    /// Where it happened.
    pub span: Span,
    /// The calls that led there, innermost first.
    pub callers: Vec<Span>,
}

impl Failure {
    /// An error of the script with this message.
    pub fn error(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: FaultKind::Error,
            message: message.into(),
            help: None,
        }
    }

    /// `abort()`
    #[must_use]
    pub const fn abort() -> Self {
        Self {
            kind: FaultKind::Abort,
            message: Cow::Borrowed("aborted"),
            help: None,
        }
    }

    pub(super) const fn division() -> Self {
        Self {
            kind: FaultKind::Error,
            message: Cow::Borrowed("division by 0"),
            help: None,
        }
    }

    pub(super) fn unread(label: &str) -> Self {
        Self::error(format!(
            "read fault: `{label}` could not be read at the event"
        ))
    }

    pub(super) const fn memory_dump() -> Self {
        let message =
            "`%m` and `%M` are not supported yet: memory cannot be read when a handler runs";
        Self {
            kind: FaultKind::Error,
            message: Cow::Borrowed(message),
            help: None,
        }
    }

    pub(super) fn nesting(limit: usize) -> Self {
        Self {
            kind: FaultKind::Error,
            message: format!(
                "MAXNESTING exceeded: functions call each other more than {limit} deep"
            )
            .into(),
            help: Some("allow more with `-D MAXNESTING=N`"),
        }
    }

    pub(super) fn action(limit: u64) -> Self {
        Self {
            kind: FaultKind::Limit,
            message: format!(
                "MAXACTION exceeded: more than {limit} rounds of loops and calls in one handler"
            )
            .into(),
            help: Some("allow more with `-D MAXACTION=N`"),
        }
    }

    pub(super) fn at(self, span: Span, callers: Vec<Span>) -> Fault {
        Fault {
            kind: self.kind,
            message: self.message.into_owned(),
            help: self.help,
            span,
            callers,
        }
    }
}
