//! pest's errors to diagnostics: what was found, what was expected, and what may have been meant.

use pest::error::{Error, ErrorVariant, InputLocation};

use crate::advice::{Slip, advise};
use crate::comments;
use crate::diagnostic::Diagnostic;
use crate::errors;
use crate::grammar::Rule;
use crate::nesting::{look, string_length};
use crate::preprocess::Expansion;

/// The words of the language that are no names.
pub(crate) const KEYWORDS: &[&str] = &[
    "probe", "global", "private", "function", "if", "else", "for", "foreach", "in", "limit",
    "return", "delete", "while", "break", "continue", "next", "string", "long", "try", "catch",
];

/// Operators of several characters, longest first.
const OPERATORS: &[&str] = &[
    "<<<", ">>>", "<<=", ">>=", "==", "!=", "<=", ">=", "=~", "!~", "+=", "-=", "*=", "/=", "%=",
    "&=", "^=", "|=", ".=", "&&", "||", "++", "--", "->", "<<", ">>", "%{",
];

/// A syntax error, and where in the expanded text it is.
pub(crate) struct Unexpected {
    /// What to tell.
    pub diagnostic: Diagnostic,
    /// The byte that could not be parsed.
    pub at: usize,
    /// The text merely ends too early.
    pub at_end: bool,
    /// The declaration before it is complete.
    pub between: bool,
}

/// What pest's `error` about `text`, which is `expansion` or what is left of it, means.
pub(crate) fn explain(error: &Error<Rule>, text: &str, expansion: &Expansion) -> Unexpected {
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let found = token(&text[at..]);
    let span = expansion.span(at, at + found.len());
    let first = found.chars().next();
    let at_end = found.is_empty() || is_last_string(&text[at..]);
    let declared = declared(found, expected, &text[at + found.len()..]);
    let diagnostic = match first {
        Some(_) if declared.is_some() => errors::variable_with_type(found, declared, span),
        Some('%') if found == "%{" => errors::embedded_c(span),
        Some('"') if !is_closed(&text[at..]) => errors::string_unclosed(span),
        Some(character) if !character.is_ascii() => errors::not_a_letter(character, span),
        Some(_) => {
            let names = names(expected);
            let error = errors::unexpected(&format!("`{found}`"), &names, span);
            let slip = Slip {
                found,
                expected,
                text,
                at,
            };
            let error = advise(error, &slip);
            let is_declared = matches!(found, "probe" | "function" | "global");
            if is_declared || is_missing(error.help.first()) {
                show_open(error, &text[..at], expansion)
            } else if error.help.is_empty() {
                advise_keyword(error, found, &names, last_word(&text[..at]))
            } else {
                error
            }
        }
        None => {
            let error = errors::unexpected("end of the script", &names(expected), span);
            let comment = comments::unclosed(text);
            if let Some(start) = comment {
                let place = expansion.span(start, start + 2);
                show_open(
                    errors::comment_to_end(error, place),
                    &text[..start],
                    expansion,
                )
            } else {
                let slip = Slip {
                    found,
                    expected,
                    text,
                    at,
                };
                let error = show_open(advise(error, &slip), text, expansion);
                errors::closing(error, look(text).open.map(|open| &text[open..=open]))
            }
        }
    };
    Unexpected {
        diagnostic,
        at,
        at_end,
        between: expected.contains(&Rule::probe_keyword),
    }
}

/// The variable that `long` or `string` stands before, where a statement is expected.
fn declared<'a>(found: &str, expected: &[Rule], behind: &'a str) -> Option<&'a str> {
    let behind = behind.trim_start_matches([' ', '\t', '*']);
    let name = token(behind);
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_type = matches!(found, "long" | "string") && expected.contains(&Rule::statement);
    (is_type && is_name && !KEYWORDS.contains(&name)).then_some(name)
}

/// Whether an advice is that a closing bracket may be missing.
fn is_missing(advice: Option<&String>) -> bool {
    advice.is_some_and(|advice| advice.starts_with("is a `)`") || advice.starts_with("is a `]`"))
}

/// Points at the innermost bracket that is open at the end of `text`.
fn show_open(error: Diagnostic, text: &str, expansion: &Expansion) -> Diagnostic {
    let Some(open) = look(text).open else {
        return error;
    };
    let bracket = &text[open..=open];
    let place = expansion.span(open, open + 1);
    error.label(place, format!("this `{bracket}` is not closed"))
}

/// Says that a keyword is no name, where one was `found` or stands right `before`.
fn advise_keyword(error: Diagnostic, found: &str, names: &str, before: &str) -> Diagnostic {
    let wanted = ["a name", "an expression", "a statement"];
    let keyword = if KEYWORDS.contains(&found) && wanted.iter().any(|name| names.contains(name)) {
        found
    } else if KEYWORDS.contains(&before) && matches!(found, "=" | "++" | "--" | "+=" | "-=" | "<<<")
    {
        before
    } else {
        return error;
    };
    error.help(format!("`{keyword}` is a keyword and cannot be a name"))
}

/// The expected rules as people call them: "`)` or `,`".
fn names(rules: &[Rule]) -> String {
    let expression = rules.contains(&Rule::number) && rules.contains(&Rule::name)
        || rules.contains(&Rule::number) && rules.contains(&Rule::identifier);
    let mut names: Vec<&str> = Vec::new();
    for rule in rules {
        let name = match rule {
            rule if expression && rule.begins_expression() => Some("an expression"),
            rule => rule.for_people(),
        };
        names.extend(name.filter(|name| !names.contains(name)));
    }
    // The comma first: "expected `,` or `)`".
    names.sort_by_key(|name| *name != "`,`");
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [start @ .., last] => format!("{} or {last}", start.join(", ")),
    }
}

/// The word or character that `text` ends with.
pub(crate) fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let word = text.len()
        - text
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
    if word < text.len() || text.is_empty() {
        return &text[word..];
    }
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    &text[last..]
}

/// The token that `text` begins with; empty at its end.
fn token(text: &str) -> &str {
    let Some(first) = text.chars().next() else {
        return "";
    };
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    let length = match first {
        '"' => 1 + string_length(&text.as_bytes()[1..]).0,
        '$' | '@' => 1 + text.bytes().skip(1).take_while(name).count(),
        _ if name(&text.as_bytes()[0]) => text.bytes().take_while(name).count(),
        _ => {
            let operator = OPERATORS
                .iter()
                .find(|operator| text.starts_with(**operator));
            operator.map_or(first.len_utf8(), |operator| operator.len())
        }
    };
    &text[..length]
}

/// Whether the string that `text` begins with has its closing quote.
fn is_closed(text: &str) -> bool {
    string_length(&text.as_bytes()[1..]).1
}

/// Whether `text` begins with a string that the end of the text cuts off.
fn is_last_string(text: &str) -> bool {
    text.starts_with('"') && !is_closed(text) && !text.contains('\n')
}
