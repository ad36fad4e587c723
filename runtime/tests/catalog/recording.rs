//! Recordings, and the one of kernel 6.18 that other tests compile against: `SIGSCRIPT_BLESS=1` makes it anew.

use std::collections::HashSet;
use std::path::Path;

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::{Part, StructureId, Type};
use sigscript_runtime::catalog::{Recorder, Recording};

use crate::kernel;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/catalogs/6.18.json");

const TRACES: [&str; 7] = [
    "signal_generate",
    "signal_deliver",
    "sched_process_exec",
    "sched_process_exit",
    "sched_process_fork",
    "sched_switch",
    "sched_wakeup",
];

const STRUCTURES: [&str; 20] = [
    "task_struct",
    "kernel_siginfo",
    "cred",
    "mm_struct",
    "file",
    "path",
    "dentry",
    "qstr",
    "vfsmount",
    "mount",
    "signal_struct",
    "tty_struct",
    "pid",
    "upid",
    "pid_namespace",
    "nsproxy",
    "css_set",
    "cgroup",
    "kernfs_node",
    "linux_binprm",
];

const EVENTS: [&str; 7] = [
    "signal:signal_generate",
    "signal:signal_deliver",
    "raw_syscalls:sys_enter",
    "raw_syscalls:sys_exit",
    "syscalls:sys_enter_kill",
    "syscalls:sys_exit_kill",
    "oom:mark_victim",
];

/// Asks for all that the file is to hold.
fn ask(catalog: &dyn Catalog, sched: &[String]) {
    assert!(!catalog.traces().is_empty());
    for part in [Part::Btf, Part::Tracefs] {
        assert_eq!(catalog.missing(part), None);
    }
    for trace in TRACES {
        assert!(catalog.trace(trace).is_some(), "{trace}");
    }
    for event in EVENTS.into_iter().chain(sched.iter().map(String::as_str)) {
        let (system, name) = event.split_once(':').unwrap();
        assert!(catalog.event(system, name).is_some(), "{event}");
    }
    let mut met = HashSet::new();
    for name in STRUCTURES {
        let id = catalog
            .find_structure(name)
            .unwrap_or_else(|| panic!("{name}"));
        follow(catalog, &id, &mut met);
    }
}

/// A structure, and those that lie within it.
fn follow(catalog: &dyn Catalog, id: &StructureId, met: &mut HashSet<StructureId>) {
    if !met.insert(id.clone()) {
        return;
    }
    let structure = catalog.structure(id).unwrap_or_else(|| panic!("{id:?}"));
    for member in structure.members {
        let mut kind = member.kind;
        while let Type::Array { element, .. } = kind {
            kind = *element;
        }
        if let Type::Structure(id) = kind {
            follow(catalog, &id, met);
        }
    }
}

/// Makes the file anew when told to; checks that it holds everything and comes out as it went in.
#[test]
fn kernel_6_18() {
    if std::env::var_os("SIGSCRIPT_BLESS").is_some_and(|value| value == "1") {
        let Some(kernel) = kernel(&[Part::Btf, Part::Tracefs]) else {
            return;
        };
        let sched: Vec<_> = kernel
            .events()
            .into_iter()
            .filter(|event| event.starts_with("sched:"))
            .collect();
        let recorder = Recorder::new(&kernel);
        ask(&recorder, &sched);
        std::fs::create_dir_all(Path::new(FILE).parent().unwrap()).unwrap();
        // In one step, for other tests read it meanwhile.
        let new = format!("{FILE}.new");
        std::fs::write(&new, recorder.finish().to_json()).unwrap();
        std::fs::rename(new, FILE).unwrap();
    }
    let text = std::fs::read_to_string(FILE).unwrap();
    let recording = Recording::from_json(&text).unwrap();
    ask(&recording, &["sched:sched_switch".to_owned()]);
    assert!(
        recording.to_json() == text,
        "the file does not come out as it went in"
    );
    assert!(text.len() < 1_500_000, "{}", text.len());
    assert!(
        recording
            .traces()
            .contains(&"signal:signal_generate".to_owned())
    );
    assert!(
        recording
            .events()
            .contains(&"sched:sched_switch".to_owned())
    );
}

/// A recorder answers as the recorded catalog does, and what it hands over answers so too.
#[test]
fn round_trip() {
    let text = std::fs::read_to_string(FILE).unwrap();
    let source = Recording::from_json(&text).unwrap();
    let recorder = Recorder::new(&source);
    let parameters = recorder.trace("signal_generate");
    let event = recorder.event("signal", "signal_generate");
    let id = recorder.find_structure("task_struct").unwrap();
    let structure = recorder.structure(&id);
    assert_eq!(recorder.trace("no_such_tracepoint"), None);
    let replay = Recording::from_json(&recorder.finish().to_json()).unwrap();
    assert!(parameters.is_some() && event.is_some() && structure.is_some());
    assert_eq!(replay.trace("signal_generate"), parameters);
    assert_eq!(replay.event("signal", "signal_generate"), event);
    assert_eq!(replay.structure(&id), structure);
    assert_eq!(replay.trace("signal_deliver"), None);
    assert_eq!(replay.traces(), ["signal_generate"]);
    assert_eq!(replay.events(), ["signal:signal_generate"]);
}

#[test]
fn refusals() {
    assert!(Recording::from_json("").is_err());
    assert!(Recording::from_json("{\"trace\": 1}").is_err());
    assert!(Recording::from_json("{\"other\": {}}").is_err());
    assert_eq!(Recording::from_json("{}").unwrap(), Recording::default());
}
