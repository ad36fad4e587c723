//! What the compiler asks of a kernel: its tracepoints and its types. The runtime answers from tracefs and BTF, tests from a recording.

use serde::{Deserialize, Serialize};

/// The answers of one kernel. `None` means the kernel has no such thing, or that the source of the answer could not be read
/// ([`Catalog::missing`] tells which).
pub trait Catalog {
    /// Every raw tracepoint (`kernel.trace`), sorted: `system:name` where the system is known, else `name`.
    fn traces(&self) -> Vec<String>;

    /// The parameters of the raw tracepoint called `name` (without its system).
    fn trace(&self, name: &str) -> Option<Vec<Parameter>>;

    /// Every tracefs event (`kernel.tracepoint`), sorted, as `system:name`.
    fn events(&self) -> Vec<String>;

    /// The record format of the tracefs event `system:name`.
    fn event(&self, system: &str, name: &str) -> Option<Event>;

    /// The number of the system call called `name`, as the kernel's tables call it.
    fn syscall(&self, name: &str) -> Option<u32>;

    /// The names of all system calls, in order of their numbers.
    fn syscalls(&self) -> Vec<String>;

    /// The struct or union called `name` (without `struct`).
    fn find_structure(&self, name: &str) -> Option<StructureId>;

    /// The members of a struct or union that this catalog handed out.
    fn structure(&self, id: &StructureId) -> Option<Structure>;

    /// Why a part of the kernel's description could not be read, for messages; `None` where all could.
    fn missing(&self, part: Part) -> Option<String>;
}

/// A part of the kernel's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The events and formats of tracefs.
    Tracefs,
    /// The kernel's type information.
    Btf,
}

/// A parameter of a raw tracepoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Type,
}

/// A C type, without typedefs and qualifiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// `void`
    Void,
    /// An integer, `char` and `bool` included.
    Integer {
        /// As in C: `unsigned int`.
        name: String,
        /// In bytes.
        size: u8,
        /// Whether it has a sign.
        signed: bool,
    },
    /// `enum name`
    Enumeration {
        /// Its name; empty where it has none.
        name: String,
        /// In bytes.
        size: u8,
        /// Whether it has a sign.
        signed: bool,
    },
    /// A pointer to this.
    Pointer(Box<Type>),
    /// `element[length]`
    Array {
        /// The element's type.
        element: Box<Type>,
        /// How many; 0 for a flexible array.
        length: u32,
    },
    /// A struct or union.
    Structure(StructureId),
    /// A function, behind a function pointer.
    Function,
    /// Anything else, such as a forward declaration or a float.
    Opaque(String),
}

/// A struct or union of one catalog.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StructureId {
    /// Its name; empty where it has none.
    pub name: String,
    /// Whether it is a union.
    pub union: bool,
    /// The catalog's own number for it; tells structures of one name apart.
    pub number: u32,
}

/// The members of a struct or union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structure {
    /// In bytes.
    pub size: u32,
    /// In order of declaration; members of anonymous members stand in their place, with offsets from the outer start.
    pub members: Vec<Member>,
}

/// A member of a struct or union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// From the start of the structure, in bits.
    pub bit_offset: u32,
    /// The width of a bit field; 0 for any other member.
    pub bit_size: u8,
    /// Its type.
    pub kind: Type,
}

/// A tracefs event's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The kernel's number for it.
    pub id: u16,
    /// Its fields, the common ones included, in order.
    pub fields: Vec<Field>,
}

/// A field of a tracefs event's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its declaration's type text, such as `char[16]` or `__data_loc char[]`.
    pub declared: String,
    /// From the start of the record, in bytes.
    pub offset: u16,
    /// In bytes.
    pub size: u16,
    /// Whether it has a sign.
    pub signed: bool,
    /// What lies there.
    pub form: FieldForm,
}

/// What lies in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldForm {
    /// An integer or a pointer.
    Integer,
    /// `char name[size]`: text, ended by a NUL byte or the field's end.
    Text,
    /// `__data_loc char[]`: the low half is an offset from the record's start, the high half a length; text lies there.
    LocatedText,
    /// `__rel_loc char[]`: the same, the offset counted from the end of this field.
    RelativeText,
    /// Some other array, inline or located.
    Array,
}
