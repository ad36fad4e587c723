//! Addresses of this program, of a library that it uses, and of a process that has ended.

use std::hint::black_box;
use std::process::{Command, Stdio};

use super::*;

#[inline(never)]
fn a_function_to_be_found(number: u32) -> u32 {
    black_box(number) + 1
}

fn own() -> Program<'static> {
    process(std::process::id(), 1)
}

fn process(pid: u32, memory: i64) -> Program<'static> {
    Program {
        space: Space {
            pid: pid.into(),
            memory,
        },
        file: b"",
        code: (0, 0),
    }
}

fn name(part: Option<&Part>) -> String {
    part.map_or_else(String::new, |part| {
        String::from_utf8_lossy(&part.name).into_owned()
    })
}

#[test]
fn a_function_of_this_program_is_found() {
    let address = a_function_to_be_found as *const () as u64;
    let mut symbols = Symbols::default();
    let place = symbols.user(own(), address);
    let inside = symbols.user(own(), address + 1);
    let program = std::env::current_exe().expect("this program has a name");
    assert!(
        name(place.symbol.as_ref()).contains("a_function_to_be_found"),
        "{place:?}"
    );
    assert_eq!(place.symbol.as_ref().map(|symbol| symbol.offset), Some(0));
    assert_eq!(inside.symbol.map(|symbol| symbol.offset), Some(1));
    assert_eq!(name(place.module.as_ref()), program.to_string_lossy());
    assert!(
        place
            .module
            .is_some_and(|module| module.offset < module.size)
    );
    a_function_to_be_found(1);
}

#[test]
fn what_is_not_mapped_is_not_known() {
    let mut symbols = Symbols::default();
    assert_eq!(symbols.user(own(), 0), Place::default());
    assert_eq!(symbols.user(own(), u64::MAX), Place::default());
    assert_eq!(symbols.user(process(0, 0), 0x1000), Place::default());
}

#[test]
fn memory_without_a_file_has_no_name() {
    let boxed = Box::new(1);
    let place = Symbols::default().user(own(), &raw const *boxed as u64);
    assert_eq!(place.symbol, None);
}

#[test]
fn what_the_kernel_maps_is_a_module_as_well() {
    let maps = std::fs::read("/proc/self/maps").expect("there are maps");
    let Some(vdso) = maps::parse(&maps)
        .into_iter()
        .find(|mapping| mapping.path == b"[vdso]")
    else {
        return;
    };
    let mut symbols = Symbols::default();
    let mut named = (vdso.start..vdso.end)
        .step_by(16)
        .filter(|address| name(symbols.user(own(), *address).symbol.as_ref()).contains("gettime"));
    assert!(named.next().is_some());
    assert_eq!(
        name(symbols.user(own(), vdso.start).module.as_ref()),
        "vdso"
    );
}

#[test]
fn a_process_that_has_ended_is_remembered() {
    let mut child = Command::new("sleep")
        .arg("60")
        .stdin(Stdio::null())
        .spawn()
        .expect("there is a sleep");
    let space = process(child.id(), 7);
    let program = std::fs::read_link(format!("/proc/{}/exe", child.id())).expect("it runs");
    let maps = std::fs::read(format!("/proc/{}/maps", child.id())).expect("it runs");
    let start = maps::parse(&maps)[0].start;
    let mut symbols = Symbols::default();
    let before = symbols.user(space, start);
    child.kill().expect("it is ours");
    child.wait().expect("it is ours");
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(symbols.user(space, 0), Place::default());
    assert_eq!(symbols.user(space, start), before);
    assert_ne!(name(before.module.as_ref()), "", "{}", program.display());
    let stranger = process(child.id(), 8);
    assert_eq!(symbols.user(stranger, start), Place::default());
}

#[test]
fn behind_a_call_that_does_not_return_the_caller_is_named() {
    let kernel = Kernel::parse(
        b"ffffffff81000000 T caller\nffffffff81000100 T next\nffffffff81000200 T end\n",
    );
    let at = |number| {
        frame(number, 0xffff_ffff_8100_0100, |address| {
            kernel.place(address)
        })
        .symbol
    };
    assert_eq!(name(at(0).as_ref()), "next");
    assert_eq!(name(at(1).as_ref()), "caller");
    assert_eq!(at(1).map(|symbol| symbol.offset), Some(0x100));
}

/// The kernel's numbers for a program's code: `man proc_pid_stat`.
fn code(pid: u32) -> (u64, u64) {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("it runs");
    let (_, rest) = stat.rsplit_once(')').expect("the name is in parentheses");
    let number = |field: usize| {
        rest.split_whitespace()
            .nth(field - 3)
            .and_then(|word| word.parse().ok())
    };
    (number(26).expect("startcode"), number(27).expect("endcode"))
}

#[test]
fn of_a_process_never_seen_alive_the_program_is_known() {
    let file = std::env::current_exe().expect("this program has a name");
    let file = file.as_os_str().as_encoded_bytes();
    let gone = Program {
        file,
        code: code(std::process::id()),
        ..process(u32::MAX, 1)
    };
    let address = a_function_to_be_found as *const () as u64;
    let place = Symbols::default().user(gone, address);
    assert!(
        name(place.symbol.as_ref()).contains("a_function_to_be_found"),
        "{place:?}"
    );
    assert_eq!(name(place.module.as_ref()).as_bytes(), file);
    let (start, end) = gone.code;
    let other_build = Program {
        code: (start, end + 16),
        ..gone
    };
    assert_eq!(
        Symbols::default().user(other_build, address),
        Place::default()
    );
}

#[test]
fn maps_of_another_program_are_not_taken() {
    let stranger = Program {
        code: (0x10, 0x20),
        ..own()
    };
    let address = a_function_to_be_found as *const () as u64;
    assert_eq!(Symbols::default().user(stranger, address), Place::default());
}
