//! Member paths through C types: names and indices to byte offsets, by the catalog's types.

use crate::catalog::{Catalog, Member, StructureId, Type};
use crate::plan::Read;

/// A path while it is followed.
#[derive(Clone, Debug)]
pub struct Path {
    /// As in [`crate::plan::Load::offsets`]; empty while the value is the start itself.
    pub offsets: Vec<u32>,
    /// The type of what is there.
    pub kind: Type,
    /// Set where the last step was a bit field, or where what is there lies within the start itself.
    bits: Option<Bits>,
}

/// Some bits of a word.
#[derive(Clone, Copy, Debug)]
struct Bits {
    /// The word's size in bytes.
    word: u8,
    /// The lowest bit.
    shift: u32,
    /// How many.
    width: u32,
}

/// Why a step cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// What is there has no members.
    NoMembers,
    /// What is there has no elements.
    NoElements,
    /// The structure has no such member.
    UnknownMember {
        /// The structure's name.
        structure: String,
        /// The names of its members.
        members: Vec<String>,
    },
    /// What is there is no number and no text; its members, where it is a structure.
    NoValue(Vec<String>),
}

impl Path {
    /// A path from a value of this type.
    pub fn new(kind: Type) -> Self {
        Self {
            offsets: Vec::new(),
            kind,
            bits: None,
        }
    }

    /// A path from what lies `offset` bytes into a record.
    pub fn in_record(offset: u32, kind: Type) -> Self {
        Self {
            offsets: vec![offset],
            kind,
            bits: None,
        }
    }

    /// `->name`
    pub fn member(&mut self, catalog: &dyn Catalog, name: &str) -> Result<(), PathError> {
        let (id, through_pointer) = match &self.kind {
            Type::Structure(id) => (id.clone(), false),
            Type::Pointer(to) => match &**to {
                Type::Structure(id) => (id.clone(), true),
                _ => return Err(PathError::NoMembers),
            },
            _ => return Err(PathError::NoMembers),
        };
        let member = find_member(catalog, &id, name)?;
        if self.lies_in_word() && !through_pointer {
            return self.within_word(catalog, member.bit_offset, member.bit_size, member.kind);
        }
        let (byte, bits) = bit_field(&member);
        self.step(byte, through_pointer);
        self.bits = bits;
        self.kind = member.kind;
        Ok(())
    }

    /// Whether the value is the start itself, or a part of it: a structure that was passed by value.
    pub fn lies_in_word(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Goes on to some bits of the start itself; with a `width` of 0, as many as the type has.
    fn within_word(
        &mut self,
        catalog: &dyn Catalog,
        offset: u32,
        width: u8,
        kind: Type,
    ) -> Result<(), PathError> {
        let width = match width {
            0 => size_of(catalog, &kind).saturating_mul(8),
            width => u32::from(width),
        };
        let shift = self
            .bits
            .map_or(0, |bits| bits.shift)
            .saturating_add(offset);
        if shift.saturating_add(width) > 64 {
            return Err(PathError::NoValue(Vec::new()));
        }
        self.bits = Some(Bits {
            word: 8,
            shift,
            width,
        });
        self.kind = kind;
        Ok(())
    }

    /// `[index]`
    pub fn element(&mut self, catalog: &dyn Catalog, index: u32) -> Result<(), PathError> {
        let (element, through_pointer) = match &self.kind {
            Type::Array { element, .. } => ((**element).clone(), false),
            Type::Pointer(element) => ((**element).clone(), true),
            _ => return Err(PathError::NoElements),
        };
        let offset = index.saturating_mul(size_of(catalog, &element));
        if self.lies_in_word() && !through_pointer {
            return self.within_word(catalog, offset.saturating_mul(8), 0, element);
        }
        self.step(offset, through_pointer);
        self.kind = element;
        Ok(())
    }

    /// Follows the pointer that is there.
    pub fn follow(&mut self) {
        self.step(0, true);
    }

    /// Goes on by `offset` bytes, loading a pointer first where the value at hand is one that lies in memory.
    fn step(&mut self, offset: u32, through_pointer: bool) {
        self.bits = None;
        match self.offsets.last_mut() {
            Some(last) if !through_pointer => *last = last.saturating_add(offset),
            _ => self.offsets.push(offset),
        }
    }

    /// How to read what is there.
    pub fn read(&self, catalog: &dyn Catalog) -> Result<Read, PathError> {
        match &self.kind {
            Type::Integer { size, signed, .. } | Type::Enumeration { size, signed, .. } => {
                self.integer(*size, *signed)
            }
            Type::Pointer(_) | Type::Function => self.integer(8, false),
            Type::Array { element, .. } if is_char(element) && self.lies_in_word() => {
                Err(PathError::NoValue(Vec::new()))
            }
            Type::Array { element, length: 0 } if is_char(element) => Ok(Read::KernelString),
            Type::Array { element, length } if is_char(element) => Ok(Read::Text {
                size: u16::try_from(*length).unwrap_or(u16::MAX),
            }),
            Type::Structure(id) => {
                let members = catalog.structure(id).map(|structure| structure.members);
                Err(PathError::NoValue(
                    members
                        .into_iter()
                        .flatten()
                        .map(|member| member.name)
                        .collect(),
                ))
            }
            _ => Err(PathError::NoValue(Vec::new())),
        }
    }

    /// How to read an integer of `size` bytes there.
    fn integer(&self, size: u8, signed: bool) -> Result<Read, PathError> {
        let whole = Bits {
            word: size,
            shift: 0,
            width: u32::from(size) * 8,
        };
        let bits = self.bits.unwrap_or(whole);
        if !matches!(bits.word, 1 | 2 | 4 | 8) || bits.width == 0 {
            return Err(PathError::NoValue(Vec::new()));
        }
        Ok(Read::Integer {
            size: bits.word,
            shift: bits.shift as u8,
            bits: bits.width as u8,
            signed,
        })
    }

    /// How to read the word that a structure passed by value stands in.
    pub fn word(&self, catalog: &dyn Catalog) -> Option<Read> {
        let size = size_of(catalog, &self.kind);
        let bits = self.bits.unwrap_or(Bits {
            word: 8,
            shift: 0,
            width: size.saturating_mul(8),
        });
        (self.lies_in_word() && (1..=64).contains(&bits.width)).then_some(Read::Integer {
            size: 8,
            shift: bits.shift as u8,
            bits: bits.width as u8,
            signed: false,
        })
    }
}

fn find_member(catalog: &dyn Catalog, id: &StructureId, name: &str) -> Result<Member, PathError> {
    let members = catalog
        .structure(id)
        .map(|structure| structure.members)
        .unwrap_or_default();
    match members.iter().find(|member| member.name == name) {
        Some(member) => Ok(member.clone()),
        None => Err(PathError::UnknownMember {
            structure: id.name.clone(),
            members: members.into_iter().map(|member| member.name).collect(),
        }),
    }
}

/// The byte offset of a member and, for a bit field, where its bits lie in the word there.
fn bit_field(member: &Member) -> (u32, Option<Bits>) {
    if member.bit_size == 0 {
        return (member.bit_offset / 8, None);
    }
    let (offset, width) = (member.bit_offset, u32::from(member.bit_size));
    let bits = |word: u8, start: u32| Bits {
        word,
        shift: offset - start,
        width,
    };
    let size = match member.kind {
        Type::Integer { size, .. } | Type::Enumeration { size, .. } => size.clamp(1, 8),
        _ => 1,
    };
    let start = offset - offset % (u32::from(size) * 8);
    if offset - start + width <= u32::from(size) * 8 {
        return (start / 8, Some(bits(size, start)));
    }
    // In a packed structure, a bit field may cross the bounds of its own type's words.
    let start = offset - offset % 8;
    (start / 8, Some(bits(8, start)))
}

/// The size of a type, in bytes; 1 where it has none.
pub fn size_of(catalog: &dyn Catalog, kind: &Type) -> u32 {
    match kind {
        Type::Integer { size, .. } | Type::Enumeration { size, .. } => u32::from(*size),
        Type::Pointer(_) => 8,
        Type::Array { element, length } => size_of(catalog, element).saturating_mul(*length),
        Type::Structure(id) => catalog.structure(id).map_or(1, |structure| structure.size),
        Type::Void | Type::Function | Type::Opaque(_) => 1,
    }
}

/// Whether it is `char`, with or without a sign.
pub fn is_char(kind: &Type) -> bool {
    matches!(kind, Type::Integer { size: 1, name, .. } if name.contains("char"))
}

/// A type as C writes it.
pub fn type_text(kind: &Type) -> String {
    match kind {
        Type::Void => "void".to_owned(),
        Type::Integer { name, .. } => name.clone(),
        Type::Enumeration { name, .. } => format!("enum {name}"),
        Type::Pointer(to) => match type_text(to) {
            text if text.ends_with('*') => format!("{text}*"),
            text => format!("{text} *"),
        },
        Type::Array { element, length } => format!("{}[{length}]", type_text(element)),
        Type::Structure(id) => format!("{} {}", if id.union { "union" } else { "struct" }, id.name),
        Type::Function => "function".to_owned(),
        Type::Opaque(name) => name.clone(),
    }
}
