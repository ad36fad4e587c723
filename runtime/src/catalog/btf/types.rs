//! BTF's types to the compiler's [`Type`].

use sigscript_compiler::catalog::{StructureId, Type};

use super::Btf;
use super::record::{Kind, Record};

/// How deep pointers and arrays may nest. Real types stay below ten; malformed ones may be circles.
const DEPTH: u32 = 32;

/// C's own spelling of the names that gcc gives to integers.
const SPELLINGS: [(&str, &str); 8] = [
    ("_Bool", "bool"),
    ("long int", "long"),
    ("long unsigned int", "unsigned long"),
    ("long long int", "long long"),
    ("long long unsigned int", "unsigned long long"),
    ("short int", "short"),
    ("short unsigned int", "unsigned short"),
    ("__int128 unsigned", "unsigned __int128"),
];

impl Btf {
    /// The type of a number, without typedefs, qualifiers and tags.
    pub(super) fn kind(&self, number: u32) -> Type {
        self.nested(number, DEPTH)
    }

    fn nested(&self, number: u32, depth: u32) -> Type {
        if number == 0 {
            return Type::Void;
        }
        let Some((number, record)) = self.plain(number) else {
            return self.dangling(number);
        };
        if depth == 0 {
            return Type::Opaque("a type nested too deep".to_owned());
        }
        match record.kind {
            Kind::Pointer => Type::Pointer(Box::new(self.nested(record.target(), depth - 1))),
            Kind::Array => match record.array() {
                Some((element, length)) => Type::Array {
                    element: Box::new(self.nested(element, depth - 1)),
                    length,
                },
                None => Type::Opaque("a malformed array".to_owned()),
            },
            Kind::Struct | Kind::Union => Type::Structure(self.identity(number, record)),
            Kind::Integer => self.integer(record),
            Kind::Enumeration | Kind::Enumeration64 => self.enumeration(record),
            Kind::Prototype => Type::Function,
            Kind::Forward if record.flag => {
                Type::Opaque(format!("union {}", self.text(record.name)))
            }
            Kind::Forward => Type::Opaque(format!("struct {}", self.text(record.name))),
            _ => Type::Opaque(self.text(record.name).to_owned()),
        }
    }

    /// A chain of typedefs and qualifiers that ends in `void`, or nowhere.
    fn dangling(&self, mut number: u32) -> Type {
        for _ in 0..64 {
            match self.record(number) {
                Some(record) => number = record.target(),
                None if number == 0 => return Type::Void,
                None => break,
            }
        }
        Type::Opaque("a type that is not there".to_owned())
    }

    /// The identity of a struct or union.
    pub(super) fn identity(&self, number: u32, record: Record<'_>) -> StructureId {
        StructureId {
            name: self.text(record.name).to_owned(),
            union: record.kind == Kind::Union,
            number,
        }
    }

    fn integer(&self, record: Record<'_>) -> Type {
        let name = self.text(record.name);
        match (u8::try_from(record.size), record.encoding()) {
            (Ok(size), Some(encoding)) => Type::Integer {
                name: spelled(name).to_owned(),
                size,
                signed: encoding.signed,
            },
            _ => Type::Opaque(name.to_owned()),
        }
    }

    /// Kernels before 6.0 do not say whether an enumeration has a sign; theirs come out without one.
    fn enumeration(&self, record: Record<'_>) -> Type {
        let name = self.text(record.name).to_owned();
        match u8::try_from(record.size) {
            Ok(size) => Type::Enumeration {
                name,
                size,
                signed: record.flag,
            },
            Err(_) => Type::Opaque(format!("enum {name}")),
        }
    }
}

fn spelled(name: &str) -> &str {
    SPELLINGS
        .iter()
        .find(|(from, _)| *from == name)
        .map_or(name, |(_, to)| to)
}
