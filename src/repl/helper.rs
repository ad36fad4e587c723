//! What the editor asks while a line is typed: is it whole, how is it coloured, what may come next.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write as _;

use clap::ValueEnum;
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Result};
use sigscript_grammar::highlight::{Class, pieces};

use super::commands::{self, Wants};
use super::names::{Names, Place, open_call, place};
use super::program::is_incomplete;
use crate::arguments::BackendName;

/// The editor's helper.
pub struct Aid<'a> {
    /// What may be completed.
    pub names: Names<'a>,
    files: FilenameCompleter,
    /// Whether something stands on the line, as it was shown last.
    pub typed: Cell<bool>,
}

impl<'a> Aid<'a> {
    pub fn new(names: Names<'a>) -> Self {
        Self {
            names,
            files: FilenameCompleter::new(),
            typed: Cell::new(false),
        }
    }

    fn command(&self, line: &str, at: usize, context: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        let before = &line[..at];
        let colon = before.find(':').map_or(0, |colon| colon + 1);
        let Some(blank) = before[colon..].find(char::is_whitespace) else {
            let names = commands::ROWS.iter().map(|row| row.1);
            let fitting = names.filter(|name| name.starts_with(&before[colon..]));
            return Ok((colon, pairs(fitting.map(str::to_owned))));
        };
        let wants = match commands::parse(&before[..colon + blank]) {
            Some(Ok((command, _))) => commands::ROWS.iter().find(|row| row.0 == command),
            _ => None,
        };
        let start = word_start(before, char::is_whitespace);
        let word = &before[start..];
        let found = match wants.map(|row| row.2) {
            Some(Wants::Point) => self.names.points(word),
            Some(Wants::Name) => {
                let mut names = self.names.words(&Place::Other, word);
                for name in &mut names {
                    name.truncate(name.trim_end_matches('(').len());
                }
                names.extend(self.names.points(word));
                names
            }
            Some(Wants::Number) => {
                let numbers = self.names.numbers.iter().map(ToString::to_string);
                numbers.filter(|number| number.starts_with(word)).collect()
            }
            Some(Wants::Script) => return Ok(self.script(before)),
            Some(Wants::Backend) => {
                let names = BackendName::value_variants().iter();
                let names = names.filter_map(ValueEnum::to_possible_value);
                let names = names.map(|name| name.get_name().to_owned());
                names.filter(|name| name.starts_with(word)).collect()
            }
            Some(Wants::File) => return self.files.complete(line, at, context),
            _ => Vec::new(),
        };
        Ok((start, pairs(found)))
    }

    fn script(&self, before: &str) -> (usize, Vec<Pair>) {
        match place(before) {
            Place::Points => {
                let start = word_start(before, |next| next.is_whitespace() || ",=".contains(next));
                (start, pairs(self.names.points(&before[start..])))
            }
            place => {
                let start = word_start(before, |next| {
                    !next.is_ascii_alphanumeric() && !"_$@".contains(next)
                });
                (start, pairs(self.names.words(&place, &before[start..])))
            }
        }
    }
}

fn word_start(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let last = text.char_indices().rev().find(|(_, next)| ends(*next));
    last.map_or(0, |(at, character)| at + character.len_utf8())
}

fn pairs(names: impl IntoIterator<Item = String>) -> Vec<Pair> {
    let pair = |name: String| Pair {
        display: name.clone(),
        replacement: name,
    };
    names.into_iter().map(pair).collect()
}

impl Completer for Aid<'_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, context: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        if line.trim_start().starts_with(':') {
            self.command(line, at, context)
        } else {
            Ok(self.script(&line[..at]))
        }
    }
}

/// A function's signature, or what a command wants, behind the cursor; it is shown and never inserted.
pub struct Signature(String);

impl Hint for Signature {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Aid<'_> {
    type Hint = Signature;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<Signature> {
        self.typed.set(!line.trim().is_empty());
        if at < line.len() {
            return None;
        }
        if let Some(hint) = commands::hint(line) {
            return Some(Signature(hint));
        }
        let name = open_call(line)?;
        let written = self.names.hint(name)?;
        Some(Signature(format!("   {written}")))
    }
}

impl Highlighter for Aid<'_> {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if line.trim_start().starts_with(':') {
            return Cow::Borrowed(line);
        }
        let mut colored = String::with_capacity(line.len() * 2);
        let mut behind = 0;
        for (range, class) in pieces(line) {
            colored.push_str(&line[behind..range.start]);
            behind = range.end;
            let color = match class {
                Class::Keyword => "1;34",
                Class::String => "32",
                Class::Number => "36",
                Class::Comment => "2",
                Class::Target => "35",
                Class::Operator => "33",
                Class::Call => "1",
            };
            // A string or a comment may go over several lines.
            for (number, part) in line[range].split('\n').enumerate() {
                if number > 0 {
                    colored.push('\n');
                }
                let _ = write!(colored, "\x1b[{color}m{part}\x1b[0m");
            }
        }
        colored.push_str(&line[behind..]);
        Cow::Owned(colored)
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\x1b[2m{hint}\x1b[0m"))
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}

impl Validator for Aid<'_> {
    fn validate(&self, context: &mut ValidationContext) -> Result<ValidationResult> {
        let text = context.input();
        let whole = text.trim().is_empty()
            || text.trim_start().starts_with(':')
            || commands::without_colon(text).is_some()
            // An empty line ends what cannot be finished.
            || text.ends_with("\n\n")
            || !is_incomplete(text, &self.names.ground.environment);
        Ok(if whole {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Helper for Aid<'_> {}
