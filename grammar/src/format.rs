//! Formats of `printf`: a string literal to its pieces, checked once at compile time.

/// A parsed format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands; `%%` is already one percent sign.
    Literal(Vec<u8>),
    /// `%[flag][width][.precision][l]conversion`
    Conversion(Directive),
}

/// How one value is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The one flag it may have.
    pub flag: Option<Flag>,
    /// The least width, in bytes.
    pub width: Option<Size>,
    /// Least digits of a number, most bytes of a string.
    pub precision: Option<Size>,
    /// What the value becomes.
    pub conversion: Conversion,
}

/// A flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// `0`: pad with zeros
    Zero,
    /// `+`: always a sign
    Plus,
    /// `-`: pad on the right
    Left,
    /// ` `: a blank where a sign could stand
    Blank,
    /// `#`: the alternate form
    Alternate,
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Written in the format.
    Fixed(u32),
    /// `*`: an argument before the value.
    Argument,
}

/// A conversion letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `%d`, `%i`
    Decimal,
    /// `%u`
    Unsigned,
    /// `%o`
    Octal,
    /// `%x`
    Hexadecimal,
    /// `%X`
    UpperHexadecimal,
    /// `%p`
    Pointer,
    /// `%s`
    String,
    /// `%c`
    Character,
    /// `%b`
    Binary,
    /// `%m`: memory at this address
    Memory,
    /// `%M`: memory at this address, in hexadecimal
    MemoryHexadecimal,
}
