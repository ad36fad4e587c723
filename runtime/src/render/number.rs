//! The conversions of `printf` that show a number in digits.

use sigscript_grammar::format::{Conversion, Flag};

use super::{Field, WIDEST};

const LOWER: &[u8; 16] = b"0123456789abcdef";
const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// The digits of the largest number in octal.
type Digits = [u8; 22];

impl Field {
    /// `%d %u %o %x %X %p`
    pub(super) fn number(self, conversion: Conversion, value: i64, sink: &mut Vec<u8>) {
        let mut buffer = Digits::default();
        let digits = match conversion {
            Conversion::Decimal => digits::<10>(value.unsigned_abs(), LOWER, &mut buffer),
            Conversion::Octal => digits::<8>(value as u64, LOWER, &mut buffer),
            Conversion::Hexadecimal | Conversion::Pointer => {
                digits::<16>(value as u64, LOWER, &mut buffer)
            }
            Conversion::UpperHexadecimal => digits::<16>(value as u64, UPPER, &mut buffer),
            _ => digits::<10>(value as u64, LOWER, &mut buffer),
        };
        self.lay_out(self.prefix(conversion, value), digits, sink);
    }

    /// What stands before the digits: a sign, or the mark of the base.
    fn prefix(self, conversion: Conversion, value: i64) -> &'static [u8] {
        match (conversion, self.flag) {
            (Conversion::Decimal, _) if value < 0 => b"-",
            (Conversion::Decimal, Some(Flag::Plus)) => b"+",
            (Conversion::Decimal, Some(Flag::Blank)) => b" ",
            (Conversion::Pointer, _) | (Conversion::Hexadecimal, Some(Flag::Alternate)) => b"0x",
            (Conversion::UpperHexadecimal, Some(Flag::Alternate)) => b"0X",
            (Conversion::Octal, Some(Flag::Alternate)) => b"0",
            _ => b"",
        }
    }

    /// Zeros for the precision, or for the whole width with `0`, stand between prefix and digits; blanks stand outside.
    fn lay_out(self, prefix: &[u8], digits: &[u8], sink: &mut Vec<u8>) {
        let width = self.width.unwrap_or(0);
        let fill = if self.flag == Some(Flag::Zero) {
            width.saturating_sub(prefix.len())
        } else {
            0
        };
        let shown = digits
            .len()
            .max(self.precision.unwrap_or(0).min(WIDEST))
            .max(fill);
        let end = sink.len() + width.max(prefix.len() + shown);
        if self.flag != Some(Flag::Left) {
            sink.resize(end - prefix.len() - shown, b' ');
        }
        sink.extend_from_slice(prefix);
        sink.resize(sink.len() + shown - digits.len(), b'0');
        sink.extend_from_slice(digits);
        sink.resize(end, b' ');
    }
}

/// The digits of `value`, at the end of `buffer`; at least one.
fn digits<'a, const BASE: u64>(
    mut value: u64,
    alphabet: &[u8; 16],
    buffer: &'a mut Digits,
) -> &'a [u8] {
    let mut start = buffer.len();
    loop {
        start -= 1;
        buffer[start] = alphabet[(value % BASE) as usize];
        value /= BASE;
        if value == 0 {
            return &buffer[start..];
        }
    }
}
