//! Formats and values against what the conformance cases print for them.

use super::*;

/// A value of a row below.
enum Value {
    Number(i64),
    Text(&'static [u8]),
}
use Value::{Number as N, Text as T};

fn directive(
    flag: Option<Flag>,
    width: Option<Size>,
    precision: Option<Size>,
    conversion: Conversion,
) -> Format {
    Format {
        pieces: vec![Piece::Conversion(Directive {
            flag,
            width,
            precision,
            conversion,
        })],
    }
}

/// Reads `%` flag width `.` precision `l` letter, as the rows below write it.
fn parse(text: &str) -> Format {
    let mut rest = text.strip_prefix('%').expect("a conversion");
    let flags = [
        ('0', Flag::Zero),
        ('+', Flag::Plus),
        ('-', Flag::Left),
        (' ', Flag::Blank),
        ('#', Flag::Alternate),
    ];
    let flag = flags
        .into_iter()
        .find(|(letter, _)| rest.starts_with(*letter))
        .map(|(_, flag)| flag);
    rest = &rest[usize::from(flag.is_some())..];
    let size = |rest: &mut &str| {
        if let Some(after) = rest.strip_prefix('*') {
            *rest = after;
            return Some(Size::Argument);
        }
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit())
            .expect("a letter");
        let digits = rest[..end].parse().ok().map(Size::Fixed);
        *rest = &rest[end..];
        digits
    };
    let width = size(&mut rest);
    let precision = rest.strip_prefix('.').and_then(|mut after| {
        let precision = size(&mut after);
        rest = after;
        precision
    });
    let conversion = match rest.trim_start_matches('l') {
        "d" | "i" => Conversion::Decimal,
        "u" => Conversion::Unsigned,
        "o" => Conversion::Octal,
        "x" => Conversion::Hexadecimal,
        "X" => Conversion::UpperHexadecimal,
        "p" => Conversion::Pointer,
        "s" => Conversion::String,
        "c" => Conversion::Character,
        "b" => Conversion::Binary,
        other => panic!("{other}"),
    };
    directive(flag, width, precision, conversion)
}

/// A conversion, its values, and what they become.
const ROWS: &[(&str, &[Value], &[u8])] = &[
    // printf-d, printf-one-flag, printf-length-modifier
    ("%d", &[N(42)], b"42"),
    ("%i", &[N(-42)], b"-42"),
    ("%5d", &[N(42)], b"   42"),
    ("%-5d", &[N(-42)], b"-42  "),
    ("%05d", &[N(-42)], b"-0042"),
    ("%+d", &[N(42)], b"+42"),
    ("%+d", &[N(-42)], b"-42"),
    ("% d", &[N(42)], b" 42"),
    ("%2d", &[N(12345)], b"12345"),
    ("%+5d", &[N(7)], b"   +7"),
    ("% 5d", &[N(7)], b"    7"),
    ("%-05d", &[N(42)], b"42   "),
    ("%+05d", &[N(42)], b"  +42"),
    ("% 05d", &[N(42)], b"   42"),
    ("%#06x", &[N(255)], b"  0xff"),
    ("%00005d", &[N(42)], b"00042"),
    ("%-05s", &[T(b"ab")], b"ab   "),
    ("%5ld", &[N(9)], b"    9"),
    ("%ld", &[N(i64::MAX)], b"9223372036854775807"),
    ("%d", &[N(i64::MIN)], b"-9223372036854775808"),
    ("%.3d", &[N(-5)], b"-005"),
    ("%6.3d", &[N(5)], b"   005"),
    ("%.0d", &[N(0)], b"0"),
    // printf-u and the other bases
    ("%u", &[N(-1)], b"18446744073709551615"),
    ("%10u", &[N(7)], b"         7"),
    ("%-10u", &[N(7)], b"7         "),
    ("%010u", &[N(7)], b"0000000007"),
    ("%u", &[N(i64::MIN)], b"9223372036854775808"),
    ("%+u", &[N(7)], b"7"),
    ("%lo", &[N(8)], b"10"),
    ("%o", &[N(-1)], b"1777777777777777777777"),
    ("%#o", &[N(8)], b"010"),
    ("%#o", &[N(0)], b"00"),
    ("%x", &[N(-1)], b"ffffffffffffffff"),
    ("%#x", &[N(0)], b"0x0"),
    ("%#X", &[N(0xbeef)], b"0XBEEF"),
    ("%#010x", &[N(255)], b"      0xff"),
    ("%08x", &[N(255)], b"000000ff"),
    ("%p", &[N(0)], b"0x0"),
    ("%p", &[N(0x7ffc)], b"0x7ffc"),
    ("%010p", &[N(255)], b"0x000000ff"),
    ("%10p", &[N(255)], b"      0xff"),
    // printf-c
    ("%3c", &[N(65)], b"  A"),
    ("%-3c", &[N(66)], b"B  "),
    ("%c", &[N(321)], b"A"),
    ("%c", &[N(0)], b"\0"),
    ("%#c", &[N(10)], b"\\n"),
    ("%#c", &[N(9)], b"\\t"),
    ("%#c", &[N(65)], b"A"),
    ("%#c", &[N(7)], b"\\a"),
    ("%#c", &[N(92)], b"\\\\"),
    ("%#c", &[N(0)], b"\\000"),
    ("%#c", &[N(127)], b"\\177"),
    ("%#c", &[N(200)], b"\\310"),
    ("%#c", &[N(34)], b"\""),
    ("%#c", &[N(39)], b"\\'"),
    // printf-s-alternate, printf-utf8-width
    ("%#s", &[T(b"tab\there")], b"tab\there"),
    ("%#8s", &[T(b"a\n")], b"      a\n"),
    ("%#.3s", &[T(b"a\nbc")], b"a\nb"),
    ("%5s", &[T("äö".as_bytes())], " äö".as_bytes()),
    ("%-5s", &[T("äö".as_bytes())], "äö ".as_bytes()),
    ("%.2s", &[T("äö".as_bytes())], "ä".as_bytes()),
    ("%05s", &[T(b"ab")], b"   ab"),
    // printf-star, printf-star-negative
    ("%*d", &[N(6), N(42)], b"    42"),
    ("%-*d", &[N(6), N(42)], b"42    "),
    ("%0*d", &[N(6), N(42)], b"000042"),
    ("%.*s", &[N(1), T(b"ab")], b"a"),
    ("%*.*s", &[N(5), N(1), T(b"ab")], b"    a"),
    ("%*d", &[N(-6), N(42)], b"42"),
    ("%*s", &[N(-6), T(b"ab")], b"ab"),
    ("%.*s", &[N(-1), T(b"abc")], b""),
    // printf-binary
    ("%1b", &[N(72)], b"H"),
    ("%2b", &[N(0x4241)], b"AB"),
    ("%4b", &[N(0x4645_4443)], b"CDEF"),
    ("%8b", &[N(0x4847_4645_4443_4241)], b"ABCDEFGH"),
    ("%b", &[N(0x6867_6665_6463_6261)], b"abcdefgh"),
    ("%.2b", &[N(0x4241)], b"AB"),
    ("%4.2b", &[N(0x4241)], b"\0\0AB"),
    ("%-4.2b", &[N(0x4241)], b"AB\0\0"),
];

#[test]
fn conversions() {
    for (text, values, expected) in ROWS {
        let format = parse(text);
        let numbers: Vec<i64> = values
            .iter()
            .filter_map(|value| {
                if let N(number) = value {
                    Some(*number)
                } else {
                    None
                }
            })
            .collect();
        let texts: Vec<Text> = values
            .iter()
            .filter_map(|value| {
                if let T(text) = value {
                    Some(Text::from(*text))
                } else {
                    None
                }
            })
            .collect();
        assert_eq!(arity(&format), (numbers.len(), texts.len()), "{text}");
        let mut sink = b"before ".to_vec();
        render(&format, &numbers, &texts, &mut sink);
        let shown = sink[7..].escape_ascii().to_string();
        assert_eq!(shown, expected.escape_ascii().to_string(), "{text}");
    }
}

#[test]
fn pieces_stand_in_order() {
    let mut format = Format {
        pieces: vec![Piece::Literal(b"<".to_vec())],
    };
    format.pieces.extend(parse("%s").pieces);
    format.pieces.push(Piece::Literal(b"> ".to_vec()));
    format.pieces.extend(parse("%d").pieces);
    let mut sink = Vec::new();
    render(&format, &[9], &[Text::from(b"kill")], &mut sink);
    assert_eq!(sink, b"<kill> 9");
}

#[test]
fn a_memory_dump_is_what_was_read() {
    let mut sink = Vec::new();
    let texts = [Text::from(b"a\0\xff"), Text::from(b"a\0\xff")];
    let format = Format::parse(b"%.3m|%.*M|").expect("a format");
    render(&format, &[3], &texts, &mut sink);
    assert_eq!(sink, b"a\0\xff|6100ff|");
}

#[test]
fn an_absurd_width_is_bounded() {
    let mut sink = Vec::new();
    render(&parse("%*.*d"), &[i64::MAX, i64::MAX, 1], &[], &mut sink);
    assert_eq!(sink.len(), WIDEST);
}
