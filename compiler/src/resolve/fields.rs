//! Fields of a tracefs event's record to C types: what a `format` file declares, sizes included.

use crate::catalog::{Catalog, Event, Field, FieldForm, Type};

/// A field as paths lead on from it.
pub struct Declared {
    /// Its type; of a located array, the array's.
    pub kind: Type,
    /// How the array that its word leads to is read, where it is a located one.
    pub located: Option<Located>,
}

/// Where a located array's offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Located {
    /// `__data_loc`: from the record's start.
    Record,
    /// `__rel_loc`: from the end of the field.
    Field,
}

/// What a field is. Without a catalog, pointers lead to `void` and structures are arrays of their bytes.
pub fn declared(field: &Field, catalog: Option<&dyn Catalog>) -> Declared {
    let types = Types { catalog };
    for (mark, located) in [
        ("__data_loc ", Located::Record),
        ("__rel_loc ", Located::Field),
    ] {
        if let Some(array) = field.declared.strip_prefix(mark) {
            let element = types.element(array.trim_end_matches("[]").trim_end());
            return Declared {
                kind: array_of(element, 0),
                located: Some(located),
            };
        }
    }
    Declared {
        kind: types.field(field),
        located: None,
    }
}

/// Whether an event is a system call's entry, whose pointers lead into the memory of the calling process.
pub fn points_to_user_memory(system: &str, event: &Event) -> bool {
    system == "syscalls"
        && event
            .fields
            .iter()
            .any(|field| field.name == "__syscall_nr")
}

/// C's type names to types.
struct Types<'a> {
    catalog: Option<&'a dyn Catalog>,
}

impl Types<'_> {
    fn field(&self, field: &Field) -> Type {
        let declared = plain(&field.declared);
        if declared.contains("(*") {
            return pointer_to(Type::Function);
        }
        if let Some((element, length)) = declared.split_once('[') {
            return inline_array(self.element(element.trim_end()), length, field.size);
        }
        if declared.ends_with('*') {
            return self.named(declared);
        }
        if field.form != FieldForm::Integer || is_aggregate(declared) {
            return self
                .structure(declared)
                .unwrap_or_else(|| array_of(byte(), u32::from(field.size)));
        }
        scalar(declared, field)
    }

    /// An element of an array, whose size only its name tells.
    fn element(&self, name: &str) -> Type {
        match plain(name) {
            // Bytes that are no text.
            "unsigned char" => byte(),
            // Sets of processors and memory nodes.
            "cpumask_t" | "nodemask_t" | "struct cpumask" => integer("unsigned long", 8, false),
            name => match self.named(name) {
                Type::Opaque(_) => byte(),
                known => known,
            },
        }
    }

    fn named(&self, name: &str) -> Type {
        if let Some(to) = name.strip_suffix('*') {
            return pointer_to(self.named(plain(to)));
        }
        if let Some((size, signed)) = integer_size(name) {
            return integer(name, size, signed);
        }
        self.structure(name)
            .unwrap_or_else(|| Type::Opaque(name.to_owned()))
    }

    fn structure(&self, name: &str) -> Option<Type> {
        let bare = name
            .trim_start_matches("struct ")
            .trim_start_matches("union ");
        self.catalog?.find_structure(bare).map(Type::Structure)
    }
}

/// A type without its qualifiers.
fn plain(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let shorter = ["const ", "volatile ", "__user ", "__rcu "]
            .iter()
            .find_map(|word| name.strip_prefix(word))
            .or_else(|| name.strip_suffix(" const"))
            .or_else(|| name.strip_suffix("*const").map(|_| &name[..name.len() - 5]));
        match shorter {
            Some(shorter) => name = shorter.trim(),
            None => return name,
        }
    }
}

fn is_aggregate(name: &str) -> bool {
    name.starts_with("struct ") || name.starts_with("union ")
}

fn inline_array(element: Type, length: &str, size: u16) -> Type {
    let size = u32::from(size);
    let count = length.trim_end_matches(']').trim().parse::<u32>().ok();
    match (count, &element) {
        // The declared length tells the size of an element whose name does not.
        (Some(count), Type::Integer { size: known, .. })
            if count > 0 && size % count == 0 && size / count != u32::from(*known) =>
        {
            match size / count {
                each @ (2 | 4 | 8) => {
                    array_of(integer(&format!("u{}", each * 8), each as u8, false), count)
                }
                _ => array_of(byte(), size),
            }
        }
        (_, Type::Integer { size: each, .. }) => {
            let each = u32::from(*each).max(1);
            array_of(element, size / each)
        }
        (_, Type::Pointer(_)) => array_of(element, size / 8),
        _ => array_of(byte(), size),
    }
}

fn scalar(declared: &str, field: &Field) -> Type {
    let size = u8::try_from(field.size).unwrap_or(8);
    match declared.strip_prefix("enum ") {
        Some(name) => Type::Enumeration {
            name: name.to_owned(),
            size,
            signed: field.signed,
        },
        // The arguments of system calls are declared as what they are, in words of 8 bytes.
        None => match integer_size(declared) {
            Some((narrow, signed)) if narrow < size => integer(declared, narrow, signed),
            _ => integer(declared, size, field.signed),
        },
    }
}

fn integer(name: &str, size: u8, signed: bool) -> Type {
    Type::Integer {
        name: name.to_owned(),
        size,
        signed,
    }
}

fn byte() -> Type {
    integer("u8", 1, false)
}

fn pointer_to(kind: Type) -> Type {
    Type::Pointer(Box::new(kind))
}

fn array_of(element: Type, length: u32) -> Type {
    Type::Array {
        element: Box::new(element),
        length,
    }
}

/// The size of an integer type in bytes, and whether it has a sign; `None` for names that are not the kernel's own words for integers.
fn integer_size(name: &str) -> Option<(u8, bool)> {
    let known = match name.trim_start_matches("__") {
        "char" | "s8" | "signed char" | "int8_t" => (1, true),
        "bool" | "u8" | "unsigned char" | "uint8_t" => (1, false),
        "short" | "s16" | "short int" | "int16_t" => (2, true),
        "u16" | "le16" | "be16" | "unsigned short" | "uint16_t" => (2, false),
        "int" | "s32" | "int32_t" | "pid_t" => (4, true),
        "u32" | "le32" | "be32" | "unsigned" | "unsigned int" | "uint" | "uint32_t" | "dev_t" => {
            (4, false)
        }
        "long" | "long int" | "long long" | "long long int" | "s64" | "int64_t" | "loff_t"
        | "ssize_t" => (8, true),
        "u64" | "le64" | "be64" | "unsigned long" | "unsigned long long" | "long unsigned int"
        | "uint64_t" | "size_t" | "sector_t" | "ino_t" | "dma_addr_t" | "phys_addr_t" => (8, false),
        _ => return None,
    };
    Some(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::type_text;

    /// What becomes of a field of this declaration, size and sign.
    fn shown(kind: &str, size: u16, form: FieldForm) -> String {
        let field = Field {
            name: "x".to_owned(),
            declared: kind.to_owned(),
            offset: 8,
            size,
            signed: false,
            form,
        };
        let declared = declared(&field, None);
        let located = match declared.located {
            Some(Located::Record) => "record: ",
            Some(Located::Field) => "field: ",
            None => "",
        };
        let size = match &declared.kind {
            Type::Integer { size, .. } | Type::Enumeration { size, .. } => format!(" of {size}"),
            Type::Array { element, .. } => match **element {
                Type::Integer { size, .. } => format!(" of {size}"),
                _ => String::new(),
            },
            _ => String::new(),
        };
        format!("{located}{}{size}", type_text(&declared.kind))
    }

    #[test]
    fn declarations() {
        use FieldForm::{Array, Integer, LocatedText, RelativeText, Text};
        for (kind, size, form, expected) in [
            ("unsigned int", 4, Integer, "unsigned int of 4"),
            ("bool", 1, Integer, "bool of 1"),
            (
                "enum dma_data_direction",
                4,
                Integer,
                "enum dma_data_direction of 4",
            ),
            ("int", 8, Integer, "int of 4"),
            ("umode_t", 8, Integer, "umode_t of 8"),
            ("const char *", 8, Integer, "char *"),
            ("const char *const *", 8, Integer, "char **"),
            ("struct page *", 8, Integer, "struct page *"),
            ("void (*)(int)", 8, Integer, "function *"),
            ("char[16]", 16, Text, "char[16] of 1"),
            ("char[]", 0, Array, "char[0] of 1"),
            ("u8[16]", 16, Array, "u8[16] of 1"),
            ("unsigned char[6]", 6, Array, "u8[6] of 1"),
            ("unsigned long[6]", 48, Array, "unsigned long[6] of 8"),
            ("unsigned int[10]", 40, Array, "unsigned int[10] of 4"),
            ("some_t[3]", 12, Array, "u32[3] of 4"),
            ("some_t[4]", 12, Array, "u8[12] of 1"),
            ("u32[SIZE]", 12, Array, "u32[3] of 4"),
            ("struct sockaddr", 16, Array, "u8[16] of 1"),
            ("__data_loc char[]", 4, LocatedText, "record: char[0] of 1"),
            ("__rel_loc char[]", 4, RelativeText, "field: char[0] of 1"),
            ("__data_loc u64[]", 4, Array, "record: u64[0] of 8"),
            (
                "__data_loc cpumask_t",
                4,
                Array,
                "record: unsigned long[0] of 8",
            ),
            ("__rel_loc some_t[]", 4, Array, "field: u8[0] of 1"),
        ] {
            assert_eq!(shown(kind, size, form), expected, "{kind}");
        }
    }
}
