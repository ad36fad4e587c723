//! `-D NAME=VALUE`: limits and layout, under SystemTap's names.

use sigscript_runtime::vm::{ELISION, Limits};

use crate::status::Failure;

/// What `-D` sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What protects the session from a handler.
    pub limits: Limits,
    /// How many run-time errors are only told.
    pub errors: usize,
    /// How near a row of a histogram must be to one with samples to be shown.
    pub elision: Option<usize>,
}

impl Settings {
    /// Reads the values of `-D`, each `NAME=NUMBER`.
    pub fn of(assignments: &[String]) -> Result<Self, Failure> {
        let mut settings = Self {
            limits: Limits::default(),
            errors: 0,
            elision: Some(ELISION),
        };
        for assignment in assignments {
            settings.set(assignment)?;
        }
        Ok(settings)
    }

    fn set(&mut self, assignment: &str) -> Result<(), Failure> {
        let unknown = |help: &str| {
            let message = format!("`-D {assignment}` sets nothing");
            Failure::Usage(message, Some(help.to_owned()))
        };
        let (name, value) = assignment.split_once('=').unwrap_or((assignment, ""));
        let value: i64 = value
            .parse()
            .map_err(|_| unknown("write `-D NAME=NUMBER`"))?;
        let number = usize::try_from(value);
        if name == "HIST_ELISION" {
            // Negative: no row is left out.
            self.elision = number.ok();
            return Ok(());
        }
        let number = number.map_err(|_| unknown("a limit is not negative"))?;
        match name {
            "MAXACTION" => self.limits.actions = number as u64,
            "MAXMAPENTRIES" => self.limits.elements = number,
            "MAXNESTING" => self.limits.nesting = number,
            "MAXSTRINGLEN" => self.limits.text = number.saturating_sub(1),
            "MAXERRORS" => self.errors = number,
            _ => {
                let names = "MAXACTION, MAXERRORS, MAXMAPENTRIES, MAXNESTING, MAXSTRINGLEN and HIST_ELISION";
                return Err(unknown(&format!("what can be set is {names}")));
            }
        }
        Ok(())
    }
}
