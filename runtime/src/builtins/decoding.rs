//! Bytes of the kernel to text and numbers, by layouts that the compiler makes of types.

use std::io::Write as _;

use super::quoting::quote;
use super::row::rows;
use crate::text::{Text, before_nul};
use crate::vm::Failure;

rows! { world;
    /// `bytes` as text, by a layout in which `<d32+64>` stands for the signed number of 64 bits from bit 32 on.
    pure fn _decoded(bytes: String, layout: String) -> String { decoded(bytes, layout) }

    /// The same; `address`, where there are no bytes.
    pure fn _decoded(bytes: String, layout: String, address: Long) -> String {
        if bytes.is_empty() { Text::from(format!("{address:#x}").into_bytes()) } else { decoded(bytes, layout) }
    }

    /// The number with this index in an array of numbers of `size` bytes; an error where it has none.
    // Not pure, as it may fail: a call whose value is unused must still be made.
    impure fn _element(bytes: String, index: Long, size: Long, signed: Long) -> Long {
        element(bytes, index, size, signed != 0)
    }
}

/// One `<…>` of a layout.
struct Directive {
    letter: u8,
    /// The first bit.
    at: usize,
    /// How many bits.
    bits: usize,
    /// How many times in a row; `None`: as often as there are bytes.
    count: Option<usize>,
}

fn decoded(bytes: &[u8], layout: &[u8]) -> Text {
    let mut text = Vec::with_capacity(layout.len());
    let mut rest = layout;
    while let Some(start) = memchr::memchr(b'<', rest) {
        text.extend_from_slice(&rest[..start]);
        rest = &rest[start..];
        let Some(length) = memchr::memchr(b'>', rest) else {
            break;
        };
        if let Some(directive) = directive(&rest[1..length]) {
            directive.write(bytes, &mut text);
        }
        rest = &rest[length + 1..];
    }
    text.extend_from_slice(rest);
    Text::from(text)
}

fn directive(text: &[u8]) -> Option<Directive> {
    let (&letter, numbers) = text.split_first()?;
    let numbers = str::from_utf8(numbers).ok()?;
    let (numbers, count) = match numbers.split_once('*') {
        None => (numbers, Some(1)),
        Some((numbers, "")) => (numbers, None),
        Some((numbers, count)) => (numbers, Some(count.parse().ok()?)),
    };
    let (at, bits) = numbers.split_once('+')?;
    Some(Directive {
        letter,
        at: at.parse().ok()?,
        bits: bits.parse().ok().filter(|bits| *bits > 0)?,
        count,
    })
}

impl Directive {
    fn write(&self, bytes: &[u8], text: &mut Vec<u8>) {
        let there = (bytes.len() * 8).saturating_sub(self.at) / self.bits;
        for index in 0..self.count.unwrap_or(there) {
            if index > 0 {
                text.extend_from_slice(b", ");
            }
            if index >= there && self.letter != b's' {
                // What lies behind the last page that could be read.
                text.push(b'?');
                break;
            }
            self.write_one(bytes, self.at + index * self.bits, text);
        }
    }

    fn write_one(&self, bytes: &[u8], at: usize, text: &mut Vec<u8>) {
        if self.letter == b's' {
            let end = bytes.len().min((at + self.bits) / 8);
            let characters = bytes.get(at / 8..end).unwrap_or_default();
            text.extend_from_slice(&quote(before_nul(characters)));
            return;
        }
        let Some(value) = bits(bytes, at, self.bits) else {
            text.push(b'?');
            return;
        };
        // Writing to memory cannot fail.
        let _ = match self.letter {
            b'd' => write!(text, "{}", sign(value, self.bits)),
            b'u' => write!(text, "{value}"),
            _ => write!(text, "{value:#x}"),
        };
    }
}

/// Some bits of little-endian bytes, at most 64.
fn bits(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    let (first, shift) = (at / 8, at % 8);
    let end = (at + count).div_ceil(8);
    let mut wide = [0; 16];
    let part = bytes.get(first..end).filter(|part| part.len() <= 9)?;
    wide[..part.len()].copy_from_slice(part);
    let word = (u128::from_le_bytes(wide) >> shift) as u64;
    match count {
        0..64 => Some(word & ((1 << count) - 1)),
        64 => Some(word),
        _ => None,
    }
}

/// The number of so many bits with its sign.
fn sign(value: u64, bits: usize) -> i64 {
    let unused = 64 - bits.clamp(1, 64) as u32;
    (value << unused).cast_signed() >> unused
}

fn element(bytes: &Text, index: i64, size: i64, signed: bool) -> Result<i64, Failure> {
    let size = usize::try_from(size)
        .ok()
        .filter(|size| (1..=8).contains(size));
    let number = size.and_then(|size| {
        let at = usize::try_from(index).ok()?.checked_mul(size)?;
        bits(bytes, at.checked_mul(8)?, size * 8).map(|value| (value, size * 8))
    });
    match number {
        Some((value, bits)) if signed => Ok(sign(value, bits)),
        Some((value, _)) => Ok(value.cast_signed()),
        None => {
            let length = bytes.len() / size.unwrap_or(1);
            Err(Failure::error(format!(
                "index {index} lies outside the array of {length}"
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8], layout: &str) -> String {
        String::from_utf8(decoded(bytes, layout.as_bytes()).to_vec()).unwrap()
    }

    #[test]
    fn layouts() {
        let bytes = [0xff, 0xff, 0x34, 0x12, b'a', b'"', 0, b'b'];
        for (layout, expected) in [
            ("{.a=<d0+16>, .b=<u16+16>}", "{.a=-1, .b=4660}"),
            ("<x16+16> <x20+4> <d12+4> <u12+4>", "0x1234 0x3 -1 15"),
            ("<s32+32>", "\"a\\\"\""),
            ("[<x0+8*3>, ...]", "[0xff, 0xff, 0x34, ...]"),
            ("[<x0+16*>]", "[0xffff, 0x1234, 0x2261, 0x6200]"),
            ("<u56+16> <u64+8> <u48+8*4>", "? ? 0, 98, ?"),
            ("<u12+64>", "?"),
            ("no directive < here", "no directive < here"),
            ("<> <d> <d1> <d1+> <d1+0> <d1+2*x>", "     "),
        ] {
            assert_eq!(shown(&bytes, layout), expected, "{layout}");
        }
        assert_eq!(shown(&[0x80, 1, 0, 0, 0, 0, 0, 0, 0x80], "<u7+64>"), "3");
        assert_eq!(shown(&[], "[<x0+16*>]"), "[]");
    }

    #[test]
    fn elements() {
        let bytes = Text::from(vec![1, 0, 0xfe, 0xff]);
        assert_eq!(element(&bytes, 1, 2, true).ok(), Some(-2));
        assert_eq!(element(&bytes, 1, 2, false).ok(), Some(0xfffe));
        for (index, size) in [(2, 2), (-1, 2), (i64::MAX, 8), (0, 0), (0, 9)] {
            assert!(
                element(&bytes, index, size, false).is_err(),
                "{index} {size}"
            );
        }
    }
}
