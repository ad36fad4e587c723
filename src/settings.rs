//! `-D NAME=VALUE`: limits and layout, under SystemTap's names.

use sigscript_runtime::vm::{Layout, Limits};

use crate::status::Failure;

/// The names that set something.
const NAMES: &[&str] = &[
    "HIST_ELISION",
    "HIST_WIDTH",
    "MAXACTION",
    "MAXERRORS",
    "MAXMAPENTRIES",
    "MAXNESTING",
    "MAXSTRINGLEN",
];

/// Names of SystemTap's that set what sigscript does not have, as its manual page lists them.
const WITHOUT_EFFECT: &[&str] = &[
    "INTERRUPTIBLE",
    "MAXACTION_INTERRUPTIBLE",
    "MAXBACKTRACE",
    "MAXSKIPPED",
    "MAXTRYLOCK",
    "MINSTACKSPACE",
    "STP_BUFFER_SIZE",
    "STP_NO_OVERLOAD",
    "STP_OVERLOAD_INTERVAL",
    "STP_OVERLOAD_THRESHOLD",
    "STP_PROCFS_BUFSIZE",
    "TRYLOCKDELAY",
];

/// What `-D` sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What protects the session from a handler.
    pub limits: Limits,
    /// How many run-time errors are only told.
    pub errors: usize,
    /// How histograms are drawn.
    pub layout: Layout,
    /// The names that mean nothing here.
    pub unknown: Vec<String>,
}

impl Settings {
    /// Reads the values of `-D`, each `NAME=NUMBER`; names without effect need no value.
    pub fn of(assignments: &[String]) -> Result<Self, Failure> {
        let mut settings = Self::default();
        for assignment in assignments {
            settings.set(assignment)?;
        }
        Ok(settings)
    }

    /// What can be set, for advice.
    pub fn names() -> String {
        NAMES.join(", ")
    }

    fn set(&mut self, assignment: &str) -> Result<(), Failure> {
        let (name, value) = assignment.split_once('=').unwrap_or((assignment, ""));
        if !NAMES.contains(&name) {
            if !WITHOUT_EFFECT.contains(&name) {
                self.unknown.push(name.to_owned());
            }
            return Ok(());
        }
        let wrong = |help: &str| {
            let message = format!("`-D {assignment}` sets nothing");
            Failure::Usage(message, Some(help.to_owned()))
        };
        let value: i64 = value.parse().map_err(|_| wrong("write `-D NAME=NUMBER`"))?;
        let number = usize::try_from(value);
        if name == "HIST_ELISION" {
            // Negative: no row is left out.
            self.layout.elision = number.ok();
            return Ok(());
        }
        let number = number.map_err(|_| wrong("a limit is not negative"))?;
        match name {
            "MAXACTION" => self.limits.actions = number as u64,
            "MAXMAPENTRIES" => self.limits.elements = number,
            "MAXNESTING" => self.limits.nesting = number,
            "MAXSTRINGLEN" => self.limits.text = number.saturating_sub(1),
            "HIST_WIDTH" if (1..=1000).contains(&number) => self.layout.width = number,
            "HIST_WIDTH" => return Err(wrong("a bar is 1 to 1000 characters long")),
            _ => self.errors = number,
        }
        Ok(())
    }
}
