//! A recording: any bytes as a file of any kind that `--replay` knows, described, and replayed to its end with every field captured.

use std::cell::RefCell;
use std::fs::File;
use std::ops::ControlFlow;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::FileExt as _;

use nix::sys::memfd::{MFdFlags, memfd_create};
use sigscript_compiler::Catalog as _;
use sigscript_compiler::catalog::{Event, Field, FieldForm};
use sigscript_compiler::plan::code::Code;
use sigscript_compiler::plan::{
    Base, Capture, Condition, Fact, Load, MAX_CAPTURES, Plan, Point, Predicate, Probe, Read, Test,
};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::{FileId, Span};
use sigscript_runtime::backend::{Backend as _, Drained, Error};
use sigscript_runtime::replay::{Description, Recorded, Replay};
use sigscript_runtime::threads::Threads;

/// The most events of a recording that probes are made for.
const MOST_PROBES: usize = 8;
/// What every probe captures beside fields: facts of its context, the last one a text.
const FACTS: [Fact; 3] = [Fact::Thread, Fact::Time, Fact::Name];

thread_local! {
    /// The file that all inputs are written to, in memory.
    static FILE: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Opens a file with these bytes.
///
/// # Panics
/// Where the machine cannot keep a file in memory.
fn file(input: &[u8]) -> File {
    FILE.with_borrow_mut(|file| {
        let file = file.get_or_insert_with(|| {
            let made = memfd_create(c"recording", MFdFlags::MFD_CLOEXEC);
            made.expect("memory can be a file").into()
        });
        let written = file.set_len(0).and_then(|()| file.write_all_at(input, 0));
        written.expect("the file can be written");
        // Opened anew, it has a place of its own.
        let path = format!("/proc/self/fd/{}", file.as_raw_fd());
        File::open(path).expect("the file can be opened")
    })
}

/// Replays the bytes.
///
/// # Panics
/// Where it is refused without a reason, an event holds more than the recording, or the events do not end.
pub fn check(input: &[u8]) {
    let recorded = match Recorded::of(file(input)) {
        Ok(recorded) => recorded,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let description = recorded.description();
    let _ = description.syscalls().len();
    let mut plan = plan(description);
    let mut replay = Replay::new(recorded.clone(), Threads::default());
    while let Err(error) = replay.attach(&plan) {
        // Not every recording of system calls tells both of their ends.
        match error {
            Error::Unsupported { probe, .. } => drop(plan.probes.remove(probe)),
            error => return assert!(!error.to_string().is_empty()),
        }
    }
    loop {
        let drained = replay.drain(&mut |event| {
            let mut scratch = Vec::new();
            for capture in &plan.probes[event.probe].captures {
                let _ = match plan.captures[*capture].kind {
                    sigscript_compiler::Kind::Long => event.number(*capture).is_ok(),
                    sigscript_compiler::Kind::String => event.text(*capture, &mut scratch).is_ok(),
                };
            }
            ControlFlow::Continue(())
        });
        match drained {
            Ok(Drained::More) => {}
            Ok(Drained::Finished) => break,
            Ok(other) => panic!("{other:?}"),
            Err(error) => return assert!(!error.to_string().is_empty()),
        }
    }
    let counters = replay.counters().expect("they are there");
    assert_eq!(counters.len(), plan.probes.len());
    let progress = recorded.progress();
    assert!(progress.done() <= progress.total() + 8 * input.len() as u64);
}

/// A plan that waits for the first events of a recording, each with the fields that it has.
fn plan(description: &Description) -> Plan {
    let mut plan = Plan::default();
    let names = description.events();
    for name in names.iter().take(MOST_PROBES) {
        let Some((system, name)) = name.split_once(':') else {
            continue;
        };
        let Some(event) = description.event(system, name) else {
            continue;
        };
        let point = Point::Event {
            system: system.to_owned(),
            name: name.to_owned(),
            id: event.id,
            size: 0,
        };
        add(&mut plan, point, event_captures(&event));
    }
    for returns in [false, true] {
        let bases = (0..6).map(Base::SyscallArgument);
        let bases = bases.chain([Base::SyscallNumber, Base::SyscallResult]);
        let captures = bases.map(|base| capture(base, Vec::new(), Read::integer(8, true)));
        let captures = captures.collect();
        let call = Point::Syscall {
            call: None,
            returns,
        };
        if description.syscalls().is_empty() {
            continue;
        }
        add(&mut plan, call, captures);
    }
    plan
}

fn add(plan: &mut Plan, point: Point, captures: Vec<Capture>) {
    let first = plan.captures.len();
    plan.captures.extend(captures);
    // Every second probe holds some events back.
    let filter = if plan.probes.len().is_multiple_of(2) {
        Condition::Always
    } else {
        let predicate = Predicate::Number {
            mask: 1,
            comparison: BinaryOperator::Equal,
            constant: 0,
        };
        Condition::Test(Test {
            capture: first,
            predicate,
        })
    };
    plan.probes.push(Probe {
        name: String::new(),
        point,
        filter,
        exact: false,
        captures: (first..plan.captures.len()).collect(),
        condition: None,
        kept: None,
        aggregation: None,
        settles: false,
        handler: Code::default(),
        listing: Vec::new(),
        span: Span {
            file: FileId(0),
            start: 0,
            end: 0,
        },
    });
}

fn event_captures(event: &Event) -> Vec<Capture> {
    let facts = FACTS.map(|fact| {
        let read = match fact {
            Fact::Name => Read::Text { size: 16 },
            _ => Read::integer(8, true),
        };
        capture(Base::Fact(fact), Vec::new(), read)
    });
    let of_field = |field: &Field| {
        let read = match field.form {
            FieldForm::Integer => Read::integer(field.size as u8, field.signed),
            FieldForm::Text => Read::Text { size: field.size },
            FieldForm::LocatedText => Read::LocatedText,
            FieldForm::RelativeText => Read::RelativeText,
            FieldForm::Array if field.declared.starts_with("__data_loc") => Read::LocatedBytes,
            FieldForm::Array if field.declared.starts_with("__rel_loc") => Read::RelativeBytes,
            FieldForm::Array => Read::Field { size: field.size },
        };
        capture(Base::Record, vec![field.offset.into()], read)
    };
    let fields = event.fields.iter().map(of_field);
    facts.into_iter().chain(fields).take(MAX_CAPTURES).collect()
}

fn capture(base: Base, offsets: Vec<u32>, read: Read) -> Capture {
    Capture {
        label: String::new(),
        variable: None,
        kind: read.kind(),
        load: Some(Load {
            base,
            offsets,
            user: 0,
            read,
        }),
        context: None,
        optional: false,
    }
}
