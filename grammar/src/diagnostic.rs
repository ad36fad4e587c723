//! What is said of a script: a [`Diagnostic`] is data; the command alone renders it.

use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The script cannot be used.
    Error,
    /// The script may be right, but this kernel or these privileges do not offer what it needs.
    Missing,
    /// The script can be used but probably does not mean this.
    Warning,
}

/// A place, and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words, or none.
    pub message: String,
}

/// One message to the user: lower case, no full stop, the thing in backticks, advice in `help`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The places; the first one is the cause.
    pub labels: Vec<Label>,
    /// What to write instead, one advice an entry.
    pub help: Vec<String>,
    /// It does not depend on where the script is to run.
    pub anywhere: bool,
}

impl Diagnostic {
    /// An error at `span`.
    #[must_use]
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message).label(span, "")
    }

    /// An error at `span`, wherever the script is to run.
    #[must_use]
    pub fn mistake(span: Span, message: impl Into<String>) -> Self {
        Self::error(span, message).anywhere()
    }

    /// Marks it as one that does not depend on where the script is to run.
    #[must_use]
    pub fn anywhere(mut self) -> Self {
        self.anywhere = true;
        self
    }

    /// A warning at `span`.
    #[must_use]
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message).label(span, "")
    }

    /// A message about no place in particular.
    #[must_use]
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            labels: Vec::new(),
            help: Vec::new(),
            anywhere: false,
        }
    }

    /// Adds a place; an empty message only underlines it.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            message: message.into(),
        });
        self
    }

    /// Gives the first place its words.
    #[must_use]
    pub fn here(mut self, message: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.message = message.into();
        }
        self
    }

    /// Adds an advice.
    #[must_use]
    pub fn help(mut self, advice: impl Into<String>) -> Self {
        self.help.push(advice.into());
        self
    }
}

/// The candidates nearest to `name`, best first, at most three, none that is too far to be a typing slip.
///
/// Distance: Damerau–Levenshtein with adjacent transpositions, at most a third of the name's length (and at least 1).
pub fn similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = (name.len() / 3).max(1);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit)
        .map(|candidate| (distance(name.as_bytes(), candidate.as_bytes()), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

fn distance(left: &[u8], right: &[u8]) -> usize {
    let width = right.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut current = vec![row + 1; width];
        for (column, &b) in right.iter().enumerate() {
            let substituted = last[column] + usize::from(a != b);
            current[column + 1] = substituted
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && a == right[column - 1] && b == left[row - 1] {
                current[column + 1] = current[column + 1].min(before[column - 1] + 1);
            }
        }
        before = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_best_first() {
        let names = ["execname", "pexecname", "exit", "strlen"];
        assert_eq!(similar("exename", names), ["execname", "pexecname"]);
        assert_eq!(similar("strlne", names), ["strlen"]);
        assert!(similar("zzz", names).is_empty());
    }
}
