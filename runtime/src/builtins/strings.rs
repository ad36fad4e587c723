//! Strings: measuring, cutting, searching, reading numbers.

use memchr::memmem;

use super::row::rows;
use crate::text::Text;
use crate::vm::Failure;

rows! { world;
    /// The number of bytes in `text`.
    pure fn strlen(text: String) -> Long { text.len() as i64 }

    /// `length` bytes of `text` from `start` on, counted from 0; empty where `start` lies outside.
    pure fn substr(text: String, start: Long, length: Long) -> String { substring(text, start, length) }

    /// The byte of `text` at `position`, counted from 0, as a signed number as C's `char`; an error where there is none.
    // Not pure, as it may fail: a call whose value is unused must still be made.
    impure fn stringat(text: String, position: Long) -> Long { byte_at(text, position) }

    /// 1 where `part` occurs in `text`, else 0.
    pure fn isinstr(text: String, part: String) -> Long { i64::from(memmem::find(text, part).is_some()) }

    /// Where `part` first occurs in `text`, counted from 0; -1 where it does not.
    pure fn strpos(text: String, part: String) -> Long {
        memmem::find(text, part).map_or(-1, |position| position as i64)
    }

    /// `text` with every `old` in it replaced by `new`.
    pure fn str_replace(text: String, old: String, new: String) -> String { replace(text, old, new) }

    /// The number at the start of `text`, written in `base` (2 to 36; 0: as in C); 0 where there is none.
    pure fn strtol(text: String, base: Long) -> Long { number(text, base) }

    /// 1 where `text` begins with a decimal digit, else 0.
    pure fn isdigit(text: String) -> Long { i64::from(text.first().is_some_and(u8::is_ascii_digit)) }
}

fn substring(text: &Text, start: i64, length: i64) -> Text {
    match (usize::try_from(start), usize::try_from(length)) {
        (Ok(start), Ok(length)) if start < text.len() => {
            text.slice(start..text.len().min(start.saturating_add(length)))
        }
        _ => Text::new(),
    }
}

fn byte_at(text: &Text, position: i64) -> Result<i64, Failure> {
    let byte = usize::try_from(position)
        .ok()
        .and_then(|position| text.get(position));
    byte.map(|&byte| i64::from(byte as i8))
        .ok_or_else(|| Failure::error("Position out of bounds"))
}

fn replace(text: &Text, old: &Text, new: &Text) -> Text {
    if old.is_empty() {
        return text.clone();
    }
    let (mut replaced, mut rest) = (Vec::new(), 0);
    for found in memmem::find_iter(text, old) {
        replaced.extend_from_slice(&text[rest..found]);
        replaced.extend_from_slice(new);
        rest = found + old.len();
    }
    if rest == 0 {
        return text.clone();
    }
    replaced.extend_from_slice(&text[rest..]);
    Text::from(replaced)
}

/// As the kernel's `simple_strtol`: a minus sign may stand in front, blanks and a plus sign may not; too large numbers wrap.
fn number(text: &[u8], base: i64) -> i64 {
    let (negative, digits) = text
        .strip_prefix(b"-")
        .map_or((false, text), |digits| (true, digits));
    let after_mark = match digits {
        [b'0', b'x' | b'X', digit, ..] if digit.is_ascii_hexdigit() => Some(&digits[2..]),
        _ => None,
    };
    let (base, digits) = match (base, after_mark) {
        (0 | 16, Some(digits)) => (16, digits),
        (0, None) if digits.first() == Some(&b'0') => (8, digits),
        (0, None) => (10, digits),
        (2..=36, _) => (base as u32, digits),
        _ => return 0,
    };
    let values = digits
        .iter()
        .map_while(|&digit| char::from(digit).to_digit(base));
    let value = values.fold(0_i64, |value, digit| {
        value.wrapping_mul(base.into()).wrapping_add(digit.into())
    });
    if negative {
        value.wrapping_neg()
    } else {
        value
    }
}
