//! The context functions, one row each: what looks at the running process, the processor and the clock at an event.
//!
//! The member paths are the kernel's (`include/linux/sched.h`, `cred.h`, `pid.h`), as of Linux 5.8 to 6.18: `pids[2]` is
//! `PIDTYPE_PGID`, `pids[3]` is `PIDTYPE_SID`, and `numbers[0]` is the number in the first pid namespace.

use nix::sched::sched_getcpu;
use nix::unistd::{Pid, getegid, geteuid, getgid, getpgrp, getppid, getsid, gettid, getuid};
use sigscript_compiler::plan::{Fact, Helper};
use sigscript_compiler::{Context, Delivery, Kind};
use sigscript_grammar::syntax::Literal;

use crate::clocks::monotonic;

/// Every context function; a plan names them by their index here.
#[must_use]
pub fn rows() -> &'static [Context] {
    ROWS
}

static ROWS: &[Context] = &[
    Context {
        name: "pid",
        kind: Kind::Long,
        doc: "The id of the current process.",
        ebpf: Some(helper(Helper::PidTgid, 32, 32)),
        elsewhere: Some(Fact::Process),
        session: Some(|| number(std::process::id())),
    },
    Context {
        name: "tid",
        kind: Kind::Long,
        doc: "The id of the current thread.",
        ebpf: Some(helper(Helper::PidTgid, 0, 32)),
        elsewhere: Some(Fact::Thread),
        session: Some(|| number(gettid().as_raw())),
    },
    Context {
        name: "ppid",
        kind: Kind::Long,
        doc: "The id of the current process's parent.",
        ebpf: Some(Delivery::Task("real_parent->tgid")),
        elsewhere: Some(Fact::Parent),
        session: Some(|| number(getppid().as_raw())),
    },
    Context {
        name: "pgrp",
        kind: Kind::Long,
        doc: "The id of the current process group.",
        ebpf: Some(Delivery::Task("signal->pids[2]->numbers[0].nr")),
        elsewhere: None,
        session: Some(|| number(getpgrp().as_raw())),
    },
    Context {
        name: "sid",
        kind: Kind::Long,
        doc: "The id of the current session of processes.",
        ebpf: Some(Delivery::Task("signal->pids[3]->numbers[0].nr")),
        elsewhere: None,
        session: Some(|| number(getsid(None).map_or(0, Pid::as_raw))),
    },
    Context {
        name: "execname",
        kind: Kind::String,
        doc: "The name of the current thread, at most 15 bytes.",
        ebpf: Some(Delivery::Task("comm")),
        elsewhere: Some(Fact::Name),
        session: Some(|| text(*b"sigscript")),
    },
    Context {
        name: "pexecname",
        kind: Kind::String,
        doc: "The name of the current process's parent, at most 15 bytes.",
        ebpf: Some(Delivery::Task("real_parent->comm")),
        elsewhere: None,
        session: Some(|| {
            text(
                std::fs::read(format!("/proc/{}/comm", getppid()))
                    .unwrap_or_default()
                    .trim_ascii_end(),
            )
        }),
    },
    Context {
        name: "uid",
        kind: Kind::Long,
        doc: "The user id of the current process.",
        ebpf: Some(helper(Helper::UidGid, 0, 32)),
        elsewhere: Some(Fact::User),
        session: Some(|| number(getuid().as_raw())),
    },
    Context {
        name: "euid",
        kind: Kind::Long,
        doc: "The effective user id of the current process.",
        ebpf: Some(Delivery::Task("cred->euid.val")),
        elsewhere: None,
        session: Some(|| number(geteuid().as_raw())),
    },
    Context {
        name: "gid",
        kind: Kind::Long,
        doc: "The group id of the current process.",
        ebpf: Some(helper(Helper::UidGid, 32, 32)),
        elsewhere: Some(Fact::Group),
        session: Some(|| number(getgid().as_raw())),
    },
    Context {
        name: "egid",
        kind: Kind::Long,
        doc: "The effective group id of the current process.",
        ebpf: Some(Delivery::Task("cred->egid.val")),
        elsewhere: None,
        session: Some(|| number(getegid().as_raw())),
    },
    Context {
        name: "cpu",
        kind: Kind::Long,
        doc: "The number of the current processor.",
        ebpf: Some(helper(Helper::Cpu, 0, 32)),
        elsewhere: Some(Fact::Processor),
        session: Some(|| Literal::Number(sched_getcpu().map_or(0, |cpu| cpu as i64))),
    },
    Context {
        name: "task_current",
        kind: Kind::Long,
        doc: "The address of the current `task_struct`.",
        ebpf: Some(helper(Helper::Task, 0, 64)),
        elsewhere: None,
        session: None,
    },
    Context {
        name: "cgroup_id",
        kind: Kind::Long,
        doc: "The id of the current process's control group: the inode number of its directory.",
        ebpf: Some(helper(Helper::CgroupId, 0, 64)),
        elsewhere: None,
        session: None,
    },
    Context {
        name: "backtrace",
        kind: Kind::String,
        doc: "The return addresses on the kernel's stack, innermost first: hexadecimal, separated by blanks.",
        ebpf: Some(Delivery::Stack { user: false }),
        elsewhere: None,
        session: None,
    },
    Context {
        name: "ubacktrace",
        kind: Kind::String,
        doc: "The return addresses on the current process's stack, innermost first: hexadecimal, separated by blanks.",
        ebpf: Some(Delivery::Stack { user: true }),
        elsewhere: None,
        session: None,
    },
    Context {
        name: "__memory",
        kind: Kind::Long,
        doc: "The address of the current process's `mm_struct`, which changes with what is mapped there; 0 for a kernel thread.",
        ebpf: Some(Delivery::Task("mm")),
        elsewhere: None,
        session: Some(|| Literal::Number(0)),
    },
    Context {
        name: "__code",
        kind: Kind::Long,
        doc: "The first address of the current program's code.",
        ebpf: Some(Delivery::Task("mm->start_code")),
        elsewhere: None,
        session: Some(|| Literal::Number(0)),
    },
    Context {
        name: "__code_end",
        kind: Kind::Long,
        doc: "The address behind the current program's code.",
        ebpf: Some(Delivery::Task("mm->end_code")),
        elsewhere: None,
        session: Some(|| Literal::Number(0)),
    },
    Context {
        name: "ktime_get_ns",
        kind: Kind::Long,
        doc: "Nanoseconds of the clock that never jumps (CLOCK_MONOTONIC).",
        ebpf: Some(helper(Helper::Monotonic, 0, 64)),
        elsewhere: Some(Fact::Time),
        session: Some(|| Literal::Number(monotonic())),
    },
    Context {
        name: "current_exe_file",
        kind: Kind::String,
        doc: "The absolute name of the current process's program file.",
        ebpf: Some(Delivery::TaskFile("mm->exe_file->f_path")),
        elsewhere: None,
        session: Some(|| {
            text(
                std::fs::read_link("/proc/self/exe")
                    .unwrap_or_default()
                    .into_os_string()
                    .into_encoded_bytes(),
            )
        }),
    },
    Context {
        name: "cmdline_str",
        kind: Kind::String,
        doc: "The current process's command line, its arguments separated by blanks.",
        ebpf: Some(Delivery::CommandLine),
        elsewhere: None,
        session: Some(command_line),
    },
];

const fn helper(helper: Helper, shift: u8, bits: u8) -> Delivery {
    Delivery::Helper {
        helper,
        shift,
        bits,
        signed: false,
    }
}

fn number(value: impl Into<i64>) -> Literal {
    Literal::Number(value.into())
}

fn text(bytes: impl Into<Vec<u8>>) -> Literal {
    Literal::Text(bytes.into())
}

fn command_line() -> Literal {
    let mut arguments = std::fs::read("/proc/self/cmdline").unwrap_or_default();
    arguments.pop_if(|byte| *byte == 0);
    arguments
        .iter_mut()
        .filter(|byte| **byte == 0)
        .for_each(|byte| *byte = b' ');
    text(arguments)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_documented_and_named_once() {
        let mut names = HashSet::new();
        for row in rows() {
            assert!(names.insert(row.name), "{} occurs twice", row.name);
            assert!(
                row.doc.ends_with('.') && row.doc.starts_with(char::is_uppercase),
                "{}",
                row.name
            );
            assert!(
                crate::builtins::signatures()
                    .iter()
                    .all(|builtin| builtin.name != row.name),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn session_values_have_the_type_of_their_row() {
        for row in rows() {
            let Some(read) = row.session else { continue };
            let kind = match read() {
                Literal::Number(_) => Kind::Long,
                Literal::Text(_) => Kind::String,
            };
            assert_eq!(kind, row.kind, "{}", row.name);
        }
    }

    #[test]
    fn the_session_knows_itself() {
        let read = |name| {
            rows()
                .iter()
                .find(|row| row.name == name)
                .and_then(|row| row.session)
                .expect(name)()
        };
        assert_eq!(read("pid"), number(std::process::id()));
        assert_eq!(read("execname"), text(*b"sigscript"));
        assert_eq!(
            read("sid"),
            number(getsid(None).expect("own session").as_raw())
        );
        assert!(
            matches!(read("cmdline_str"), Literal::Text(line) if !line.is_empty() && !line.contains(&0))
        );
    }
}
