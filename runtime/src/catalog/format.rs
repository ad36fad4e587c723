//! The text of an event's `format` file to an [`Event`].
//!
//! The file is described in `Documentation/trace/events.rst` of the kernel; a line of it reads
//!
//! ```text
//!     field:char comm[16];    offset:20;      size:16;        signed:0;
//! ```

use std::fmt;

use sigscript_compiler::catalog::{Event, Field, FieldForm};

/// Why a format could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It has no line `ID:`, or the number there does not fit in 16 bits.
    Number,
    /// This line does not describe a field.
    Field(String),
}

impl fmt::Display for FormatError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => out.write_str("the format has no event number"),
            Self::Field(line) => write!(
                out,
                "the format has a line that describes no field: `{line}`"
            ),
        }
    }
}

impl std::error::Error for FormatError {}

/// Reads the text of a `format` file. Lines that are neither the number nor a field are passed over.
pub fn parse_format(text: &str) -> Result<Event, FormatError> {
    let mut id = None;
    let mut fields = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(number) = line.strip_prefix("ID:") {
            id = number.trim().parse().ok();
        } else if line.starts_with("field:") {
            fields.push(field(line).ok_or_else(|| FormatError::Field(line.to_owned()))?);
        } else if line.starts_with("print fmt:") {
            break;
        }
    }
    Ok(Event {
        id: id.ok_or(FormatError::Number)?,
        fields,
    })
}

fn field(line: &str) -> Option<Field> {
    let mut parts = line.split(';').map(str::trim);
    let declaration = parts.next()?.strip_prefix("field:")?;
    let offset = parts.next()?.strip_prefix("offset:")?.parse().ok()?;
    let size = parts.next()?.strip_prefix("size:")?.parse().ok()?;
    // Kernels before 2.6.32 do not tell.
    let signed = parts
        .next()
        .and_then(|part| part.strip_prefix("signed:"))
        .is_some_and(|signed| signed.trim() == "1");
    let (name, declared) = declare(declaration)?;
    let form = form(&declared, size);
    Some(Field {
        name,
        declared,
        offset,
        size,
        signed,
        form,
    })
}

/// Splits a C declaration into its name and the type around it: `char comm[16]` into `comm` and `char[16]`.
fn declare(declaration: &str) -> Option<(String, String)> {
    // A located array has its brackets with the type, before the name.
    let (front, brackets) = match declaration.find('[') {
        Some(at) if declaration.trim_end().ends_with(']') => declaration.split_at(at),
        _ => (declaration, ""),
    };
    let (before, after) = match function_pointer(front) {
        Some(at) => front.split_at(at),
        None => (front, ""),
    };
    let start = before
        .trim_end()
        .rfind(|letter: char| !is_word(letter))
        .map_or(0, |at| at + 1);
    let (kind, name) = before.trim_end().split_at(start);
    if name.is_empty() || kind.trim().is_empty() {
        return None;
    }
    Some((
        name.to_owned(),
        format!("{}{after}{brackets}", kind.trim_end()),
    ))
}

/// Where the name ends in `void (*name)(int)`.
fn function_pointer(front: &str) -> Option<usize> {
    let star = front.find("(*")?;
    front[star..].find(')').map(|end| star + end)
}

/// Letters beyond ASCII count as part of a name, so that one byte behind any other letter is a place to cut.
fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || !letter.is_ascii()
}

fn form(declared: &str, size: u16) -> FieldForm {
    match declared.split_once(' ') {
        Some(("__data_loc", "char[]")) => FieldForm::LocatedText,
        Some(("__rel_loc", "char[]")) => FieldForm::RelativeText,
        Some(("__data_loc" | "__rel_loc", _)) => FieldForm::Array,
        _ if declared.starts_with("char[") && size > 0 => FieldForm::Text,
        _ if declared.ends_with(']') || !matches!(size, 1 | 2 | 4 | 8) => FieldForm::Array,
        _ => FieldForm::Integer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(declaration: &str, size: u16) -> Field {
        let text = format!(
            "name: x\nID: 7\nformat:\n\tfield:{declaration};\toffset:8;\tsize:{size};\tsigned:1;\n"
        );
        let event = parse_format(&text).unwrap();
        assert_eq!((event.id, event.fields.len()), (7, 1));
        event.fields.into_iter().next().unwrap()
    }

    #[test]
    fn declarations() {
        let cases = [
            ("int sig", 4, "sig", "int", FieldForm::Integer),
            (
                "unsigned short common_type",
                2,
                "common_type",
                "unsigned short",
                FieldForm::Integer,
            ),
            ("bool on", 1, "on", "bool", FieldForm::Integer),
            (
                "const char * name",
                8,
                "name",
                "const char *",
                FieldForm::Integer,
            ),
            (
                "const char *const *argv",
                8,
                "argv",
                "const char *const *",
                FieldForm::Integer,
            ),
            (
                "void (*call)(int)",
                8,
                "call",
                "void (*)(int)",
                FieldForm::Integer,
            ),
            ("char comm[16]", 16, "comm", "char[16]", FieldForm::Text),
            (
                "char comm[TASK_COMM_LEN]",
                16,
                "comm",
                "char[TASK_COMM_LEN]",
                FieldForm::Text,
            ),
            ("char buf[]", 0, "buf", "char[]", FieldForm::Array),
            ("u8 addr[16]", 16, "addr", "u8[16]", FieldForm::Array),
            (
                "unsigned long args[6]",
                48,
                "args",
                "unsigned long[6]",
                FieldForm::Array,
            ),
            (
                "__data_loc char[] name",
                4,
                "name",
                "__data_loc char[]",
                FieldForm::LocatedText,
            ),
            (
                "__rel_loc char[] name",
                4,
                "name",
                "__rel_loc char[]",
                FieldForm::RelativeText,
            ),
            (
                "__data_loc u64[] addrs",
                4,
                "addrs",
                "__data_loc u64[]",
                FieldForm::Array,
            ),
            (
                "__data_loc cpumask_t cpumask",
                4,
                "cpumask",
                "__data_loc cpumask_t",
                FieldForm::Array,
            ),
            (
                "struct in6_addr address",
                16,
                "address",
                "struct in6_addr",
                FieldForm::Array,
            ),
        ];
        for (declaration, size, name, declared, form) in cases {
            let field = one(declaration, size);
            assert_eq!(
                (&*field.name, &*field.declared, field.form),
                (name, declared, form),
                "{declaration}"
            );
            assert_eq!(
                (field.offset, field.size, field.signed),
                (8, size, true),
                "{declaration}"
            );
        }
    }

    #[test]
    fn refusals() {
        assert_eq!(parse_format(""), Err(FormatError::Number));
        assert_eq!(parse_format("ID: 70000"), Err(FormatError::Number));
        for line in [
            "field:",
            "field:;",
            "field:int;offset:0;size:4;",
            "field:int a;offset:x;size:4;",
            "field:é;offset:1;size:1;",
        ] {
            assert_eq!(
                parse_format(&format!("ID: 1\n{line}")),
                Err(FormatError::Field(line.to_owned())),
                "{line}"
            );
        }
    }
}
