//! Numbers to the names of their flags and values, by tables that the library holds as text: `1=O_WRONLY,2=O_RDWR`.
//!
//! A row `?=O_???` is for what has no name: it stands behind the number in a comment. A table's other numbers are decimal, hexadecimal behind `0x` or octal behind `0`; its order is the order of the output.

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The flags that are set in a number, `A|B`, by a table `1=A,2=B`; what has no name follows as a number. Where nothing is set, the
    /// table's name for 0, or `0`. A row of several bits counts where all of them are set; `mask/bits=NAME` where the bits under
    /// the mask are these.
    pure fn _flag_names(value: Long, table: String) -> String {
        let mut out = Vec::new();
        flags(value.cast_unsigned(), table, &mut out);
        Text::from(out)
    }

    /// The name of a number by a table `0=A,1=B`; a hexadecimal number where it has none there.
    pure fn _value_name(value: Long, table: String) -> String {
        let mut out = Vec::new();
        named(value.cast_unsigned(), table, &mut out);
        Text::from(out)
    }

    /// The names of the bits that are set in a number, lowest first, `[A C]`, by a list `A B C`, numbers where it
    /// is empty; `~[B]`, those that are not, where at least two in three are set.
    pure fn _set_names(value: Long, names: String) -> String {
        let mut out = Vec::new();
        set(value.cast_unsigned(), names, &mut out);
        Text::from(out)
    }
}

/// One row of a table: the bits, those of them that are compared, the name.
struct Entry<'a> {
    mask: u64,
    bits: u64,
    name: &'a [u8],
}

fn entries(table: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    table.split(|&byte| byte == b',').filter_map(|row| {
        let equals = memchr::memchr(b'=', row)?;
        let (numbers, name) = (&row[..equals], &row[equals + 1..]);
        let (mask, bits) = match memchr::memchr(b'/', numbers) {
            Some(slash) => (number(&numbers[..slash])?, number(&numbers[slash + 1..])?),
            None => (number(numbers)?, number(numbers)?),
        };
        Some(Entry { mask, bits, name })
    })
}

/// A number as C writes it, with a sign perhaps.
fn number(text: &[u8]) -> Option<u64> {
    let (negative, digits) = match text.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (base, digits) = match digits {
        [b'0', b'x', digits @ ..] => (16, digits),
        [b'0', digits @ ..] if !digits.is_empty() => (8, digits),
        digits => (10, digits),
    };
    let mut value = 0_u64;
    for &digit in digits {
        let digit = char::from(digit).to_digit(base)?;
        value = value.wrapping_mul(base.into()).wrapping_add(digit.into());
    }
    Some(if negative {
        value.wrapping_neg()
    } else {
        value
    })
}

/// Appends flags by name.
pub fn flags(value: u64, table: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    let mut left = value;
    let mut zero: &[u8] = b"0";
    for Entry { mask, bits, name } in entries(table) {
        let compares = mask != bits;
        if mask == 0 {
            zero = name;
        } else if left & mask == bits && (compares || bits != 0) {
            separate(start, out);
            out.extend_from_slice(name);
            left &= !mask;
        }
    }
    if left != 0 {
        let alone = out.len() == start;
        separate(start, out);
        out.extend_from_slice(format!("{left:#x}").as_bytes());
        if alone {
            unnamed(table, out);
        }
    } else if out.len() == start {
        out.extend_from_slice(zero);
    }
}

fn separate(start: usize, out: &mut Vec<u8>) {
    if out.len() > start {
        out.push(b'|');
    }
}

/// Appends a value by name.
pub fn named(value: u64, table: &[u8], out: &mut Vec<u8>) {
    if let Some(entry) = entries(table).find(|entry| entry.bits == value) {
        out.extend_from_slice(entry.name);
        return;
    }
    let number = if value == 0 {
        "0".to_owned()
    } else {
        format!("{value:#x}")
    };
    out.extend_from_slice(number.as_bytes());
    unnamed(table, out);
}

/// Appends what a table says of that for which it has no name.
fn unnamed(table: &[u8], out: &mut Vec<u8>) {
    let mut rows = table.rsplit(|&byte| byte == b',');
    if let Some(name) = rows.find_map(|row| row.strip_prefix(b"?=")) {
        out.extend_from_slice(&[b" /* ", name, b" */"].concat());
    }
}

/// Appends the names of bits.
pub fn set(value: u64, names: &[u8], out: &mut Vec<u8>) {
    let inverted = !names.is_empty() && value.count_ones() >= 64 * 2 / 3;
    let shown = if inverted { !value } else { value };
    let mut names = names.split(|&byte| byte == b' ');
    out.extend_from_slice(if inverted { b"~[" } else { b"[" });
    let start = out.len();
    for bit in 0..64 {
        let name = names.next().filter(|name| !name.is_empty());
        if shown & (1 << bit) == 0 {
            continue;
        }
        if out.len() > start {
            out.push(b' ');
        }
        match name {
            Some(name) => out.extend_from_slice(name),
            None => out.extend_from_slice(bit.to_string().as_bytes()),
        }
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(append: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        append(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn flags_have_names() {
        let table = b"3/0=RDONLY,3/1=WRONLY,3/2=RDWR,0x40=CREAT,04000000=CLOEXEC";
        for (value, expected) in [
            (0, "RDONLY"),
            (1, "WRONLY"),
            (0o4_000_102, "RDWR|CREAT|CLOEXEC"),
            (0x8_0000, "RDONLY|0x80000"),
        ] {
            assert_eq!(shown(|out| flags(value, table, out)), expected);
        }
        assert_eq!(shown(|out| flags(0, b"0=NONE,1=A", out)), "NONE");
        assert_eq!(shown(|out| flags(4, b"0=NONE,1=A", out)), "0x4");
        assert_eq!(shown(|out| flags(0, b"1=A", out)), "0");
        assert_eq!(
            shown(|out| flags(4, b"1=A,?=A_???", out)),
            "0x4 /* A_??? */"
        );
        assert_eq!(shown(|out| flags(5, b"1=A,?=A_???", out)), "A|0x4");
        assert_eq!(shown(|out| flags(7, b"3=AB,4=C", out)), "AB|C");
    }

    #[test]
    fn values_have_names() {
        let table = b"0=ZERO,-1=NONE";
        assert_eq!(shown(|out| named(0, table, out)), "ZERO");
        assert_eq!(shown(|out| named(u64::MAX, table, out)), "NONE");
        assert_eq!(shown(|out| named(5, table, out)), "0x5");
    }

    #[test]
    fn sets_are_lists() {
        assert_eq!(shown(|out| set(0, b"A B C", out)), "[]");
        assert_eq!(shown(|out| set(5, b"A B C", out)), "[A C]");
        assert_eq!(shown(|out| set(9, b"", out)), "[0 3]");
        assert_eq!(shown(|out| set(!2, b"A B C", out)), "~[B]");
    }
}
