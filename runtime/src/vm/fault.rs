//! What stops a handler before its end: every message is made here.

use sigscript_grammar::Span;

use crate::text::Text;

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
    pub message: Text,
    /// What only the user is told, behind the message.
    pub detail: Option<String>,
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
    #[cold]
    pub fn error(message: impl AsRef<[u8]>) -> Self {
        Self {
            message: Text::from(message.as_ref()),
            ..Self::of(FaultKind::Error, "")
        }
    }

    /// `abort()`
    #[must_use]
    pub const fn abort() -> Self {
        Self::of(FaultKind::Abort, "aborted")
    }

    const fn of(kind: FaultKind, message: &'static str) -> Self {
        Self {
            kind,
            message: Text::from_static(message.as_bytes()),
            detail: None,
            help: None,
        }
    }

    pub(super) const fn division() -> Self {
        Self::of(FaultKind::Error, "division by 0")
    }

    pub(super) const fn empty_aggregate() -> Self {
        Self::of(FaultKind::Error, "empty aggregate")
    }

    pub(super) const fn no_bucket() -> Self {
        Self::of(FaultKind::Error, "histogram index out of range")
    }

    pub(super) fn overflow(limit: usize, declared: bool) -> Self {
        if declared {
            return Self {
                help: Some("declare the array larger: `global name[N]`"),
                ..Self::error(format!("Array overflow, check size limit ({limit})"))
            };
        }
        Self {
            detail: Some(format!("the limit is {limit}")),
            help: Some(
                "allow more elements with `-D MAXMAPENTRIES=N`, or declare the array with a size: `global name[N]`",
            ),
            ..Self::error("Array overflow, check MAXMAPENTRIES")
        }
    }

    pub(super) fn unread(label: &str) -> Self {
        Self {
            detail: Some(format!("`{label}` could not be read at the event")),
            ..Self::of(FaultKind::Error, "read fault")
        }
    }

    pub(super) fn nesting(limit: usize) -> Self {
        Self {
            detail: Some(format!("functions call each other more than {limit} deep")),
            help: Some("allow more with `-D MAXNESTING=N`"),
            ..Self::of(FaultKind::Error, "MAXNESTING exceeded")
        }
    }

    pub(super) fn action(limit: u64) -> Self {
        let detail = format!("more than {limit} rounds of loops and calls in one handler");
        Self {
            detail: Some(detail),
            help: Some("allow more with `-D MAXACTION=N`"),
            ..Self::of(FaultKind::Limit, "MAXACTION exceeded")
        }
    }

    pub(super) fn at(self, span: Span, callers: Vec<Span>) -> Fault {
        let mut message = String::from_utf8_lossy(&self.message).into_owned();
        if let Some(detail) = self.detail {
            message.push_str(": ");
            message.push_str(&detail);
        }
        Fault {
            kind: self.kind,
            message,
            help: self.help,
            span,
            callers,
        }
    }
}
