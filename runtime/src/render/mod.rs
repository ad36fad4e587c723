//! Templates to bytes: a parsed `printf` format and its values to what is printed, without parsing and without allocation.
//!
//! The rules are nearly C's: widths count bytes, a conversion has one flag, `#` adds its prefix to zero as
//! well, a negative `*` width counts as none and a negative `*` precision as 0.

pub mod escape;
mod number;

use std::ops::Range;
use std::slice::Iter;

use sigscript_grammar::format::{Conversion, Directive, Flag, Format, Piece, Size};

use crate::text::Text;

/// The widest width, in bytes: a wrong `*` argument must not fill the memory.
const WIDEST: usize = 1 << 16;

/// Writes `format` with its values, numbers and strings each in order, to the end of `sink`. Of a memory
/// dump, the value is what was read. Values that are missing count as 0 and the empty string.
pub fn render(format: &Format, numbers: &[i64], texts: &[Text], sink: &mut Vec<u8>) {
    let mut values = Values {
        numbers: numbers.iter(),
        texts: texts.iter(),
    };
    for piece in &format.pieces {
        match piece {
            Piece::Literal(bytes) => sink.extend_from_slice(bytes),
            Piece::Conversion(directive) => values.convert(directive, sink),
        }
    }
}

/// A value of a format and where it was rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Which argument it is, counted from 0, widths and precisions among them.
    pub argument: usize,
    /// Where it stands in the sink, filling characters included.
    pub place: Range<usize>,
    /// What it became.
    pub conversion: Conversion,
    /// What it is.
    pub value: Given,
}

/// A value as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A number.
    Number(i64),
    /// A string, or what was read of memory.
    Text(Text),
}

/// As [`render`], and tells of each value.
pub fn render_values(
    format: &Format,
    numbers: &[i64],
    texts: &[Text],
    sink: &mut Vec<u8>,
    tell: &mut impl FnMut(Rendered),
) {
    let mut values = Values {
        numbers: numbers.iter(),
        texts: texts.iter(),
    };
    let mut argument = 0;
    for piece in &format.pieces {
        let directive = match piece {
            Piece::Literal(bytes) => {
                sink.extend_from_slice(bytes);
                continue;
            }
            Piece::Conversion(directive) => directive,
        };
        let sizes = directive.size_arguments();
        let value = if directive.conversion.takes_text() {
            Given::Text(values.texts.as_slice().first().cloned().unwrap_or_default())
        } else {
            let number = values.numbers.as_slice().get(sizes);
            Given::Number(number.copied().unwrap_or(0))
        };
        let start = sink.len();
        values.convert(directive, sink);
        tell(Rendered {
            argument: argument + sizes,
            place: start..sink.len(),
            conversion: directive.conversion,
            value,
        });
        argument += sizes + 1;
    }
}

/// How many numbers and strings `format` takes.
#[must_use]
pub fn arity(format: &Format) -> (usize, usize) {
    let (mut numbers, mut texts) = (0, 0);
    for piece in &format.pieces {
        let Piece::Conversion(directive) = piece else {
            continue;
        };
        numbers += directive.size_arguments();
        if directive.conversion.takes_text() {
            texts += 1;
        } else {
            numbers += 1;
        }
    }
    (numbers, texts)
}

/// The values that are still to be converted.
struct Values<'a> {
    numbers: Iter<'a, i64>,
    texts: Iter<'a, Text>,
}

impl Values<'_> {
    fn number(&mut self) -> i64 {
        self.numbers.next().copied().unwrap_or(0)
    }

    fn text(&mut self) -> &[u8] {
        self.texts.next().map_or(&[][..], Text::as_slice)
    }

    fn size(&mut self, size: Size) -> usize {
        match size {
            Size::Fixed(size) => size as usize,
            Size::Argument => usize::try_from(self.number()).unwrap_or(0),
        }
    }

    fn convert(&mut self, directive: &Directive, sink: &mut Vec<u8>) {
        let width = directive.width.map(|size| self.size(size).min(WIDEST));
        let precision = directive.precision.map(|size| self.size(size));
        let field = Field {
            flag: directive.flag,
            width,
            precision,
        };
        match directive.conversion {
            Conversion::String => {
                let text = self.text();
                field.pad(
                    &text[..text.len().min(precision.unwrap_or(usize::MAX))],
                    b' ',
                    sink,
                );
            }
            Conversion::Character => field.character(self.number() as u8, sink),
            Conversion::Binary => field.binary(self.number(), sink),
            Conversion::Memory => field.pad(self.text(), b' ', sink),
            Conversion::MemoryHexadecimal => field.pad(&hexadecimal(self.text()), b' ', sink),
            number => field.number(number, self.number(), sink),
        }
    }
}

/// Two digits for each byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digit = |value: u8| char::from_digit(value.into(), 16).map_or(b'0', |digit| digit as u8);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// The flag and the sizes of one conversion.
#[derive(Clone, Copy)]
struct Field {
    flag: Option<Flag>,
    width: Option<usize>,
    precision: Option<usize>,
}

impl Field {
    /// Writes `bytes` padded with `filler` up to the width, on the left, or with `-` on the right.
    fn pad(self, bytes: &[u8], filler: u8, sink: &mut Vec<u8>) {
        let end = sink.len() + self.width.unwrap_or(0).max(bytes.len());
        if self.flag != Some(Flag::Left) {
            sink.resize(end - bytes.len(), filler);
        }
        sink.extend_from_slice(bytes);
        sink.resize(end, filler);
    }

    /// `%c`
    fn character(self, byte: u8, sink: &mut Vec<u8>) {
        if self.flag != Some(Flag::Alternate) {
            return self.pad(&[byte], b' ', sink);
        }
        match byte {
            b'\'' => self.pad(b"\\'", b' ', sink),
            b'"' => self.pad(b"\"", b' ', sink),
            _ => {
                let mut scratch = [0; 4];
                self.pad(escape::in_c(byte, &mut scratch), b' ', sink);
            }
        }
    }

    /// `%b`: the low bytes as they lie in memory. The width is their number where no precision says it, else it is filled up with NUL bytes.
    fn binary(self, value: i64, sink: &mut Vec<u8>) {
        let sizes = [self.precision, self.width];
        let valid = |size: &usize| matches!(size, 1 | 2 | 4 | 8);
        let size = sizes.into_iter().flatten().find(valid).unwrap_or(8);
        let bytes = value.to_ne_bytes();
        let low = if cfg!(target_endian = "little") {
            &bytes[..size]
        } else {
            &bytes[8 - size..]
        };
        self.pad(low, 0, sink);
    }
}

#[cfg(test)]
mod tests;
