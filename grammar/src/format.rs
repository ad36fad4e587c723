//! The format of `printf` and its like: bytes to literal pieces and conversions.

use std::fmt;

/// A parsed format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format {
    /// Its pieces in order; no two literals stand side by side.
    pub pieces: Vec<Piece>,
}

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Text as it stands; `%%` is already one percent sign.
    Literal(Vec<u8>),
    /// `%[flag][width][.precision][l]conversion`
    Conversion(Directive),
}

/// How one value is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// The one flag it may have.
    pub flag: Option<Flag>,
    /// The least width, in bytes.
    pub width: Option<Size>,
    /// Least digits of a number, most bytes of a string, bytes of memory.
    pub precision: Option<Size>,
    /// What the value becomes.
    pub conversion: Conversion,
}

impl Directive {
    /// How many arguments its width and precision take, before the value.
    #[must_use]
    pub fn size_arguments(&self) -> usize {
        let sizes = [self.width, self.precision];
        let taken = sizes.iter().filter(|size| **size == Some(Size::Argument));
        taken.count()
    }
}

/// A flag of a conversion; SystemTap takes one, where C takes several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// `0`: fill with zeros
    Zero,
    /// `+`: always a sign
    Plus,
    /// `-`: to the left
    Left,
    /// ` `: a blank where no sign is
    Blank,
    /// `#`: the alternate form
    Alternate,
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// `8`
    Fixed(u32),
    /// `*`: taken from the arguments, before the value
    Argument,
}

/// What a conversion takes and makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// `%d`, `%i`: a signed decimal number
    Decimal,
    /// `%u`: an unsigned decimal number
    Unsigned,
    /// `%o`: an octal number
    Octal,
    /// `%x`: a hexadecimal number
    Hexadecimal,
    /// `%X`: a hexadecimal number in capitals
    UpperHexadecimal,
    /// `%p`: a hexadecimal number with `0x`
    Pointer,
    /// `%s`: a string
    String,
    /// `%c`: the character with this number
    Character,
    /// `%b`: the number's bytes
    Binary,
    /// `%m`: the memory at this address
    Memory,
    /// `%M`: the memory at this address, in hexadecimal
    MemoryHexadecimal,
}

impl Conversion {
    /// Every conversion and its letter; `i` stands for `d` as well.
    pub const LETTERS: &[(u8, Self)] = &[
        (b'd', Self::Decimal),
        (b'i', Self::Decimal),
        (b'u', Self::Unsigned),
        (b'o', Self::Octal),
        (b'x', Self::Hexadecimal),
        (b'X', Self::UpperHexadecimal),
        (b'p', Self::Pointer),
        (b's', Self::String),
        (b'c', Self::Character),
        (b'b', Self::Binary),
        (b'm', Self::Memory),
        (b'M', Self::MemoryHexadecimal),
    ];

    /// Whether its value is a string: text, or what was read of the memory at an address.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::String | Self::Memory | Self::MemoryHexadecimal)
    }

    fn from_letter(letter: u8) -> Option<Self> {
        let row = Self::LETTERS.iter().find(|row| row.0 == letter)?;
        Some(row.1)
    }
}

/// What is wrong with a format, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// The conversion's `%`, in bytes from the start of the format.
    pub start: usize,
    /// The first byte behind what is wrong.
    pub end: usize,
    /// What is wrong.
    pub problem: FormatProblem,
}

/// What can be wrong with a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatProblem {
    /// The format ends inside a conversion.
    Incomplete,
    /// No conversion has this letter.
    UnknownConversion(u8),
    /// `%+-d`
    SecondFlag,
    /// `%lld`
    SecondLength,
    /// `%5%`
    PercentWithOptions,
    /// A width or precision beyond 2^31 - 1.
    TooLarge,
}

impl fmt::Display for FormatProblem {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Incomplete => write!(out, "the format ends inside a conversion"),
            Self::UnknownConversion(letter) if letter.is_ascii() => {
                write!(out, "unknown conversion `{}`", letter.escape_ascii())
            }
            Self::UnknownConversion(_) => write!(out, "unknown conversion"),
            Self::SecondFlag => write!(out, "a conversion takes one flag"),
            Self::SecondLength => write!(out, "a conversion takes one `l`"),
            Self::PercentWithOptions => write!(out, "`%%` takes no width or flag"),
            Self::TooLarge => write!(out, "the width or precision is too large"),
        }
    }
}

impl Format {
    /// Parses the bytes of a format.
    ///
    /// ```
    /// use sigscript_grammar::format::{Conversion, Directive, Format, Piece, Size};
    /// let format = Format::parse(b"pid %5d").unwrap();
    /// assert_eq!(format.pieces[0], Piece::Literal(b"pid ".to_vec()));
    /// assert!(matches!(
    ///     format.pieces[1],
    ///     Piece::Conversion(Directive { width: Some(Size::Fixed(5)), conversion: Conversion::Decimal, .. })
    /// ));
    /// ```
    pub fn parse(text: &[u8]) -> Result<Self, FormatError> {
        let mut pieces = Vec::new();
        let mut literal = Vec::new();
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            if byte != b'%' {
                literal.push(byte);
                at += 1;
            } else if text.get(at + 1) == Some(&b'%') {
                literal.push(b'%');
                at += 2;
            } else {
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                let mut reader = Reader {
                    text,
                    start: at,
                    at: at + 1,
                };
                pieces.push(Piece::Conversion(reader.conversion()?));
                at = reader.at;
            }
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Ok(Self { pieces })
    }
}

/// Reads one conversion.
struct Reader<'a> {
    text: &'a [u8],
    /// Its `%`.
    start: usize,
    /// The next byte.
    at: usize,
}

impl Reader<'_> {
    fn conversion(&mut self) -> Result<Directive, FormatError> {
        let flag = self.peek().and_then(Flag::from_byte);
        self.at += usize::from(flag.is_some());
        // A zero behind a flag belongs to the width.
        if let Some(b'+' | b'-' | b' ' | b'#') = self.peek() {
            return Err(self.error(FormatProblem::SecondFlag));
        }
        let width = self.size()?;
        let precision = if self.take(b'.') {
            Some(self.size()?.unwrap_or(Size::Fixed(0)))
        } else {
            None
        };
        if self.take(b'l') && self.peek() == Some(b'l') {
            return Err(self.error(FormatProblem::SecondLength));
        }
        let letter = self.peek();
        let letter = letter.ok_or_else(|| self.error(FormatProblem::Incomplete))?;
        if letter == b'%' {
            return Err(self.error(FormatProblem::PercentWithOptions));
        }
        let conversion = Conversion::from_letter(letter);
        let conversion =
            conversion.ok_or_else(|| self.error(FormatProblem::UnknownConversion(letter)))?;
        self.at += 1;
        Ok(Directive {
            flag,
            width,
            precision,
            conversion,
        })
    }

    /// `*` or digits, if there are any.
    fn size(&mut self) -> Result<Option<Size>, FormatError> {
        if self.take(b'*') {
            return Ok(Some(Size::Argument));
        }
        let digits = &self.text[self.at..];
        let count = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count == 0 {
            return Ok(None);
        }
        self.at += count;
        let number = digits[..count].iter().fold(0_u64, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(u64::from(digit - b'0'))
        });
        match i32::try_from(number) {
            Ok(number) => Ok(Some(Size::Fixed(number.unsigned_abs()))),
            Err(_) => Err(self.error(FormatProblem::TooLarge)),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn error(&self, problem: FormatProblem) -> FormatError {
        // A character outside ASCII is pointed at as a whole.
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let more = rest.iter().take_while(|&&byte| byte & 0xc0 == 0x80).count();
        FormatError {
            start: self.start,
            end: (self.at + 1 + more).min(self.text.len()),
            problem,
        }
    }
}

impl Flag {
    fn from_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            b'0' => Self::Zero,
            b'+' => Self::Plus,
            b'-' => Self::Left,
            b' ' => Self::Blank,
            b'#' => Self::Alternate,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conversion(text: &str) -> Directive {
        match Format::parse(text.as_bytes()).expect(text).pieces[..] {
            [Piece::Conversion(directive)] => directive,
            ref pieces => panic!("{text}: {pieces:?}"),
        }
    }

    #[test]
    fn one_flag_then_width_precision_length() {
        use Conversion::{Decimal, Hexadecimal, String};
        let fixed = |number| Some(Size::Fixed(number));
        for (text, flag, width, precision, conversion) in [
            ("%d", None, None, None, Decimal),
            ("%-08d", Some(Flag::Left), fixed(8), None, Decimal),
            (
                "%#010x",
                Some(Flag::Alternate),
                fixed(10),
                None,
                Hexadecimal,
            ),
            ("%00005d", Some(Flag::Zero), fixed(5), None, Decimal),
            ("% 5ld", Some(Flag::Blank), fixed(5), None, Decimal),
            (
                "%*.*s",
                None,
                Some(Size::Argument),
                Some(Size::Argument),
                String,
            ),
            ("%.3s", None, None, fixed(3), String),
        ] {
            let expected = Directive {
                flag,
                width,
                precision,
                conversion,
            };
            assert_eq!(self::conversion(text), expected, "{text}");
        }
    }

    #[test]
    fn percent_signs_join_the_literal() {
        let format = Format::parse(b"100%%\n%s").unwrap();
        assert_eq!(format.pieces[0], Piece::Literal(b"100%\n".to_vec()));
        assert_eq!(format.pieces.len(), 2);
    }

    #[test]
    fn every_letter_is_a_conversion() {
        for &(letter, kind) in Conversion::LETTERS {
            assert_eq!(
                conversion(&format!("%{}", char::from(letter))).conversion,
                kind
            );
        }
    }

    #[test]
    fn errors_say_where() {
        use FormatProblem::{
            Incomplete, PercentWithOptions, SecondFlag, SecondLength, TooLarge, UnknownConversion,
        };
        for (text, start, end, problem) in [
            ("ab %", 3, 4, Incomplete),
            ("%5", 0, 2, Incomplete),
            ("x%y", 1, 3, UnknownConversion(b'y')),
            ("%ö", 0, 3, UnknownConversion(0xc3)),
            ("%+-5d", 0, 3, SecondFlag),
            ("%lld", 0, 3, SecondLength),
            ("%5%", 0, 3, PercentWithOptions),
            ("%99999999999d", 0, 13, TooLarge),
        ] {
            let error = FormatError {
                start,
                end,
                problem,
            };
            assert_eq!(Format::parse(text.as_bytes()), Err(error), "{text}");
        }
    }
}
