//! What this kernel lets us do, and which of its BPF objects exist: bpf(2), by hand, so that the tests do not rest on what they test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nix::errno::Errno;
use nix::libc;
use nix::unistd::geteuid;

use crate::tracefs;

const BPF_PROG_LOAD: i32 = 5;
const BPF_PROG_GET_FD_BY_ID: i32 = 13;
const BPF_MAP_GET_FD_BY_ID: i32 = 14;
const BPF_LINK_GET_FD_BY_ID: i32 = 30;
const BPF_PROG_TYPE_RAW_TRACEPOINT: u32 = 17;

/// Where the kernel's types are.
const TYPES: &str = "/sys/kernel/btf/vmlinux";

/// The first members of `union bpf_attr` for `BPF_PROG_LOAD`; the rest is 0.
#[repr(C)]
struct Load {
    kind: u32,
    count: u32,
    instructions: u64,
    license: u64,
    rest: [u64; 13],
}

/// The members of `union bpf_attr` for `BPF_*_GET_FD_BY_ID`.
#[repr(C)]
struct ById {
    id: u32,
    rest: [u32; 3],
}

/// bpf(2): a new descriptor, closed at once, or why there is none.
fn bpf<Attributes>(command: i32, attributes: &Attributes) -> Result<(), Errno> {
    // SAFETY: the attributes are read during the call, as many bytes as there are; the pointers in them are to statics.
    let descriptor = unsafe {
        Errno::result(libc::syscall(
            libc::SYS_bpf,
            command,
            attributes,
            size_of::<Attributes>(),
        ))?
    };
    // SAFETY: the descriptor is new and nobody else's.
    unsafe { libc::close(descriptor as i32) };
    Ok(())
}

/// What the live tests miss here; `None` where they can run. To be asked before there are threads.
pub fn missing() -> Option<String> {
    /// `r0 = 0; exit`
    static NOTHING: [u64; 2] = [0xb7, 0x95];
    if !geteuid().is_root() {
        return Some("tracing needs root".to_owned());
    }
    if !Path::new(TYPES).exists() {
        return Some(format!("there is no {TYPES}"));
    }
    let load = Load {
        kind: BPF_PROG_TYPE_RAW_TRACEPOINT,
        count: 2,
        instructions: NOTHING.as_ptr() as u64,
        license: c"GPL".as_ptr() as u64,
        rest: [0; 13],
    };
    if let Err(errno) = bpf(BPF_PROG_LOAD, &load) {
        return Some(format!("this kernel loads no BPF program: {errno}"));
    }
    tracefs::provide().err()
}

/// A BPF object by kind and number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    kind: &'static str,
    id: u32,
}

impl Object {
    /// Whether the kernel still has it.
    pub fn exists(&self) -> bool {
        let command = match self.kind {
            "prog_id" => BPF_PROG_GET_FD_BY_ID,
            "map_id" => BPF_MAP_GET_FD_BY_ID,
            _ => BPF_LINK_GET_FD_BY_ID,
        };
        match bpf(
            command,
            &ById {
                id: self.id,
                rest: [0; 3],
            },
        ) {
            Err(Errno::ENOENT) => false,
            // A link whose last holder is gone is listed for a moment longer, but cannot be opened.
            Err(errno) => panic!("{self:?}: {errno}"),
            Ok(()) => true,
        }
    }

    /// Whether it is what keeps a program attached.
    pub fn is_link(&self) -> bool {
        self.kind == "link_id"
    }
}

/// The BPF objects that a process holds.
pub fn objects(process: u32) -> BTreeSet<Object> {
    let mut objects = BTreeSet::new();
    let Ok(descriptors) = fs::read_dir(format!("/proc/{process}/fdinfo")) else {
        return objects;
    };
    for descriptor in descriptors.flatten() {
        let text = fs::read_to_string(descriptor.path()).unwrap_or_default();
        for line in text.lines() {
            let Some((name, value)) = line.split_once(":\t") else {
                continue;
            };
            let kind = ["prog_id", "map_id", "link_id"]
                .into_iter()
                .find(|&kind| kind == name);
            if let (Some(kind), Ok(id)) = (kind, value.trim().parse()) {
                objects.insert(Object { kind, id });
            }
        }
    }
    objects
}
