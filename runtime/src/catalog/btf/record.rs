//! The bytes of a BTF type section to records, as `Documentation/bpf/btf.rst` of the kernel lays them out.

/// The kind of a type: `BTF_KIND_*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Integer = 1,
    Pointer,
    Array,
    Struct,
    Union,
    Enumeration,
    Forward,
    Typedef,
    Volatile,
    Const,
    Restrict,
    Function,
    Prototype,
    Variable,
    DataSection,
    Float,
    DeclarationTag,
    TypeTag,
    Enumeration64,
}

/// By number, from 1.
const KINDS: [Kind; 19] = [
    Kind::Integer,
    Kind::Pointer,
    Kind::Array,
    Kind::Struct,
    Kind::Union,
    Kind::Enumeration,
    Kind::Forward,
    Kind::Typedef,
    Kind::Volatile,
    Kind::Const,
    Kind::Restrict,
    Kind::Function,
    Kind::Prototype,
    Kind::Variable,
    Kind::DataSection,
    Kind::Float,
    Kind::DeclarationTag,
    Kind::TypeTag,
    Kind::Enumeration64,
];

/// The bytes of a record before its tail: name offset, info word, and size or type.
const HEAD: usize = 12;

/// One type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// Offset of its name in the string section; 0 where it has none.
    pub name: u32,
    /// Its kind.
    pub kind: Kind,
    /// The flag whose meaning depends on the kind.
    pub flag: bool,
    /// For integers, enumerations, structs and unions.
    pub size: u32,
    /// What follows: members, values, parameters, or an integer's encoding.
    tail: &'a [u8],
}

/// A row of a record's tail: a member, a parameter, an array's description.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Offset of its name in the string section; 0 where it has none.
    pub name: u32,
    /// The number of its type.
    pub target: u32,
    /// For members: the offset in bits, and with the struct's flag the width of a bit field in the highest byte.
    pub offset: u32,
}

/// How an integer lies in its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encoding {
    /// Whether it has a sign.
    pub signed: bool,
    /// Where the value starts, in bits; 0 but for old bit fields.
    pub offset: u32,
    /// How many bits hold the value.
    pub bits: u8,
}

/// By number of the kind: the bytes of a tail, and those for each thing that the info word counts; `u8::MAX` where there is no such kind.
const TAILS: [(u8, u8); 32] = {
    let mut tails = [(u8::MAX, 0); 32];
    let mut at = 0;
    while at < KINDS.len() {
        tails[at + 1] = match KINDS[at] {
            Kind::Integer | Kind::Variable | Kind::DeclarationTag => (4, 0),
            Kind::Array => (12, 0),
            Kind::Struct | Kind::Union | Kind::DataSection | Kind::Enumeration64 => (0, 12),
            Kind::Enumeration | Kind::Prototype => (0, 8),
            _ => (0, 0),
        };
        at += 1;
    }
    tails
};

/// The length of a tail in bytes, by its info word.
#[inline]
fn tail(info: u32) -> Option<usize> {
    let (fixed, each) = TAILS[(info >> 24 & 0x1f) as usize];
    (fixed != u8::MAX).then(|| usize::from(fixed) + usize::from(each) * (info & 0xffff) as usize)
}

/// The name offset of the record at the start of `bytes`, and the record's length; `None` as of [`Record::read`]. There are 130,000
/// of them, and each start goes through all.
#[inline]
pub(super) fn skim(bytes: &[u8]) -> Option<(u32, usize)> {
    let head: &[u8; HEAD] = bytes.first_chunk()?;
    let [name, info] =
        [0, 4].map(|at| u32::from_ne_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    let length = HEAD + tail(info)?;
    (length <= bytes.len()).then_some((name, length))
}

impl<'a> Record<'a> {
    /// The record at the start of `bytes` and its length; `None` where it is cut off or of an unknown kind.
    pub fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let info = word(bytes, 4)?;
        let kind = *KINDS.get(((info >> 24 & 0x1f) as usize).checked_sub(1)?)?;
        let tail = tail(info)?;
        let record = Self {
            name: word(bytes, 0)?,
            kind,
            flag: info >> 31 == 1,
            size: word(bytes, 8)?,
            tail: bytes.get(HEAD..HEAD + tail)?,
        };
        Some((record, HEAD + tail))
    }

    /// The number of the type that this one is made of, for pointers, typedefs, qualifiers, functions and prototypes.
    pub fn target(&self) -> u32 {
        self.size
    }

    /// The members of a struct or union.
    pub fn members(&self) -> impl Iterator<Item = Row> + use<'a> {
        rows(self.tail, 12)
    }

    /// The parameters of a prototype.
    pub fn parameters(&self) -> impl Iterator<Item = Row> + use<'a> {
        rows(self.tail, 8)
    }

    /// The element's type number and the length of an array.
    pub fn array(&self) -> Option<(u32, u32)> {
        Some((word(self.tail, 0)?, word(self.tail, 8)?))
    }

    /// The encoding of an integer.
    pub fn encoding(&self) -> Option<Encoding> {
        let info = word(self.tail, 0)?;
        Some(Encoding {
            signed: info >> 24 & 1 == 1,
            offset: info >> 16 & 0xff,
            bits: info as u8,
        })
    }
}

fn rows(tail: &[u8], width: usize) -> impl Iterator<Item = Row> + use<'_> {
    tail.chunks_exact(width).filter_map(|row| {
        Some(Row {
            name: word(row, 0)?,
            target: word(row, 4)?,
            offset: word(row, 8).unwrap_or(0),
        })
    })
}

/// The native 32-bit word at `offset`.
#[inline]
pub(super) fn word(bytes: &[u8], offset: usize) -> Option<u32> {
    let bytes = bytes.get(offset..offset.checked_add(4)?)?;
    Some(u32::from_ne_bytes(bytes.try_into().ok()?))
}
