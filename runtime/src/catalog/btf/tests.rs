//! Hand-made BTF, whole and broken.

use sigscript_compiler::catalog::{Member, StructureId, Type};

use super::builder::Builder;
use super::file::Bytes;
use super::record::Kind;
use super::{Btf, OpenError};

fn int() -> Type {
    Type::Integer {
        name: "int".to_owned(),
        size: 4,
        signed: true,
    }
}

fn member(name: &str, bit_offset: u32, bit_size: u8, kind: Type) -> Member {
    Member {
        name: name.to_owned(),
        bit_offset,
        bit_size,
        kind,
    }
}

/// The offset word of a bit field in the newer encoding.
fn bit_field(width: u32, offset: u32) -> u32 {
    (width << 24) | offset
}

/// One file with everything in it; the number of each type stands beside it.
fn sample() -> Vec<u8> {
    let mut btf = Builder::new();
    let int = btf.integer("int", 4, true); // 1
    let long = btf.integer("long unsigned int", 8, false); // 2
    let constant = btf.of(Kind::Const, "", int); // 3
    let pid = btf.of(Kind::Typedef, "pid_t", constant); // 4
    let tag = btf.of(Kind::TypeTag, "rcu", pid); // 5
    let pointer = btf.of(Kind::Pointer, "", tag); // 6
    let forward = btf.of(Kind::Forward, "hidden", 0); // 7
    let hidden = btf.of(Kind::Pointer, "", forward); // 8
    let row = btf.array(int, 3); // 9
    let table = btf.array(row, 2); // 10
    let anything = btf.of(Kind::Pointer, "", 0); // 11
    let prototype = btf.prototype(&[("", anything), ("", int), ("", 15)]); // 12
    let call = btf.of(Kind::Pointer, "", prototype); // 13
    let inner = btf.structure(Kind::Union, "", false, 8, &[("a", int, 0), ("b", long, 0)]); // 14
    let task = btf.of(Kind::Pointer, "", 18); // 15
    let flags = btf.narrow("unsigned int", 4, 3, 2); // 16
    let middle = btf.structure(
        Kind::Struct,
        "",
        false,
        24,
        &[("c", int, 32), ("", inner, 64), ("old", flags, 128)],
    ); // 17
    btf.structure(
        Kind::Struct,
        "task",
        true,
        96,
        &[
            ("pid", pid, 0),
            ("bit", int, bit_field(3, 37)),
            ("", int, bit_field(5, 40)),
            ("", middle, 64),
            ("table", table, 256),
            ("next", task, 448),
            ("hidden", hidden, 512),
            ("call", call, 576),
            ("where", pointer, 640),
        ],
    ); // 18
    btf.of(Kind::Typedef, "btf_trace_wake", call); // 19
    let named = btf.prototype(&[("__data", anything), ("signal", int), ("task", task)]); // 20
    btf.of(Kind::Function, "__bpf_trace_wake", named); // 21
    btf.of(Kind::Typedef, "btf_trace_anonymous", call); // 22
    btf.of(Kind::DeclarationTag, "tag", 18); // 23
    let wide = btf.add(Kind::Enumeration64, "wide", true, 1, 8); // 24
    btf.words(&[0, 1, 0]);
    btf.of(Kind::Float, "double", 8); // 25
    btf.of(Kind::Volatile, "", 0); // 26
    btf.of(Kind::Typedef, "task_t", 18); // 27
    assert_eq!(wide, 24);
    btf.finish()
}

fn open() -> Btf {
    Btf::from_bytes(sample()).unwrap()
}

#[test]
fn members() {
    let btf = open();
    let id = btf.find_structure("task").unwrap();
    assert_eq!(
        id,
        StructureId {
            name: "task".to_owned(),
            union: false,
            number: 18
        }
    );
    assert_eq!(btf.find_structure("task_t"), Some(id.clone()));
    assert_eq!(btf.find_structure("pid_t"), None);
    assert_eq!(btf.find_structure(""), None);
    let long = Type::Integer {
        name: "unsigned long".to_owned(),
        size: 8,
        signed: false,
    };
    let flags = Type::Integer {
        name: "unsigned int".to_owned(),
        size: 4,
        signed: false,
    };
    let row = Type::Array {
        element: Box::new(int()),
        length: 3,
    };
    let pointer = |kind| Type::Pointer(Box::new(kind));
    let structure = btf.structure(18).unwrap();
    assert_eq!(structure.size, 96);
    assert_eq!(
        structure.members,
        [
            member("pid", 0, 0, int()),
            member("bit", 37, 3, int()),
            member("c", 96, 0, int()),
            member("a", 128, 0, int()),
            member("b", 128, 0, long),
            member("old", 195, 2, flags),
            member(
                "table",
                256,
                0,
                Type::Array {
                    element: Box::new(row),
                    length: 2
                }
            ),
            member("next", 448, 0, pointer(Type::Structure(id))),
            member(
                "hidden",
                512,
                0,
                pointer(Type::Opaque("struct hidden".to_owned()))
            ),
            member("call", 576, 0, pointer(Type::Function)),
            member("where", 640, 0, pointer(int())),
        ]
    );
    assert_eq!(btf.structure(1), None);
    assert_eq!(btf.structure(u32::MAX), None);
}

/// The table finds what searches found.
#[test]
fn many_names() {
    let btf = open();
    for _ in 0..100 {
        assert_eq!(btf.find_structure("task_t").map(|id| id.number), Some(18));
        assert_eq!(btf.find_structure("wide"), None);
        assert_eq!(btf.find_structure("absent"), None);
    }
}

#[test]
fn kinds() {
    let btf = open();
    assert_eq!(btf.kind(0), Type::Void);
    assert_eq!(btf.kind(26), Type::Void);
    assert_eq!(
        btf.kind(24),
        Type::Enumeration {
            name: "wide".to_owned(),
            size: 8,
            signed: true
        }
    );
    assert_eq!(btf.kind(25), Type::Opaque("double".to_owned()));
    assert_eq!(
        btf.kind(1000),
        Type::Opaque("a type that is not there".to_owned())
    );
}

#[test]
fn raw_tracepoints() {
    let btf = open();
    assert_eq!(btf.traces(), ["anonymous", "wake"]);
    let names = |trace: &str| {
        btf.trace(trace)
            .map(|list| list.into_iter().map(|one| one.name).collect::<Vec<_>>())
    };
    assert_eq!(names("wake").unwrap(), ["signal", "task"]);
    assert_eq!(names("anonymous").unwrap(), ["arg1", "arg2"]);
    assert_eq!(names("sleep"), None);
    assert_eq!(btf.trace("wake").unwrap()[0].kind, int());
}

#[test]
fn circles() {
    let mut btf = Builder::new();
    btf.of(Kind::Typedef, "around", 1); // 1
    btf.of(Kind::Pointer, "", 2); // 2
    btf.array(3, 2); // 3
    btf.structure(Kind::Struct, "self", false, 8, &[("", 4, 0)]); // 4
    btf.structure(Kind::Struct, "twice", false, 8, &[("", 5, 0), ("", 5, 0)]); // 5
    btf.structure(Kind::Struct, "far", false, 8, &[("", 7, 8)]); // 6
    btf.structure(Kind::Struct, "beyond", false, 8, &[("x", 1, u32::MAX)]); // 7
    let btf = Btf::from_bytes(btf.finish()).unwrap();
    assert_eq!(btf.find_structure("around"), None);
    for number in 1..=3 {
        assert!(
            format!("{:?}", btf.kind(number)).contains("Opaque"),
            "{number}"
        );
    }
    for number in 4..=6 {
        assert_eq!(btf.structure(number), None, "{number}");
    }
}

/// Asks everything of these bytes; what comes out does not matter.
fn exercise(bytes: Vec<u8>) {
    let Ok(btf) = Btf::from_bytes(bytes) else {
        return;
    };
    for trace in btf.traces() {
        let _ = btf.trace(trace);
    }
    for name in ["task", "task_t", "pid_t", "wide"] {
        let _ = btf.find_structure(name);
    }
    for number in 0..btf.count() + 2 {
        btf.kind(number);
        let _ = btf.structure(number);
    }
}

#[test]
fn broken_files() {
    let whole = sample();
    for length in 0..whole.len() {
        exercise(whole[..length].to_vec());
    }
    for place in 0..whole.len() {
        for value in [
            0x00,
            0x01,
            0x7f,
            0x80,
            0xff,
            whole[place] ^ 0x10,
            whole[place].wrapping_add(1),
        ] {
            let mut bytes = whole.clone();
            bytes[place] = value;
            exercise(bytes);
        }
    }
}

#[test]
fn refusals() {
    let how = |bytes: Vec<u8>| match Btf::from_bytes(bytes) {
        Ok(_) => panic!("taken"),
        Err(error) => error.to_string(),
    };
    assert_eq!(how(Vec::new()), "it ends within its header");
    assert_eq!(
        how(b"ELF and so on".to_vec()),
        "it does not start as BTF does"
    );
    let mut other = sample();
    other.swap(0, 1);
    assert_eq!(how(other), "it is of the other byte order");
    let mut newer = sample();
    newer[2] = 2;
    assert_eq!(how(newer), "it is of an unknown version");
    let mut strange = sample();
    strange[24 + 7] = 31;
    assert_eq!(how(strange), "a type is cut off or of an unknown kind");
    let short = sample().len() - 1;
    assert_eq!(
        how(sample()[..short].to_vec()),
        "it ends within its sections"
    );
}

#[test]
fn files() {
    let path = std::env::temp_dir().join(format!("sigscript-btf-{}", std::process::id()));
    std::fs::write(&path, sample()).unwrap();
    let read = Bytes::read(std::fs::File::open(&path).unwrap()).unwrap();
    assert_eq!(&*read, sample());
    assert!(Btf::open(&path).unwrap().find_structure("task").is_some());
    std::fs::write(&path, "").unwrap();
    assert!(matches!(
        Btf::open(&path),
        Err(OpenError::Malformed("it ends within its header"))
    ));
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(Btf::open(&path), Err(OpenError::Unreadable(_))));
}
