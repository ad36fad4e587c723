//! What the ftrace backend keeps from one record to another: who belongs to the target, and the arguments of calls that return. Each line is
//! the eBPF backend's.

use std::process::{Command, Stdio};

use crate::Test;
use crate::ftrace::FTRACE;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("target_and_descendants", target_and_descendants),
    ("arguments_as_calls_return", arguments_as_calls_return),
];

/// A shell that sends itself a signal that means nothing, again and again; not so often that anybody's buffer is too small.
const NOISE: &str = "while kill -0 $$; do sleep 0.001; done";

/// What a script prints of a command, by either backend.
fn both(script: &str, command: &str) -> [Vec<String>; 2] {
    [&["--backend", "ebpf"][..], &FTRACE].map(|backend| {
        let options = [backend, &["-c", command]].concat();
        Tracer::one_liner(script, &options).end().quietly()
    })
}

/// Others make the same calls all the time; the target, its children and theirs count.
fn target_and_descendants() {
    let mut noise = Command::new("/bin/sh")
        .args(["-c", NOISE])
        .stderr(Stdio::null())
        .spawn()
        .expect("the shell starts");
    let script = r#"global own, others
        probe kernel.syscall("kill") { if (target_set_pid(pid())) own[execname()]++; else others++ }
        probe end { foreach (name in own) printf("%s %d\n", name, own[name]) println(others > 10) }"#;
    let command = "kill -0 $$; sh -c 'kill -0 $$; sh -c \"kill -0 $$; exit 0\"; sleep 0.05'; sleep 0.05; kill -0 $$";
    let printed = both(script, command);
    noise.kill().expect("it is a child of ours");
    noise.wait().expect("it is a child of ours");
    for lines in printed {
        assert_eq!(lines, ["sh 4", "1"]);
    }
}

fn arguments_as_calls_return() {
    let script = r#"probe kernel.syscall("kill").return, kernel.syscall("dup2").return {
        if (target_set_pid(pid())) printf("%s %d %d %d\n", $$name, $arg1 == pid(), $arg2, $return) }"#;
    let [ebpf, ftrace] = both(
        script,
        "kill -0 $$; true 5<&0; kill -0 99999999 2> /dev/null; true",
    );
    assert!(ebpf.contains(&"kill 1 0 0".to_owned()), "{ebpf:?}");
    assert!(ebpf.contains(&"kill 0 0 -3".to_owned()), "{ebpf:?}");
    assert_eq!(ebpf, ftrace);
}
