//! The tree back to text: canonical source, with no more parentheses than needed.
//!
//! Parsing what is printed gives the same tree, but for the spans.

mod declarations;
mod expressions;
mod statements;

use std::fmt;

use crate::syntax::{Literal, PrintName, PrintStyle};

impl fmt::Display for Literal {
    /// `42`, `-42`, `"text"`: as it stands where only a literal may stand
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Text(text) => write!(out, "{}", Quoted(text)),
        }
    }
}

impl fmt::Display for PrintName {
    /// The name of the function: `sprintln`
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let prefix = if self.to_text { "s" } else { "" };
        let suffix = if self.newline { "ln" } else { "" };
        let name = match self.style {
            PrintStyle::Plain => "print",
            PrintStyle::Delimited => "printd",
            PrintStyle::Format => "printf",
            PrintStyle::Character => "print_char",
        };
        write!(out, "{prefix}{name}{suffix}")
    }
}

/// Bytes as a string literal.
struct Quoted<'a>(&'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("\"")?;
        for chunk in self.0.utf8_chunks() {
            for character in chunk.valid().chars() {
                match character {
                    '"' => out.write_str("\\\""),
                    '\\' => out.write_str("\\\\"),
                    '\n' => out.write_str("\\n"),
                    '\t' => out.write_str("\\t"),
                    '\r' => out.write_str("\\r"),
                    // Three digits, so that a digit behind them is not taken along.
                    _ if character.is_ascii_control() => write!(out, "\\{:03o}", character as u32),
                    _ => write!(out, "{character}"),
                }?;
            }
            for byte in chunk.invalid() {
                write!(out, "\\{byte:03o}")?;
            }
        }
        out.write_str("\"")
    }
}

/// Items with `, ` between them.
struct List<'a, T>(&'a [T]);

impl<T: fmt::Display> fmt::Display for List<'_, T> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        for (number, item) in self.0.iter().enumerate() {
            let comma = if number > 0 { ", " } else { "" };
            write!(out, "{comma}{item}")?;
        }
        Ok(())
    }
}
