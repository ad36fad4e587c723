//! Calls of the print family.

use super::Expression;
use crate::span::Span;

/// A call of the print family.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// Where the text goes and what ends it.
    pub name: PrintName,
    /// The format of `printf` and `sprintf`; the delimiter of `printd` and its like.
    pub format: Option<Vec<u8>>,
    /// Where that string stands; the call where there is none.
    pub format_span: Span,
    /// The values.
    pub arguments: Vec<Expression>,
}

/// Which member of the print family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PrintName {
    /// `sprint…`: the text is the value instead of being printed.
    pub to_text: bool,
    /// What the name asks for.
    pub style: PrintStyle,
    /// `…ln`: a line break at the end.
    pub newline: bool,
}

/// How the values of a print are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrintStyle {
    /// `print`: one behind the other
    Plain,
    /// `printd`: with a delimiter between them
    Delimited,
    /// `printf`: by a format
    Format,
    /// `print_char`: a byte by its number
    Character,
}

impl PrintName {
    /// Every member's name.
    pub const NAMES: &[&str] = &[
        "print",
        "println",
        "printd",
        "printdln",
        "printf",
        "print_char",
        "sprint",
        "sprintln",
        "sprintd",
        "sprintdln",
        "sprintf",
    ];

    /// The member called `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let (to_text, base) = match name.strip_prefix('s') {
            Some(base) => (true, base),
            None => (false, name),
        };
        let (style, newline) = match base {
            "print" => (PrintStyle::Plain, false),
            "println" => (PrintStyle::Plain, true),
            "printd" => (PrintStyle::Delimited, false),
            "printdln" => (PrintStyle::Delimited, true),
            "printf" => (PrintStyle::Format, false),
            "print_char" if !to_text => (PrintStyle::Character, false),
            _ => return None,
        };
        Some(Self {
            to_text,
            style,
            newline,
        })
    }
}
