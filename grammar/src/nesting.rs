//! How deep a text nests, before pest recurses into it: a glance at its brackets and keywords.

use crate::build::comment_length;

/// The deepest nesting of brackets, and of statements without braces; also of operators that nest to the right.
pub(crate) const MOST_NESTED: usize = 128;

/// The most operators that one expression may stand inside, so that whoever walks the tree may recurse.
pub(crate) const MOST_OPERATORS: usize = 1_000;

/// One open bracket.
struct Level {
    /// Where it is.
    at: usize,
    /// `?` without their `:` yet.
    choices: usize,
    /// Loop and `if` heads right behind each other.
    heads: usize,
    /// The last thing was a `)`, so a keyword now nests.
    behind_paren: bool,
}

/// What the brackets of a text say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Nesting {
    /// The first place that is nested too deeply.
    pub too_deep: Option<usize>,
    /// The innermost bracket that is still open at the end.
    pub open: Option<usize>,
}

/// Looks at the brackets of `text`.
pub(crate) fn look(text: &str) -> Nesting {
    let bytes = text.as_bytes();
    let mut levels = vec![level(0)];
    let mut too_deep = None;
    // The sum of `choices` and `heads` over all levels.
    let mut extra = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        let here = at;
        at += token_length(&bytes[at..]);
        let top = levels.last_mut().expect("the first level stays");
        match bytes[here] {
            b' ' | b'\t' | b'\r' | b'\n' | b'#' => continue,
            b'/' if at > here + 1 => continue,
            b'{' => {
                // No choice goes on behind a block's beginning: this `?` made a probe point optional.
                extra -= std::mem::take(&mut top.choices);
                levels.push(level(here));
            }
            b'(' | b'[' => levels.push(level(here)),
            b')' | b']' | b'}' => {
                if levels.len() > 1 {
                    let closed = levels.pop().expect("there are two");
                    extra -= closed.choices + closed.heads;
                }
                let top = levels.last_mut().expect("the first level stays");
                top.behind_paren = bytes[here] == b')';
                if bytes[here] == b'}' {
                    extra -= std::mem::take(&mut top.heads);
                }
            }
            b'?' => {
                top.choices += 1;
                extra += 1;
            }
            b':' if top.choices > 0 => {
                top.choices -= 1;
                extra -= 1;
            }
            b',' | b';' => {
                extra -= std::mem::take(&mut top.choices) + std::mem::take(&mut top.heads);
            }
            _ => match &text[here..at] {
                "if" | "while" | "for" | "foreach" if top.behind_paren => {
                    top.behind_paren = false;
                    top.heads += 1;
                    extra += 1;
                }
                "if" | "while" | "for" | "foreach" | "else" => {}
                _ => {
                    top.behind_paren = false;
                    extra -= std::mem::take(&mut top.heads);
                }
            },
        }
        if too_deep.is_none() && levels.len() - 1 + extra > MOST_NESTED {
            too_deep = Some(here);
        }
    }
    let open = levels.last().filter(|_| levels.len() > 1);
    Nesting {
        too_deep,
        open: open.map(|level| level.at),
    }
}

/// The length of the block in braces that `text` begins with; `None` where it is not closed.
pub(crate) fn block_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        let here = bytes[at];
        at += token_length(&bytes[at..]);
        match here {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn level(at: usize) -> Level {
    Level {
        at,
        choices: 0,
        heads: 0,
        behind_paren: false,
    }
}

/// The length of the word, string, comment or character that `bytes` begin with.
pub(crate) fn token_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'"', rest @ ..] => 1 + string_length(rest).0,
        [b'#', ..] | [b'/', b'/' | b'*', ..] => comment_length(bytes),
        [b'%', b'{', rest @ ..] => {
            let close = rest.windows(2).position(|pair| pair == b"%}");
            close.map_or(2, |length| length + 4)
        }
        [first, ..] if is_wordy(*first) => bytes.iter().take_while(|&&byte| is_wordy(byte)).count(),
        _ => 1,
    }
}

/// The length of a string behind its opening quote, and whether it is closed; an unclosed one ends with its line.
pub(crate) fn string_length(bytes: &[u8]) -> (usize, bool) {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return (at + 1, true),
            b'\n' => return (at, false),
            b'\\' if bytes.get(at + 1).is_some_and(|&next| next != b'\n') => at += 2,
            _ => at += 1,
        }
    }
    (at, false)
}

/// Whether `byte` can be part of a word; bytes of characters outside ASCII count, so that they stay whole.
fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn too_deep(text: &str) -> bool {
        look(text).too_deep.is_some()
    }

    #[test]
    fn brackets_and_bare_statements_count() {
        assert!(too_deep(&"(".repeat(MOST_NESTED + 1)));
        assert!(!too_deep(&"(".repeat(MOST_NESTED)));
        assert!(!too_deep(&"()".repeat(10_000)));
        assert!(too_deep(&"if (1) ".repeat(MOST_NESTED + 2)));
        assert!(too_deep(&"1 ? ".repeat(MOST_NESTED + 1)));
        assert!(!too_deep(&"if (a) f(x) ".repeat(10_000)));
        assert!(!too_deep(&"a ? b : c ".repeat(10_000)));
        assert!(!too_deep(&"probe a = b ? { c } ".repeat(10_000)));
        assert!(!too_deep(&"else if (a) { b } ".repeat(10_000)));
        assert!(!too_deep(&format!(
            "\"{}\" # {}",
            "(".repeat(999),
            "(".repeat(999)
        )));
    }

    #[test]
    fn the_innermost_open_bracket_is_known() {
        assert_eq!(look("f(a) { g[").open, Some(8));
        assert_eq!(look("f(a) { \"{\" }").open, None);
    }
}
