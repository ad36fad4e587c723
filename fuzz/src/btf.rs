//! The kernel's types: any bytes are a file of BTF, or are none; every question to one is answered.

use sigscript_runtime::catalog::btf::Btf;

/// The most questions to one file.
const QUESTIONS: u32 = 200;

/// Reads bytes as BTF and asks for what is in there.
pub fn check(input: &[u8]) {
    let Ok(btf) = Btf::from_bytes(input.to_vec()) else {
        return;
    };
    for trace in btf.traces().iter().take(QUESTIONS as usize) {
        let _ = btf.trace(trace);
    }
    for name in ["task_struct", "path", "a", ""] {
        if let Some(id) = btf.find_structure(name) {
            let _ = btf.structure(id.number);
        }
    }
    for number in (0..QUESTIONS).chain([u32::MAX]) {
        let _ = btf.structure(number);
    }
}
