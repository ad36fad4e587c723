//! Bytes of a process's memory to text: quoted strings, and structures by formats that the library holds.
//!
//! A format is text with directives, each `%`, a letter, a size in bytes, and a table in parentheses where the letter needs one. They
//! take the structure's members from its first byte on:
//!
//! | directive | shows |
//! |---|---|
//! | `%d4` `%u4` `%x4` `%o4` | a number: signed, unsigned, hexadecimal, octal |
//! | `%h4` | eight hexadecimal digits |
//! | `%p8` | an address: `NULL` or hexadecimal |
//! | `%f4(1=A,2=B)` `%e4(1=A)` | flags, a value: see `_flag_names`, `_value_name` |
//! | `%s8(HUP INT)` | a set of signals: see `_set_names` |
//! | `%m4(040000=S_IFDIR)` | a file's mode: its type by name, its permissions |
//! | `%r8` | a limit: a number, in units of 1024 where it is one of them |
//! | `%n2` | an unsigned number in network order |
//! | `%i4` `%i16` | an address of IPv4 or IPv6 |
//! | `%b65` | characters up to a NUL byte, in double quotes |
//! | `%a` | all the rest, as the path of a local socket |
//! | `%v8` | a device: `makedev(0x8, 0x1)` |
//! | `%_4` | nothing |
//! | `%@24` | nothing, and goes on at this offset from the structure's first byte |

use std::fmt::Display;
use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::flags;
use super::row::rows;
use crate::text::Text;

/// Bytes of a buffer and elements of an array that are shown.
const SHOWN: usize = 32;

rows! { world;
    /// Text in double quotes; in place of `unread`, its address. With a limit other than 0, so many bytes at most, then `...`.
    raw fn _quoted_at(address: Long, text: String, unread: String, limit: Long) -> String {
        if text == unread {
            return_address(address)
        } else {
            let limit = usize::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(usize::MAX);
            text_of(|out| quoted(text, text.len(), limit, out))
        }
    }

    /// A buffer of a length in double quotes, 32 bytes at most, then `...`; its address where it could not be read.
    raw fn _buffer_at(address: Long, bytes: String, length: Long) -> String {
        let length = usize::try_from(length).unwrap_or(0);
        if address == 0 || bytes.len() < length.min(SHOWN) {
            return_address(address)
        } else {
            text_of(|out| quoted(&bytes[..length.min(bytes.len())], length, SHOWN, out))
        }
    }

    /// As `_buffer_at`, with all bytes in hexadecimal.
    raw fn _hex_buffer_at(address: Long, bytes: String, length: Long) -> String {
        let length = usize::try_from(length).unwrap_or(0);
        let shown = length.min(SHOWN);
        if address == 0 || bytes.len() < shown {
            return_address(address)
        } else {
            text_of(|out| {
                out.push(b'"');
                bytes[..shown].iter().for_each(|byte| show(format_args!("\\x{byte:02x}"), out));
                out.extend_from_slice(if length > shown { b"\"..." } else { b"\"" });
            })
        }
    }

    /// A structure by a format; its address where it could not be read.
    raw fn _struct_at(address: Long, bytes: String, format: String) -> String {
        structure(bytes, format).unwrap_or_else(|| return_address(address))
    }

    /// As `_struct_at`, of the first so many bytes only.
    raw fn _struct_at(address: Long, bytes: String, length: Long, format: String) -> String {
        let length = usize::try_from(length).unwrap_or(0).min(bytes.len());
        structure(&bytes[..length], format).unwrap_or_else(|| return_address(address))
    }

    /// An array of so many structures by a format, 32 at most; its address where it could not be read.
    raw fn _structs_at(address: Long, bytes: String, count: Long, format: String) -> String {
        structures(address, bytes, count, format).unwrap_or_else(|| return_address(address))
    }

    /// The number at an offset in bytes, of 1, 2, 4 or 8 bytes; 0 where they end before.
    raw fn _number_in(bytes: String, offset: Long, size: Long) -> Long {
        let part = usize::try_from(offset).ok().zip(usize::try_from(size).ok());
        let part = part.and_then(|(offset, size)| bytes.get(offset..offset.checked_add(size)?));
        part.map_or(0, |part| number(part).cast_signed())
    }

    /// How many addresses stand in bytes before the first NULL; -1 where there is none.
    raw fn _addresses_in(bytes: String) -> Long {
        let end = bytes.as_chunks::<8>().0.iter().position(|word| *word == [0; 8]);
        end.and_then(|end| i64::try_from(end).ok()).unwrap_or(-1)
    }

    /// Permissions in octal, three digits at least.
    pure fn _octal(mode: Long) -> String {
        text_of(|out| match mode {
            0..0o100 => show(format_args!("{mode:03o}"), out),
            _ => show(format_args!("0{mode:o}"), out),
        })
    }

    /// A number in hexadecimal, as C's `%#x`: 0 has no `0x`.
    pure fn _hexadecimal(value: Long) -> String {
        if value == 0 { Text::borrowed(b"0") } else { text_of(|out| show(format_args!("{value:#x}"), out)) }
    }

    /// An address as text: hexadecimal, or `NULL`.
    pure fn _address(address: Long) -> String { return_address(address) }
}

fn text_of(append: impl FnOnce(&mut Vec<u8>)) -> Text {
    let mut out = Vec::new();
    append(&mut out);
    Text::from(out)
}

fn return_address(address: i64) -> Text {
    text_of(|out| pointer(address.cast_unsigned(), out))
}

fn pointer(address: u64, out: &mut Vec<u8>) {
    match address {
        0 => out.extend_from_slice(b"NULL"),
        _ => show(format_args!("{address:#x}"), out),
    }
}

fn show(value: impl Display, out: &mut Vec<u8>) {
    // Writing into memory does not fail.
    let _ = write!(out, "{value}");
}

/// A little-endian number.
fn number(bytes: &[u8]) -> u64 {
    let bytes = bytes.iter().take(8).rev();
    bytes.fold(0, |value, &byte| value << 8 | u64::from(byte))
}

/// Appends bytes in double quotes, with C's escapes; octal ones as short as the next byte allows.
fn quoted(bytes: &[u8], length: usize, limit: usize, out: &mut Vec<u8>) {
    out.push(b'"');
    escaped(&bytes[..bytes.len().min(limit)], out);
    out.extend_from_slice(if length > limit { b"\"..." } else { b"\"" });
}

fn escaped(bytes: &[u8], out: &mut Vec<u8>) {
    for (at, &byte) in bytes.iter().enumerate() {
        let letter = match byte {
            b'\n' => b'n',
            b'\t' => b't',
            b'\r' => b'r',
            0x0b => b'v',
            0x0c => b'f',
            b'"' | b'\\' => byte,
            b' '..=b'~' => {
                out.push(byte);
                continue;
            }
            _ => {
                let digit_follows = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                let width = if digit_follows { 3 } else { 1 };
                show(format_args!("\\{byte:0width$o}"), out);
                continue;
            }
        };
        out.extend_from_slice(&[b'\\', letter]);
    }
}

/// A structure as text; `None` where the bytes end before it does.
fn structure(bytes: &[u8], format: &[u8]) -> Option<Text> {
    let mut out = Vec::new();
    members(bytes, format, &mut out)?;
    Some(Text::from(out))
}

fn structures(address: i64, bytes: &[u8], count: i64, format: &[u8]) -> Option<Text> {
    if address == 0 {
        return None;
    }
    let count = usize::try_from(count).unwrap_or(0);
    let mut out = vec![b'['];
    let mut rest = bytes;
    for index in 0..count {
        if index > 0 {
            out.extend_from_slice(b", ");
        }
        if index == SHOWN || (index > 0 && rest.is_empty()) {
            out.extend_from_slice(b"...");
            break;
        }
        rest = members(rest, format, &mut out)?;
    }
    out.push(b']');
    Some(Text::from(out))
}

/// Appends a structure's members and gives the bytes behind it.
fn members<'a>(all: &'a [u8], mut format: &[u8], out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let mut bytes = all;
    while let Some(at) = memchr::memchr(b'%', format) {
        out.extend_from_slice(&format[..at]);
        let (directive, rest) = Directive::read(&format[at + 1..])?;
        format = rest;
        let size = match directive.letter {
            b'@' => {
                bytes = all.get(directive.size..)?;
                continue;
            }
            b'a' => bytes.len(),
            _ => directive.size,
        };
        let (member, behind) = bytes.split_at_checked(size)?;
        bytes = behind;
        directive.show(member, out);
    }
    out.extend_from_slice(format);
    Some(bytes)
}

struct Directive<'a> {
    letter: u8,
    size: usize,
    table: &'a [u8],
}

impl<'a> Directive<'a> {
    /// The directive that follows a `%`, and what follows it.
    fn read(format: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (&letter, rest) = format.split_first()?;
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let size = std::str::from_utf8(&rest[..digits])
            .ok()?
            .parse()
            .unwrap_or(0);
        let mut rest = &rest[digits..];
        let mut table: &[u8] = b"";
        if let (b'f' | b'e' | b's' | b'm', [b'(', behind @ ..]) = (letter, rest) {
            let end = memchr::memchr(b')', behind)?;
            table = &behind[..end];
            rest = &behind[end + 1..];
        }
        let directive = Self {
            letter,
            size,
            table,
        };
        Some((directive, rest))
    }

    fn show(&self, member: &[u8], out: &mut Vec<u8>) {
        let value = number(member);
        let unused = 64 - 8 * self.size.clamp(1, 8) as u32;
        let signed = (value << unused).cast_signed() >> unused;
        match self.letter {
            b'd' => show(signed, out),
            b'u' => show(value, out),
            b'x' if value == 0 => out.push(b'0'),
            b'x' => show(format_args!("{value:#x}"), out),
            b'h' => show(format_args!("{value:08x}"), out),
            b'o' if value == 0 => out.push(b'0'),
            b'o' => show(format_args!("0{value:o}"), out),
            b'p' => pointer(value, out),
            b'f' => flags::flags(value, self.table, out),
            b'e' => flags::named(value, self.table, out),
            b's' => flags::set(value, self.table, out),
            b'm' => {
                flags::named(value & 0o170_000, self.table, out);
                show(format_args!("|0{:o}", value & 0o7777), out);
            }
            b'r' => limit(value, out),
            b'v' => device(value, out),
            b'n' => show(
                member
                    .iter()
                    .fold(0_u64, |all, &byte| all << 8 | u64::from(byte)),
                out,
            ),
            b'i' => internet(member, out),
            b'b' => {
                let text = crate::text::before_nul(member);
                quoted(text, text.len(), usize::MAX, out);
            }
            b'a' => local(member, out),
            _ => {}
        }
    }
}

/// A device number, as `stat` gives it (`new_encode_dev`, and glibc's `makedev` beyond).
fn device(value: u64, out: &mut Vec<u8>) {
    let major = value >> 8 & 0xfff | value >> 32 & !0xfff;
    let minor = value & 0xff | value >> 12 & !0xff;
    show(format_args!("makedev({major:#x}, {minor:#x})"), out);
}

/// A resource limit, as `getrlimit` gives it.
fn limit(value: u64, out: &mut Vec<u8>) {
    match value {
        u64::MAX => out.extend_from_slice(b"RLIM64_INFINITY"),
        1025.. if value.is_multiple_of(1024) => show(format_args!("{}*1024", value / 1024), out),
        _ => show(value, out),
    }
}

fn internet(member: &[u8], out: &mut Vec<u8>) {
    if let Ok(bytes) = <[u8; 4]>::try_from(member) {
        show(Ipv4Addr::from(bytes), out);
    } else if let Ok(bytes) = <[u8; 16]>::try_from(member) {
        show(Ipv6Addr::from(bytes), out);
    }
}

/// A local socket's path, or its name behind `@` in the namespace without files.
fn local(path: &[u8], out: &mut Vec<u8>) {
    if let [0, name @ ..] = path {
        out.push(b'@');
        quoted(name, name.len(), usize::MAX, out);
    } else {
        let path = crate::text::before_nul(path);
        quoted(path, path.len(), usize::MAX, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8], format: &str) -> String {
        let text = structure(bytes, format.as_bytes()).expect("there are bytes enough");
        String::from_utf8(text.to_vec()).unwrap()
    }

    #[test]
    fn structures_follow_formats() {
        let times = [5_i64.to_le_bytes(), (-1_i64).to_le_bytes()].concat();
        assert_eq!(shown(&times, "{sec=%d8, nsec=%d8}"), "{sec=5, nsec=-1}");
        assert_eq!(shown(&[1, 0, 0xff], "%u2 %d1"), "1 -1");
        assert_eq!(shown(&[0, 80, 127, 0, 0, 1], "%n2 %i4"), "80 127.0.0.1");
        assert_eq!(shown(&[0; 8], "%p8"), "NULL");
        assert_eq!(shown(&8192_u64.to_le_bytes(), "%r8"), "8*1024");
        assert_eq!(shown(&[0xa4, 0x81], "%m2(0100000=S_IFREG)"), "S_IFREG|0644");
        assert_eq!(shown(&0x103_u64.to_le_bytes(), "%v8"), "makedev(0x1, 0x3)");
        assert_eq!(shown(&[1, 2, 3], "%@1%u1 %@0%u1"), "2 1");
        assert_eq!(shown(b"ab\0\0", "%b4"), "\"ab\"");
        assert_eq!(shown(b"\0name", "%a"), "@\"name\"");
        assert_eq!(structure(&[1], b"%d4"), None);
    }

    #[test]
    fn octal_escapes_are_short_where_that_is_clear() {
        let mut out = Vec::new();
        escaped(b"\0\x011\xff\n", &mut out);
        assert_eq!(out, b"\\0\\0011\\377\\n");
    }

    #[test]
    fn arrays_end_where_they_were_read() {
        let text = structures(1, &[1, 2], 4, b"%u1").unwrap();
        assert_eq!(&text[..], b"[1, 2, ...]");
        assert_eq!(structures(1, &[], 1, b"%u1"), None);
        assert_eq!(&structures(1, &[], 0, b"%u1").unwrap()[..], b"[]");
    }
}
