//! Types to layouts: what the builtin `_decoded` makes text of bytes by.
//!
//! A layout is text in which `<d32+64>` stands for the signed number of 64 bits from bit 32 on, `<u…>` for an unsigned one, `<x…>` for one in
//! hexadecimal, `<s…>` for characters; with `*4` behind it for four of them in a row, with `*` for all up to the end.

use std::fmt::Write as _;

use crate::catalog::{Catalog, Member, Type};
use crate::path::{is_char, size_of};

/// The most elements of an array within a structure.
const ELEMENTS: u32 = 16;

/// A layout in the making.
pub struct Layout<'a> {
    catalog: &'a dyn Catalog,
    /// Whether numbers are written in hexadecimal.
    hexadecimal: bool,
    /// The bits that there may be.
    limit: u32,
    text: String,
    /// The bits that it needs.
    end: u32,
}

impl<'a> Layout<'a> {
    /// The layout of a value of this type, with structures and arrays `depth` levels deep, and the bytes that it takes: at most `limit`.
    pub fn of(
        catalog: &'a dyn Catalog,
        kind: &Type,
        hexadecimal: bool,
        depth: u8,
        limit: u32,
    ) -> (String, u32) {
        let mut layout = Self {
            catalog,
            hexadecimal,
            limit: limit.saturating_mul(8),
            text: String::new(),
            end: 0,
        };
        match kind {
            Type::Array { element, length } => layout.array(element, *length, 0, depth, u32::MAX),
            kind => {
                layout.value(kind, 0, 0, depth);
            }
        }
        (layout.text, layout.end.div_ceil(8))
    }

    /// The layout of a located array, of as many elements as there are; `None` where its elements are no numbers.
    pub fn of_located(
        catalog: &'a dyn Catalog,
        element: &Type,
        hexadecimal: bool,
    ) -> Option<String> {
        let letter = letter(element, hexadecimal)?;
        Some(format!("[<{letter}0+{}*>]", size_of(catalog, element) * 8))
    }

    /// Adds a value at a bit, of so many bits (0: as many as its type has); whether there was room for it.
    fn value(&mut self, kind: &Type, at: u32, bits: u32, depth: u8) -> bool {
        let whole = size_of(self.catalog, kind).saturating_mul(8);
        let bits = if bits == 0 { whole } else { bits };
        let end = at.saturating_add(bits);
        let shown = |text: &mut Self, end| {
            text.end = text.end.max(end);
        };
        if let Some(letter) = letter(kind, self.hexadecimal).filter(|_| bits <= 64) {
            if end > self.limit {
                return false;
            }
            shown(self, end);
            let _ = write!(self.text, "<{letter}{at}+{bits}>");
            return true;
        }
        match kind {
            Type::Array { element, length } if is_text(element) && *length > 0 => {
                if end > self.limit {
                    return false;
                }
                shown(self, end);
                let _ = write!(self.text, "<s{at}+{bits}>");
            }
            Type::Array { element, length } if depth > 0 => {
                self.array(element, *length, at, depth, ELEMENTS);
            }
            Type::Array { .. } => self.text.push_str("[...]"),
            Type::Structure(id) if depth > 0 => {
                let members = self
                    .catalog
                    .structure(id)
                    .map(|structure| structure.members);
                self.members(&members.unwrap_or_default(), at, depth - 1);
            }
            Type::Structure(_) => self.text.push_str("{...}"),
            _ => self.text.push('?'),
        }
        true
    }

    fn members(&mut self, members: &[Member], at: u32, depth: u8) {
        self.text.push('{');
        for (index, member) in members.iter().enumerate() {
            let before = self.text.len();
            if index > 0 {
                self.text.push_str(", ");
            }
            let name = self.text.len();
            let _ = write!(self.text, ".{}=", member.name);
            let place = at.saturating_add(member.bit_offset);
            if !self.value(&member.kind, place, member.bit_size.into(), depth) {
                self.text.truncate(if index > 0 { name } else { before });
                self.text.push_str("...");
                break;
            }
        }
        self.text.push('}');
    }

    /// Adds an array, of at most so many elements.
    fn array(&mut self, element: &Type, length: u32, at: u32, depth: u8, most: u32) {
        let bits = size_of(self.catalog, element).saturating_mul(8).max(1);
        let room = self.limit.saturating_sub(at) / bits;
        self.text.push('[');
        let mut count = length.min(most).min(room);
        if let Some(letter) = letter(element, self.hexadecimal) {
            if count > 0 {
                let _ = write!(self.text, "<{letter}{at}+{bits}*{count}>");
                self.end = self.end.max(at + bits * count);
            }
        } else {
            count = count.min(ELEMENTS);
            for index in 0..count {
                if index > 0 {
                    self.text.push_str(", ");
                }
                self.value(element, at + bits * index, 0, depth - 1);
            }
        }
        if count < length {
            self.text.push_str(if count > 0 { ", ..." } else { "..." });
        }
        self.text.push(']');
    }
}

/// How a number or pointer is written; `None` for what is neither.
fn letter(kind: &Type, hexadecimal: bool) -> Option<char> {
    match kind {
        Type::Integer { size, .. } | Type::Enumeration { size, .. } if *size > 8 || *size == 0 => {
            None
        }
        Type::Pointer(_) | Type::Function => Some('x'),
        Type::Integer { .. } | Type::Enumeration { .. } if hexadecimal => Some('x'),
        Type::Integer { signed, .. } | Type::Enumeration { signed, .. } => {
            Some(if *signed { 'd' } else { 'u' })
        }
        _ => None,
    }
}

/// Whether an array of it is text: `char`, but not `unsigned char`, which stands for bytes.
fn is_text(element: &Type) -> bool {
    is_char(element)
        && !matches!(element, Type::Integer { name, .. } if name.starts_with("unsigned"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Event, Parameter, Part, Structure, StructureId};

    /// A catalog of one structure, by number.
    struct Structures(Vec<Structure>);

    impl Catalog for Structures {
        fn traces(&self) -> Vec<String> {
            Vec::new()
        }
        fn trace(&self, _: &str) -> Option<Vec<Parameter>> {
            None
        }
        fn events(&self) -> Vec<String> {
            Vec::new()
        }
        fn event(&self, _: &str, _: &str) -> Option<Event> {
            None
        }
        fn syscalls(&self) -> Vec<String> {
            Vec::new()
        }
        fn syscall(&self, _: &str) -> Option<u32> {
            None
        }
        fn find_structure(&self, _: &str) -> Option<StructureId> {
            None
        }
        fn structure(&self, id: &StructureId) -> Option<Structure> {
            self.0.get(id.number as usize).cloned()
        }
        fn missing(&self, _: Part) -> Option<String> {
            None
        }
    }

    fn integer(name: &str, size: u8, signed: bool) -> Type {
        Type::Integer {
            name: name.to_owned(),
            size,
            signed,
        }
    }

    fn array(element: Type, length: u32) -> Type {
        Type::Array {
            element: Box::new(element),
            length,
        }
    }

    fn structure(number: u32) -> Type {
        Type::Structure(StructureId {
            name: String::new(),
            union: false,
            number,
        })
    }

    fn member(name: &str, bit_offset: u32, bit_size: u8, kind: Type) -> Member {
        Member {
            name: name.to_owned(),
            bit_offset,
            bit_size,
            kind,
        }
    }

    fn structures() -> Structures {
        let inner = Structure {
            size: 4,
            members: vec![
                member("low", 0, 3, integer("int", 4, true)),
                member("high", 3, 29, integer("unsigned int", 4, false)),
            ],
        };
        let outer = Structure {
            size: 40,
            members: vec![
                member("pid", 0, 0, integer("int", 4, true)),
                member("comm", 32, 0, array(integer("char", 1, true), 4)),
                member("next", 64, 0, Type::Pointer(Box::new(Type::Void))),
                member("bits", 128, 0, structure(0)),
                member("hash", 160, 0, array(integer("unsigned char", 1, false), 4)),
                member("float", 192, 0, Type::Opaque("float".to_owned())),
                member("pairs", 224, 0, array(structure(0), 3)),
            ],
        };
        Structures(vec![inner, outer])
    }

    #[test]
    fn structures_one_and_two_levels_deep() {
        let catalog = structures();
        let one = "{.pid=<d0+32>, .comm=<s32+32>, .next=<x64+64>, .bits={...}, .hash=[...], .float=?, .pairs=[...]}";
        assert_eq!(
            Layout::of(&catalog, &structure(1), false, 1, 4096),
            (one.to_owned(), 16)
        );
        let two = "{.pid=<d0+32>, .comm=<s32+32>, .next=<x64+64>, .bits={.low=<d128+3>, .high=<u131+29>}, \
            .hash=[<u160+8*4>], .float=?, .pairs=[{...}, {...}, {...}]}";
        assert_eq!(
            Layout::of(&catalog, &structure(1), false, 2, 4096),
            (two.to_owned(), 24)
        );
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let catalog = structures();
        for (limit, expected, bytes) in [
            (0, "{...}", 0),
            (4, "{.pid=<d0+32>, ...}", 4),
            (15, "{.pid=<d0+32>, .comm=<s32+32>, ...}", 8),
        ] {
            let layout = Layout::of(&catalog, &structure(1), false, 1, limit);
            assert_eq!(layout, (expected.to_owned(), bytes));
        }
        let numbers = array(integer("int", 4, true), 8);
        let layout = Layout::of(&catalog, &numbers, true, 1, 12);
        assert_eq!(layout, ("[<x0+32*3>, ...]".to_owned(), 12));
        let layout = Layout::of(&catalog, &numbers, true, 1, 3);
        assert_eq!(layout, ("[...]".to_owned(), 0));
    }

    #[test]
    fn located_arrays_are_as_long_as_they_are() {
        let located = |element| Layout::of_located(&structures(), &element, false);
        assert_eq!(
            located(integer("u64", 8, false)).as_deref(),
            Some("[<u0+64*>]")
        );
        assert_eq!(located(structure(0)), None);
    }
}
