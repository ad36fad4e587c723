//! Strings made visible: unprintable bytes as the escapes of C.

use super::row::rows;
use crate::render::escape;
use crate::text::Text;

rows! { world;
    /// `text` with every byte that is not printable ASCII written as an escape of C.
    pure fn text_str(text: String) -> String { escaped(text, usize::MAX) }

    /// As `text_str`, at most `length` bytes (0: no limit); with `quoted` in double quotes, and `...` behind them where it was cut.
    pure fn text_strn(text: String, length: Long, quoted: Long) -> String {
        let limit = usize::try_from(length).ok().filter(|length| *length > 0).unwrap_or(usize::MAX);
        if quoted == 0 { escaped(text, limit) } else { in_quotes(text, limit) }
    }

    /// `text` in double quotes, with every byte that is not printable ASCII written as an escape of C.
    pure fn string_quoted(text: String) -> String { in_quotes(text, usize::MAX) }
}

/// The escaped text and how much of it, in whole escapes, fits into `limit` bytes.
fn escape_up_to(text: &[u8], limit: usize) -> (Vec<u8>, usize) {
    let (mut shown, mut fitting) = (Vec::with_capacity(text.len() + 2), 0);
    let mut scratch = [0; 4];
    for &byte in text {
        shown.extend_from_slice(escape::in_c(byte, &mut scratch));
        if shown.len() <= limit {
            fitting = shown.len();
        }
    }
    (shown, fitting)
}

fn escaped(text: &[u8], limit: usize) -> Text {
    let (mut shown, fitting) = escape_up_to(text, limit);
    shown.truncate(fitting);
    Text::from(shown)
}

/// The text in quotes, all of it.
pub(super) fn quote(text: &[u8]) -> Text {
    in_quotes(text, usize::MAX)
}

/// In all at most `limit` bytes, as long as that leaves room for the quotes and the dots.
fn in_quotes(text: &[u8], limit: usize) -> Text {
    let (shown, fitting) = escape_up_to(text, limit.saturating_sub(br#"""..."#.len()));
    if shown.len() <= limit.saturating_sub(br#""""#.len()) {
        Text::concat_slices(&[b"\"", &shown, b"\""])
    } else {
        Text::concat_slices(&[b"\"", &shown[..fitting], b"\"..."])
    }
}
