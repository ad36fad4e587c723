//! Values of the script's type `string`: byte strings without NUL bytes.

use sigscript_grammar::syntax::Literal;

/// A byte string of 24 bytes: up to 23 bytes stand in it, more are shared with its clones and slices and copied only when written.
pub type Text = hipstr::LocalHipByt<'static>;

/// The bytes before the first NUL byte, which ends a string.
#[must_use]
pub fn before_nul(bytes: &[u8]) -> &[u8] {
    memchr::memchr(0, bytes).map_or(bytes, |end| &bytes[..end])
}

/// The text of a literal; empty for a number.
#[must_use]
pub fn of_literal(literal: &Literal) -> Text {
    match literal {
        Literal::Text(bytes) => Text::from(before_nul(bytes)),
        Literal::Number(_) => Text::new(),
    }
}

/// The number of a literal; 0 for a text.
#[must_use]
pub const fn number_of_literal(literal: &Literal) -> i64 {
    match literal {
        Literal::Number(number) => *number,
        Literal::Text(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_name_needs_no_allocation() {
        assert_eq!(size_of::<Text>(), 24);
        assert!(Text::from(&b"sixteen bytes ok"[..]).is_inline());
    }

    #[test]
    fn long_texts_are_shared() {
        let long = Text::from(vec![b'x'; 100]);
        assert_eq!(long.clone().as_ptr(), long.as_ptr());
        assert_eq!(long.slice(10..90).as_ptr(), long[10..].as_ptr());
    }

    #[test]
    fn a_nul_byte_ends_a_text() {
        assert_eq!(before_nul(b"ab\0cd"), b"ab");
        assert_eq!(of_literal(&Literal::Text(b"a\0b".to_vec())), b"a");
    }
}
