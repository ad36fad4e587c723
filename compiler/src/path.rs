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
    /// Set where the last step was a bit field: its first bit from the last offset, and its width.
    bits: Option<(u8, u8)>,
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
        let (byte, bits) = bit_field(&member);
        self.step(byte, through_pointer);
        self.bits = bits;
        self.kind = member.kind;
        Ok(())
    }

    /// `[index]`
    pub fn element(&mut self, catalog: &dyn Catalog, index: u32) -> Result<(), PathError> {
        let (element, through_pointer) = match &self.kind {
            Type::Array { element, .. } => ((**element).clone(), false),
            Type::Pointer(element) => ((**element).clone(), true),
            _ => return Err(PathError::NoElements),
        };
        self.step(
            index.saturating_mul(size_of(catalog, &element)),
            through_pointer,
        );
        self.kind = element;
        Ok(())
    }

    /// Follows the pointer that is there.
    pub fn follow(&mut self) {
        self.step(0, true);
    }

    /// Goes on by `offset` bytes, loading a pointer first where the value at hand is one that lies in memory.
    fn step(&mut self, offset: u32, through_pointer: bool) {
        match self.offsets.last_mut() {
            Some(last) if !through_pointer => *last = last.saturating_add(offset),
            _ => self.offsets.push(offset),
        }
    }

    /// How to read what is there.
    pub fn read(&self, catalog: &dyn Catalog) -> Result<Read, PathError> {
        match &self.kind {
            Type::Integer { size, signed, .. } | Type::Enumeration { size, signed, .. } => {
                let (shift, bits) = self.bits.unwrap_or((0, size * 8));
                Ok(Read::Integer {
                    size: *size,
                    shift,
                    bits,
                    signed: *signed,
                })
            }
            Type::Pointer(_) | Type::Function => Ok(Read::POINTER),
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
fn bit_field(member: &Member) -> (u32, Option<(u8, u8)>) {
    if member.bit_size == 0 {
        return (member.bit_offset / 8, None);
    }
    let word = match member.kind {
        Type::Integer { size, .. } | Type::Enumeration { size, .. } => u32::from(size).max(1) * 8,
        _ => 8,
    };
    let start = member.bit_offset / word * word;
    (
        start / 8,
        Some(((member.bit_offset - start) as u8, member.bit_size)),
    )
}

fn size_of(catalog: &dyn Catalog, kind: &Type) -> u32 {
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
