//! Control characters to text that is safe to show: for terminals, and as escapes of C.

/// Whether [`for_terminal`] surely leaves `bytes` as they are: they are printable ASCII.
#[must_use]
pub fn is_plain(bytes: &[u8]) -> bool {
    !bytes.iter().any(|&byte| is_control(byte) || byte >= 0x80)
}

/// Appends `bytes` to `sink` so that a terminal shows them and obeys none of them.
///
/// Line feed and tab stay. The other control characters (C0, DEL, and C1 whether encoded in UTF-8 or as a bare byte, which
/// 8-bit terminals obey) become `\033` and its like, every other byte stays, be it valid UTF-8 or not.
pub fn for_terminal(bytes: &[u8], sink: &mut Vec<u8>) {
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\n' | '\t' => sink.push(character as u8),
                _ if character.is_control() => octal(character as u8, sink),
                _ => sink.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        for &byte in chunk.invalid() {
            if (0x80..=0x9f).contains(&byte) {
                octal(byte, sink);
            } else {
                sink.push(byte);
            }
        }
    }
}

/// `byte` as in a string literal of C: itself if it is printable ASCII, else `\n` and its like or three octal digits.
pub fn in_c(byte: u8, scratch: &mut [u8; 4]) -> &[u8] {
    match byte {
        0x07 => b"\\a",
        0x08 => b"\\b",
        b'\t' => b"\\t",
        b'\n' => b"\\n",
        0x0b => b"\\v",
        0x0c => b"\\f",
        b'\r' => b"\\r",
        b'"' => b"\\\"",
        b'\\' => b"\\\\",
        b' '..=b'~' => {
            scratch[0] = byte;
            &scratch[..1]
        }
        _ => {
            *scratch = octal_of(byte);
            scratch
        }
    }
}

const fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' && byte != b'\t' || byte == 0x7f
}

const fn octal_of(byte: u8) -> [u8; 4] {
    [
        b'\\',
        b'0' + (byte >> 6),
        b'0' + (byte >> 3 & 7),
        b'0' + (byte & 7),
    ]
}

fn octal(byte: u8, sink: &mut Vec<u8>) {
    sink.extend_from_slice(&octal_of(byte));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Vec<u8> {
        let mut sink = Vec::new();
        for_terminal(bytes, &mut sink);
        assert!(!is_plain(bytes) || sink == bytes);
        sink
    }

    #[test]
    fn terminals_get_no_control_characters() {
        for (bytes, expected) in [
            (&b"plain text\n\tis kept"[..], &b"plain text\n\tis kept"[..]),
            (b"\x1b[31mred\x1b[0m", b"\\033[31mred\\033[0m"),
            (b"\x07\r\x7f\0", b"\\007\\015\\177\\000"),
            ("größe →".as_bytes(), "größe →".as_bytes()),
            ("\u{9b}31m".as_bytes(), b"\\23331m"),
            (b"\x9b31m", b"\\23331m"),
            (b"\xff\xe9", b"\xff\xe9"),
            (b"\xe2\x86", b"\xe2\\206"),
            (b"", b""),
        ] {
            assert_eq!(
                shown(bytes),
                expected,
                "{:?}",
                bytes.escape_ascii().to_string()
            );
        }
    }

    #[test]
    fn no_byte_that_a_terminal_obeys_is_left() {
        for byte in 0..=u8::MAX {
            let left = shown(&[byte]);
            assert!(left == [byte] || left[0] == b'\\');
            assert_eq!(
                left.len() == 4,
                is_control(byte) || (0x80..=0x9f).contains(&byte),
                "{byte:#x}"
            );
        }
    }
}
