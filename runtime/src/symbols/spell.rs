//! Places as text, in the forms that SystemTap's functions have.

use std::io::Write as _;

use super::{Part, Place};

/// How a place is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// ` 0xffffffff810976b0 : do_exit+0x10/0xb00 [kernel]` and a line feed.
    Line,
    /// `do_exit+0x10/0xb00 [kernel]`
    Data,
    /// `do_exit+0x10 [kernel]`
    Simple,
    /// `do_exit+0x10`
    Brief,
    /// `do_exit`
    Name,
}

impl Style {
    /// The style with this number, as the tapset names them.
    #[must_use]
    pub const fn numbered(number: i64) -> Self {
        match number {
            1 => Self::Data,
            2 => Self::Simple,
            3 => Self::Brief,
            4 => Self::Name,
            _ => Self::Line,
        }
    }
}

/// Appends what is known of `address`. What is not known is left out; where the symbol is not, the address stands for it and the module shows the
/// offset.
pub fn spell(text: &mut Vec<u8>, style: Style, address: u64, place: &Place) {
    if style == Style::Line {
        print(text, format_args!(" {address:#x}"));
        if *place != Place::default() {
            text.extend_from_slice(b" : ");
            spell(text, Style::Data, address, place);
        }
        text.push(b'\n');
        return;
    }
    let sizes = matches!(style, Style::Data);
    match &place.symbol {
        Some(symbol) if style == Style::Name => text.extend_from_slice(&symbol.name),
        Some(symbol) => part(text, symbol, sizes),
        None => print(text, format_args!("{address:#x}")),
    }
    if let (Some(module), Style::Data | Style::Simple) = (&place.module, style) {
        text.extend_from_slice(b" [");
        if place.symbol.is_some() {
            text.extend_from_slice(&module.name);
        } else {
            part(text, module, sizes);
        }
        text.push(b']');
    }
}

fn part(text: &mut Vec<u8>, part: &Part, sizes: bool) {
    text.extend_from_slice(&part.name);
    print(text, format_args!("+{:#x}", part.offset));
    if sizes && part.size != 0 {
        print(text, format_args!("/{:#x}", part.size));
    }
}

fn print(text: &mut Vec<u8>, what: std::fmt::Arguments) {
    text.write_fmt(what).expect("a vector takes all");
}

/// The addresses in a text: hexadecimal, with or without `0x`, separated by blanks. Other words are passed over.
pub fn addresses(text: &[u8]) -> impl Iterator<Item = u64> {
    text.split(u8::is_ascii_whitespace).filter_map(|word| {
        let word = str::from_utf8(word).ok()?;
        u64::from_str_radix(word.strip_prefix("0x").unwrap_or(word), 16).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn spelt(style: Style, place: &Place) -> String {
        let mut text = Vec::new();
        spell(&mut text, style, 0x4005, place);
        String::from_utf8(text).expect("it is text")
    }

    fn named(name: &[u8], offset: u64, size: u64) -> Part {
        let name = Text::from(name);
        Part { name, offset, size }
    }

    #[test]
    fn what_is_known_is_written() {
        let known = Place {
            symbol: Some(named(b"main", 5, 0x20)),
            module: Some(named(b"/bin/ls", 0x4005, 0x9000)),
        };
        assert_eq!(
            spelt(Style::Line, &known),
            " 0x4005 : main+0x5/0x20 [/bin/ls]\n"
        );
        assert_eq!(spelt(Style::Data, &known), "main+0x5/0x20 [/bin/ls]");
        assert_eq!(spelt(Style::Simple, &known), "main+0x5 [/bin/ls]");
        assert_eq!(spelt(Style::Brief, &known), "main+0x5");
        assert_eq!(spelt(Style::Name, &known), "main");
    }

    #[test]
    fn without_a_symbol_the_module_shows_the_offset() {
        let file = Place {
            module: Some(named(b"/bin/ls", 0x4005, 0x9000)),
            ..Place::default()
        };
        assert_eq!(
            spelt(Style::Line, &file),
            " 0x4005 : 0x4005 [/bin/ls+0x4005/0x9000]\n"
        );
        assert_eq!(spelt(Style::Simple, &file), "0x4005 [/bin/ls+0x4005]");
        assert_eq!(spelt(Style::Brief, &file), "0x4005");
        assert_eq!(spelt(Style::Line, &Place::default()), " 0x4005\n");
        assert_eq!(spelt(Style::Data, &Place::default()), "0x4005");
    }

    #[test]
    fn addresses_are_read_with_and_without_prefix() {
        let read: Vec<u64> = addresses(b"0x10 20  nothing ffffffff81000000").collect();
        assert_eq!(read, [0x10, 0x20, 0xffff_ffff_8100_0000]);
        assert_eq!(addresses(b"").count(), 0);
    }
}
