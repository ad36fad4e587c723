//! Tracefs events: the fields of their records, and the text behind them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use sigscript_compiler::Catalog;
use sigscript_compiler::plan::{Base, Condition, Point, Read};
use sigscript_runtime::ebpf::Options;

use crate::support::{
    Draft, attach, collect, equal, machine, number_of, process, set_thread_name, signal_thread,
    text, text_of, thread,
};

/// The tracefs event as a point, with the offset and size of one of its fields by name.
pub fn event(
    catalog: &dyn Catalog,
    system: &str,
    name: &str,
) -> Option<(Point, impl Fn(&str) -> (u32, u8) + use<>)> {
    let event = catalog.event(system, name)?;
    let size = event
        .fields
        .iter()
        .map(|field| field.offset + field.size)
        .max()?;
    let point = Point::Event {
        system: system.to_owned(),
        name: name.to_owned(),
        id: event.id,
        size,
    };
    let fields = event.fields;
    Some((point, move |name: &str| {
        let field = fields.iter().find(|field| field.name == name).expect(name);
        (u32::from(field.offset), field.size as u8)
    }))
}

#[test]
fn fields_of_a_record() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let Some((point, field)) = event(&catalog, "signal", "signal_generate") else {
        return println!("skipped: no tracefs");
    };
    set_thread_name("recorder");
    let mut draft = Draft::default();
    let mut integer = |name: &str| {
        let (offset, size) = field(name);
        draft.capture(Base::Record, &[offset], Read::integer(size, true))
    };
    let (sender, signal, code, group) = (
        integer("common_pid"),
        integer("sig"),
        integer("code"),
        integer("group"),
    );
    let (target, result) = (integer("pid"), integer("result"));
    let (offset, size) = field("comm");
    let name = draft.capture(
        Base::Record,
        &[offset],
        Read::Text {
            size: u16::from(size),
        },
    );
    let filter = vec![
        equal(sender, thread()),
        equal(signal, i64::from(libc::SIGURG)),
        text(name, "recorder", true, false),
    ];
    draft.probe(point, Condition::All(filter));
    let mut backend = attach(&draft.plan, Options::default());
    let tell = || {
        for signal in [libc::SIGURG, libc::SIGWINCH, libc::SIGURG] {
            signal_thread(signal);
        }
    };
    let (events, counters) = collect(&mut backend, tell, |event| {
        let value = |capture| number_of(event, capture);
        // SI_TKILL, to one thread, ignored.
        assert_eq!((value(code), value(group), value(result)), (-6, 0, 1));
        assert_eq!((value(sender), value(target)), (thread(), thread()));
        assert_eq!(value(signal), i64::from(libc::SIGURG));
        assert_eq!(text_of(event, name), "recorder");
    });
    assert_eq!((events, counters.delivered), (2, 2));
}

#[test]
fn located_text_of_a_record() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let Some((point, field)) = event(&catalog, "sched", "sched_process_exec") else {
        return println!("skipped: no tracefs");
    };
    let program = PathBuf::from(format!("/tmp/sigscript-{}-true", process()));
    let _ = fs::remove_file(&program);
    symlink("/bin/true", &program).unwrap();
    let mut draft = Draft::default();
    let (offset, _) = field("filename");
    let name = draft.capture(Base::Record, &[offset], Read::LocatedText);
    let pid = draft.capture(Base::Record, &[field("pid").0], Read::integer(4, true));
    draft.probe(point, text(name, program.to_str().unwrap(), true, false));
    let mut backend = attach(&draft.plan, Options::default());
    let mut child = 0;
    let run = || {
        let mut started = Command::new(&program).spawn().unwrap();
        child = started.id();
        started.wait().unwrap();
    };
    let mut seen = Vec::new();
    collect(&mut backend, run, |event| {
        seen.push((text_of(event, name), number_of(event, pid)));
    });
    fs::remove_file(&program).unwrap();
    assert_eq!(
        seen,
        [(program.to_str().unwrap().to_owned(), i64::from(child))]
    );
}
