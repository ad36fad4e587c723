//! What the conversions of a format take.

use sigscript_grammar::format::{Conversion, Format, Piece, Size};

use crate::rows::Kind;

/// What each argument of a format must be, and by which conversion. Addresses of memory dumps are resolved to what is read there.
pub fn conversions(text: &[u8]) -> Vec<(Kind, &'static str)> {
    let mut wanted = Vec::new();
    let pieces = Format::parse(text)
        .map(|format| format.pieces)
        .unwrap_or_default();
    for piece in pieces {
        let Piece::Conversion(directive) = piece else {
            continue;
        };
        for size in [directive.width, directive.precision] {
            if size == Some(Size::Argument) {
                wanted.push((Kind::Long, "*"));
            }
        }
        wanted.push(match directive.conversion {
            Conversion::String => (Kind::String, "%s"),
            Conversion::Decimal => (Kind::Long, "%d"),
            Conversion::Unsigned => (Kind::Long, "%u"),
            Conversion::Octal => (Kind::Long, "%o"),
            Conversion::Hexadecimal | Conversion::UpperHexadecimal => (Kind::Long, "%x"),
            Conversion::Pointer => (Kind::Long, "%p"),
            Conversion::Character => (Kind::Long, "%c"),
            Conversion::Binary => (Kind::Long, "%b"),
            Conversion::Memory | Conversion::MemoryHexadecimal => (Kind::String, "%m"),
        });
    }
    wanted
}
