//! What a library file defines, by a glance at its lines, so that it is parsed only when something of it is used.

use std::iter;

/// The names that a library file defines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definitions {
    /// Names of functions.
    pub functions: Vec<String>,
    /// Names of aliases as they are written: `signal.send`, `syscall.{open,close}`.
    pub aliases: Vec<String>,
    /// Names of globals.
    pub globals: Vec<String>,
    /// Names of macros, without `@`.
    pub macros: Vec<String>,
    /// Names of probe points that it says cannot be had (`/* unavailable NAME - REASON */`), and why.
    pub unavailable: Vec<(String, String)>,
}

/// Lists what `text` defines, without parsing it.
///
/// It relies on declarations that begin at the start of a line, as those of library files do, and has those in untaken branches of
/// `%( … %)` as well.
#[must_use]
pub fn definitions(text: &str) -> Definitions {
    let mut found = Definitions::default();
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    // All of the library is looked at when a script starts, and most lines begin with none of what is looked for.
    let starts = iter::once(0)
        .chain(ends.map(|end| end + 1))
        .filter(|&start| {
            matches!(
                text.as_bytes().get(start),
                Some(b'p' | b'f' | b'g' | b'@' | b'/')
            )
        });
    for start in starts {
        let rest = &text[start..];
        if let Some(rest) = keyword(rest, "private") {
            found.private(rest);
        } else if let Some(comment) = rest.strip_prefix(UNAVAILABLE) {
            found.unavailable.extend(name_and_reason(comment));
        } else {
            found.declaration(rest);
        }
    }
    found
}

/// What a comment about a point that cannot be had begins with.
const UNAVAILABLE: &str = "/* unavailable ";

/// `NAME - REASON */`, its lines put together
fn name_and_reason(comment: &str) -> Option<(String, String)> {
    let (text, _) = comment.split_once("*/")?;
    let (name, reason) = text.split_once(" - ")?;
    let words = reason.split_whitespace().filter(|word| *word != "*");
    Some((name.trim().to_owned(), words.collect::<Vec<_>>().join(" ")))
}

impl Definitions {
    /// Takes in what stands behind `private`, but for functions: nobody else asks for them.
    fn private(&mut self, rest: &str) {
        if keyword(rest, "function").is_none() && !self.declaration(rest) {
            self.globals(rest);
        }
    }

    /// Takes in the declaration that `rest` begins with, if there is one.
    fn declaration(&mut self, rest: &str) -> bool {
        if let Some(rest) = keyword(rest, "probe") {
            self.aliases(rest);
        } else if let Some(rest) = keyword(rest, "function") {
            self.functions.extend(name(rest).map(str::to_owned));
        } else if let Some(rest) = keyword(rest, "global") {
            self.globals(rest);
        } else if let Some(rest) = keyword(rest, "@define") {
            self.macros.extend(name(rest).map(str::to_owned));
        } else {
            return false;
        }
        true
    }

    /// `a.b = c = POINT`: the names before each `=`
    fn aliases(&mut self, mut rest: &str) {
        loop {
            let length = point_length(rest);
            let (point, behind) = rest.split_at(length);
            let behind = skip_blanks(behind);
            let Some(behind) = behind
                .strip_prefix("+=")
                .or_else(|| behind.strip_prefix('='))
            else {
                return;
            };
            self.aliases.push(point.split_whitespace().collect());
            rest = skip_blanks(behind);
        }
    }

    /// `a, b = 5, c[10], d%`
    fn globals(&mut self, mut rest: &str) {
        while let Some(found) = name(rest) {
            self.globals.push(found.to_owned());
            rest = skip_blanks(&rest[found.len()..]);
            while !rest.starts_with(',') {
                // What stands between a name and the next comma: `%`, `[10]`, `= -5`, `= "text"`.
                let Some(next) = rest.chars().next() else {
                    return;
                };
                let length = match next {
                    '"' => 1 + crate::nesting::string_length(&rest.as_bytes()[1..]).0,
                    '%' | '[' | ']' | '=' | '-' => 1,
                    _ if next.is_ascii_digit() => {
                        rest.bytes().take_while(u8::is_ascii_alphanumeric).count()
                    }
                    _ => return,
                };
                rest = skip_blanks(&rest[length..]);
            }
            rest = skip_blanks(&rest[1..]);
        }
    }
}

/// What follows `word` at the start of `text`.
fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let ends = !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_');
    ends.then(|| skip_blanks(rest))
}

/// The name that `text` begins with.
fn name(text: &str) -> Option<&str> {
    let character = |next: char| next.is_ascii_alphanumeric() || matches!(next, '_' | '$');
    let length = text.find(|next| !character(next)).unwrap_or(text.len());
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    starts.then_some(&text[..length])
}

/// The length of the probe point that `text` begins with, up to what cannot belong to one.
fn point_length(text: &str) -> usize {
    let (mut braces, mut parens) = (0, 0);
    for (at, character) in text.char_indices() {
        match character {
            // A brace behind a blank opens the handler.
            '{' if at > 0
                && !text[..at].ends_with(['.', '_', ',', '{'])
                && !text[..at].ends_with(char::is_alphanumeric) =>
            {
                return at;
            }
            '{' => braces += 1,
            '}' if braces == 0 => return at,
            '}' => braces -= 1,
            '(' => parens += 1,
            ')' => parens -= 1,
            ',' | '=' | '?' | '!' | '+' if braces == 0 && parens == 0 => return at,
            '\n' if braces == 0 && parens == 0 && text[at..].trim_start().starts_with('{') => {
                return at;
            }
            _ => {}
        }
    }
    text.len()
}

/// `text` behind the blanks and comments at its start.
fn skip_blanks(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let comment = text.starts_with('#') || text.starts_with("//") || text.starts_with("/*");
        if !comment {
            return text;
        }
        text = &text[crate::build::comment_length(text.as_bytes())..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_declaration_is_listed() {
        let text = r#"
@define size %( 10 %)
global a, b = -5, c[100] /* x, y */, d%[3], e = "x, y"
private hidden
private global also_hidden
function first:string(a, b) { return a }
private function second (x)
{
}
# probe not.this = begin { }
probe signal.send = kernel.trace("signal_generate") !, x.y ? { a = b }
probe one.two = three = begin {
  probe_like = 5
}
probe syscall.{open,close} += foo { }
probe p("x").q
  = begin { }
probe begin { x = 1 }
probe timer.s(1), end { x = 1 }
probe end if (a == b) { x = 1 }
/* unavailable signal.flush - needs a probe on
 * a function - none is there */
"#;
        let found = definitions(text);
        assert_eq!(found.macros, ["size"]);
        assert_eq!(
            found.globals,
            ["a", "b", "c", "d", "e", "hidden", "also_hidden"]
        );
        assert_eq!(found.functions, ["first"]);
        assert_eq!(
            found.aliases,
            [
                "signal.send",
                "one.two",
                "three",
                "syscall.{open,close}",
                "p(\"x\").q"
            ]
        );
        let reason = "needs a probe on a function - none is there";
        assert_eq!(
            found.unavailable,
            [("signal.flush".to_owned(), reason.to_owned())]
        );
    }
}
