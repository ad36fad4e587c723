//! Hand-built plans, and what the tests need of the kernel: offsets, signals, the thread's own name.

use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard};

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::{StructureId, Type};
use sigscript_compiler::plan::{
    Base, Capture, Condition, FileNameOffsets, Helper, Load, Plan, Point, Predicate, Probe, Read,
    Test, code::Code,
};
use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;
use sigscript_runtime::backend::{Backend, Counters, Drained, Error};
use sigscript_runtime::catalog::KernelCatalog;
use sigscript_runtime::ebpf::{Ebpf, Options};
use sigscript_runtime::event::Event;

/// A plan under construction.
#[derive(Default)]
pub struct Draft {
    pub plan: Plan,
}

impl Draft {
    /// Adds a capture; gives its index.
    pub fn capture(&mut self, base: Base, offsets: &[u32], read: Read) -> usize {
        let load = Load {
            base,
            offsets: offsets.to_vec(),
            user: 0,
            read,
        };
        let label = format!("{load:?}");
        self.plan.captures.push(Capture {
            label,
            variable: None,
            kind: read.kind(),
            load: Some(load),
            context: None,
            optional: false,
        });
        self.plan.captures.len() - 1
    }

    /// Adds the capture of the current thread's id.
    pub fn thread(&mut self) -> usize {
        self.capture(Base::Helper(Helper::PidTgid), &[], Read::integer(4, true))
    }

    /// Adds a probe that delivers every capture so far.
    pub fn probe(&mut self, point: Point, filter: Condition) {
        let captures = (0..self.plan.captures.len()).collect();
        self.plan.probes.push(Probe {
            name: "test".to_owned(),
            point,
            filter,
            exact: false,
            kept: None,
            aggregation: None,
            settles: false,
            captures,
            condition: None,
            handler: Code::default(),
            listing: Vec::new(),
            span: Span::default(),
        });
    }
}

/// The raw tracepoint whose arguments are: signal, information, target task, whether for the whole process, result.
pub fn signal_generate() -> Point {
    trace("signal_generate", 5)
}

pub fn trace(name: &str, arguments: u8) -> Point {
    Point::Trace {
        system: None,
        name: name.to_owned(),
        arguments,
    }
}

pub fn number(capture: usize, comparison: BinaryOperator, constant: i64) -> Condition {
    Condition::Test(Test {
        capture,
        predicate: Predicate::Number {
            mask: -1,
            comparison,
            constant,
        },
    })
}

pub fn equal(capture: usize, constant: i64) -> Condition {
    number(capture, BinaryOperator::Equal, constant)
}

pub fn text(capture: usize, constant: &str, equal: bool, prefix: bool) -> Condition {
    let constant = constant.as_bytes().into();
    Condition::Test(Test {
        capture,
        predicate: Predicate::Text {
            constant,
            equal,
            prefix,
        },
    })
}

/// One test at a time: they count system-wide things. Nothing where this machine cannot run them, with the reason printed.
pub fn machine() -> Option<(MutexGuard<'static, ()>, KernelCatalog)> {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let catalog = KernelCatalog::new();
    let reason = if !nix::unistd::geteuid().is_root() {
        "not root".to_owned()
    } else if catalog.find_structure("task_struct").is_none() {
        catalog
            .missing(sigscript_compiler::catalog::Part::Btf)
            .unwrap_or_default()
    } else {
        match Ebpf::new(Options::default()).attach(&probe_of_nothing()) {
            Err(error) if error.is_environment() => error.to_string(),
            result => {
                result.expect("the simplest probe attaches");
                return Some((turn, catalog));
            }
        }
    };
    println!("skipped: no eBPF here: {reason}");
    None
}

fn probe_of_nothing() -> Plan {
    let mut draft = Draft::default();
    let thread = draft.thread();
    draft.probe(signal_generate(), equal(thread, -1));
    draft.plan
}

/// The offset of a member, in bytes, by a path such as `d_name.name`.
pub fn offset(catalog: &dyn Catalog, structure: &str, path: &str) -> u32 {
    let mut id = catalog.find_structure(structure).expect(structure);
    let mut offset = 0;
    for name in path.split('.') {
        let (bits, next) = member(catalog, &id, name);
        offset += bits / 8;
        if let Some(next) = next {
            id = next;
        }
    }
    offset
}

fn member(catalog: &dyn Catalog, id: &StructureId, name: &str) -> (u32, Option<StructureId>) {
    let structure = catalog
        .structure(id)
        .expect("a structure that the catalog names");
    let member = structure
        .members
        .into_iter()
        .find(|member| member.name == name)
        .expect(name);
    match member.kind {
        Type::Structure(id) => (member.bit_offset, Some(id)),
        _ => (member.bit_offset, None),
    }
}

pub fn file_name_offsets(catalog: &dyn Catalog) -> FileNameOffsets {
    let at = |structure: &str, path: &str| offset(catalog, structure, path) as u16;
    FileNameOffsets {
        path_mnt: at("path", "mnt"),
        path_dentry: at("path", "dentry"),
        dentry_parent: at("dentry", "d_parent"),
        dentry_name: at("dentry", "d_name.name"),
        mount_mnt: at("mount", "mnt"),
        mount_parent: at("mount", "mnt_parent"),
        mount_mountpoint: at("mount", "mnt_mountpoint"),
        vfsmount_root: at("vfsmount", "mnt_root"),
    }
}

/// Attaches a plan.
pub fn attach(plan: &Plan, options: Options) -> Ebpf {
    let mut backend = Ebpf::new(options);
    if let Err(error) = backend.attach(plan) {
        if let Error::Internal { log, .. } = &error {
            let lines: Vec<_> = log.lines().collect();
            println!("{}", lines[lines.len().saturating_sub(60)..].join("\n"));
        }
        panic!("{error}");
    }
    for (probe, info) in backend.programs().expect("programs have information") {
        println!("probe {probe}: {} instructions verified", info.verified);
    }
    backend
}

/// Runs what makes events, then hands all of them to `check`; gives their number and the probe's counters.
pub fn collect(
    backend: &mut Ebpf,
    act: impl FnOnce(),
    mut check: impl FnMut(&Event<'_>),
) -> (u64, Counters) {
    act();
    let mut events = 0;
    loop {
        let drained = backend.drain(&mut |event| {
            events += 1;
            check(event);
            ControlFlow::Continue(())
        });
        match drained.expect("the ring can be read") {
            Drained::More => {}
            Drained::Empty => break,
            other => panic!("{other:?}"),
        }
    }
    (
        events,
        backend.counters().expect("the counters can be read")[0],
    )
}

pub fn number_of(event: &Event<'_>, capture: usize) -> i64 {
    event.number(capture).expect("the capture was read")
}

pub fn text_of(event: &Event<'_>, capture: usize) -> String {
    String::from_utf8_lossy(
        event
            .text(capture, &mut Vec::new())
            .expect("the capture was read"),
    )
    .into_owned()
}

/// Sends this process a signal that it ignores.
pub fn signal_myself(signal: i32) {
    // SAFETY: kill(2) takes integers.
    assert_eq!(unsafe { libc::kill(process(), signal) }, 0);
}

/// Sends this thread a signal that it ignores.
pub fn signal_thread(signal: i32) {
    // SAFETY: tgkill(2) takes integers.
    let result = unsafe { libc::syscall(libc::SYS_tgkill, process(), thread(), signal) };
    assert_eq!(result, 0);
}

pub fn process() -> i32 {
    nix::unistd::getpid().as_raw()
}

pub fn thread() -> i64 {
    i64::from(nix::unistd::gettid().as_raw())
}

/// The current thread's `comm`.
pub fn set_thread_name(name: &str) {
    std::fs::write("/proc/thread-self/comm", name).expect("a thread can name itself");
}
