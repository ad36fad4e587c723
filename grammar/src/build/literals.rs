//! Numbers and strings: their characters to their values.

use pest::iterators::Pair;

use super::{Builder, part};
use crate::errors;
use crate::grammar::Rule;
use crate::syntax::Literal;

impl Builder<'_> {
    /// `number`: `42`, `0x2a`, `052`
    pub(super) fn number(&self, pair: &Pair<Rule>) -> i64 {
        number_of(pair.as_str()).unwrap_or_else(|| {
            self.error(errors::number_invalid(pair.as_str(), self.span(pair)));
            0
        })
    }

    /// `literal`: a number, perhaps with a sign, or a string
    pub(super) fn literal(&self, pair: Pair<Rule>) -> Literal {
        let negative = pair.as_str().starts_with('-');
        let inner = part(pair);
        match inner.as_rule() {
            Rule::string => Literal::Text(text_of(inner.as_str())),
            _ if negative => Literal::Number(self.number(&inner).wrapping_neg()),
            _ => Literal::Number(self.number(&inner)),
        }
    }
}

/// The value of a number as strtoull(3) with base 0 reads it; values from 2^63 on wrap to negative ones.
pub(crate) fn number_of(text: &str) -> Option<i64> {
    let number = if let Some(digits) = text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        u64::from_str_radix(digits, 16)
    } else if text.len() > 1 && text.starts_with('0') {
        u64::from_str_radix(&text[1..], 8)
    } else {
        text.parse()
    };
    number.ok().map(|number| number as i64)
}

/// The bytes of one or more quoted strings with blanks and comments between them, up to the first NUL byte.
pub(crate) fn text_of(source: &str) -> Vec<u8> {
    unquoted(source, |value, text| text.push(value))
}

/// The bytes of a format: as [`text_of`], but a percent sign made by an escape stands for itself and begins no conversion.
pub(crate) fn format_of(source: &str) -> Vec<u8> {
    unquoted(source, |value, text| {
        text.push(value);
        if value == b'%' {
            text.push(value);
        }
    })
}

/// The bytes between the quotes; `escaped` appends the value of an escape.
fn unquoted(source: &str, escaped: impl Fn(u8, &mut Vec<u8>)) -> Vec<u8> {
    let bytes = source.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let mut inside = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => inside = !inside,
            b'\\' if inside => {
                if let Some((value, length)) = escape(&bytes[at..]) {
                    escaped(value, &mut text);
                    at += length;
                }
            }
            _ if inside => text.push(byte),
            b'#' | b'/' => at += comment_length(&bytes[at - 1..]) - 1,
            _ => {}
        }
    }
    if let Some(end) = text.iter().position(|&byte| byte == 0) {
        text.truncate(end);
    }
    text
}

/// The length of the comment that `bytes` begin with.
pub(crate) fn comment_length(bytes: &[u8]) -> usize {
    let end = if bytes.starts_with(b"/*") {
        let body = bytes[2..].windows(2).position(|pair| pair == b"*/");
        body.map(|length| length + 4)
    } else {
        bytes.iter().position(|&byte| byte == b'\n')
    };
    end.unwrap_or(bytes.len())
}

/// What the escape with these bytes behind its backslash means, and how many of them belong to it.
fn escape(bytes: &[u8]) -> Option<(u8, usize)> {
    Some(match bytes {
        [b'a', ..] => (7, 1),
        [b'b', ..] => (8, 1),
        [b't', ..] => (b'\t', 1),
        [b'n', ..] => (b'\n', 1),
        [b'v', ..] => (11, 1),
        [b'f', ..] => (12, 1),
        [b'r', ..] => (b'\r', 1),
        [b'x', rest @ ..] if rest.first().is_some_and(u8::is_ascii_hexdigit) => {
            let (value, length) = digits(rest, 16, 2);
            (value, length + 1)
        }
        [b'0'..=b'7', ..] => digits(bytes, 8, 3),
        [other, ..] => (*other, 1),
        [] => return None,
    })
}

/// The value of at most `most` digits, and their number.
fn digits(bytes: &[u8], base: u32, most: usize) -> (u8, usize) {
    let digits = bytes.iter().take(most);
    let values = digits.map_while(|&byte| char::from(byte).to_digit(base));
    let (value, length) = values.fold((0, 0), |(value, length), digit| {
        (value * base + digit, length + 1)
    });
    (value as u8, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wrap_up_to_64_bits() {
        for (text, number) in [
            ("0", Some(0)),
            ("00", Some(0)),
            ("0x2a", Some(42)),
            ("0X2A", Some(42)),
            ("052", Some(42)),
            ("18446744073709551615", Some(-1)),
            ("01777777777777777777777", Some(-1)),
            ("9223372036854775808", Some(i64::MIN)),
            ("18446744073709551616", None),
            ("12abc", None),
            ("089", None),
            ("0x", None),
        ] {
            assert_eq!(number_of(text), number, "{text}");
        }
    }

    #[test]
    fn strings_join_and_end_at_nul() {
        for (source, text) in [
            (r#""a\tb""#, "a\tb".as_bytes()),
            (r#""\x21\041\q\"""#, b"!!q\""),
            ("\"a\" /* \" */ \"b\" # \"c\"\n\"d\"", b"abd"),
            (r#""ab\0cd" "x""#, b"ab"),
            (r#""\1018""#, b"A8"),
            ("\"größe\"", "größe".as_bytes()),
            (r#""\303\266""#, "ö".as_bytes()),
        ] {
            assert_eq!(text_of(source), text, "{source}");
        }
    }
}
