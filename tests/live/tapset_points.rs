//! The points of processes, scheduler, memory, block devices and interrupts: each that a small piece of work can fire fires,
//! with the right variables.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;

use nix::libc;
use nix::unistd::gettid;

use crate::Test;
use crate::cast::Actor;
use crate::program::wait;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("kprocess", kprocess),
    ("process", process),
    ("threads", threads),
    ("process_syscall", process_syscall),
    ("scheduler", scheduler),
    ("migrate", migrate),
    ("memory", memory),
    ("block", block),
    ("interrupts", interrupts),
    ("tasks", tasks),
];

/// A shell that waits, runs a program when it is told to, and ends with status 3.
fn shell() -> (Actor, u32) {
    shell_with("/bin/true")
}

fn shell_with(program: &str) -> (Actor, u32) {
    let script = format!("echo ready: 1; read line; {program}; exit 3");
    let mut shell = Actor::spawn(Command::new("sh").args(["-c", &script]));
    shell.value("ready");
    let pid = shell.id();
    (shell, pid)
}

/// Runs a script of which `points` holds a probe on each line: `POINT|CONDITION|WHAT TO PRINT`. Gives what was printed while something
/// happened, and waits for a line that begins with `last`.
pub fn traced(points: &str, last: &str, happens: impl FnOnce()) -> Vec<String> {
    let probe = |line: &str| {
        let mut parts = line.trim().splitn(3, '|');
        let mut part = || parts.next().expect("there are three parts");
        let (point, condition, values) = (part(), part(), part());
        format!("probe {point} {{ if ({condition}) println(\"{point} \", {values}) }}\n")
    };
    let lines = points.lines().filter(|line| !line.trim().is_empty());
    let script: String = lines.map(probe).collect();
    let mut tracer = Tracer::one_liner(&script, &[]);
    happens();
    let mut lines = Vec::new();
    while !last.is_empty()
        && !lines
            .last()
            .is_some_and(|line: &String| line.starts_with(last))
    {
        lines.push(tracer.line());
    }
    lines.extend(tracer.stop().quietly());
    lines
}

/// Checks that each of these lines was printed.
pub fn all(lines: &[String], expected: &[&str]) {
    for line in expected {
        assert!(
            lines.iter().any(|printed| printed == line),
            "`{line}` is missing in {lines:#?}"
        );
    }
}

fn kprocess() {
    let (mut shell, pid) = shell();
    let points = format!(
        r#"
        kprocess.create|pid() == {pid}|new_pid == new_tid, task_pid(task) == new_pid
        kprocess.start|ppid() == {pid}|pid() == tid()
        kprocess.exec|ppid() == {pid}|filename, " ", name
        kprocess.exec_complete|ppid() == {pid}|name, " ", errno, " ", success
        kprocess.exit|(ppid() == {pid}) + (pid() == {pid})|code
        kprocess.release|pid_parent(pid) == {pid}|released_pid == released_tid, task != 0
        "#
    );
    let lines = traced(&points, "kprocess.release", || {
        shell.go();
        shell.end();
    });
    all(
        &lines,
        &[
            "kprocess.create 11",
            "kprocess.start 1",
            "kprocess.exec \"/bin/true\" execve",
            "kprocess.exec_complete exec_complete 0 1",
            "kprocess.exit 0",
            "kprocess.exit 768",
            "kprocess.release 11",
        ],
    );
    assert_eq!(lines.len(), 7, "{lines:#?}");
}

fn process() {
    let (mut shell, pid) = shell();
    let points = format!(
        r#"
        process.begin|ppid() == {pid}|pid() == tid(), " ", execname()
        process.end|ppid() == {pid}|code, " ", execname()
        process.end|pid() == {pid}|code, " ", execname()
        "#
    );
    let lines = traced(&points, "", || {
        shell.go();
        shell.end();
    });
    all(
        &lines,
        &[
            "process.begin 1 sh",
            "process.begin 1 true",
            "process.end 0 true",
            "process.end 768 sh",
        ],
    );
    assert_eq!(lines.len(), 4, "{lines:#?}");
}

fn threads() {
    const NAME: &str = "tapset-thread";
    let own = std::process::id();
    let points = format!(
        r#"
        process.thread.begin|pid() == {own}|tid()
        process.thread.end|execname() == "{NAME}"|tid()
        "#
    );
    let mut thread = 0;
    let lines = traced(&points, "", || {
        let named = thread::Builder::new().name(NAME.to_owned());
        thread = named
            .spawn(|| gettid().as_raw())
            .expect("a thread starts")
            .join()
            .expect("it ends");
    });
    let expected = [
        format!("process.thread.begin {thread}"),
        format!("process.thread.end {thread}"),
    ];
    all(&lines, &expected.each_ref().map(String::as_str));
}

fn process_syscall() {
    let (mut shell, pid) = shell();
    let (read, exit) = (libc::SYS_read, libc::SYS_exit_group);
    let points = format!(
        "process.syscall|pid() == {pid} && $syscall == {exit}|$arg1\n\
         process.syscall.return|pid() == {pid} && $syscall == {read} && $return == 1|$return"
    );
    let lines = traced(&points, "", || {
        shell.go();
        shell.end();
    });
    // `exit 3`, and `read line`, which takes single bytes.
    all(&lines, &["process.syscall 3", "process.syscall.return 1"]);
}

fn scheduler() {
    let (mut shell, pid) = shell();
    let points = format!(
        r#"
        scheduler.wakeup|task_pid == {pid}|task_name, " ", task_tid, " ", task_priority, " ", task_cpu >= 0, " ", task_pid(task)
        scheduler.ctxswitch|next_pid == {pid}|next_task_name, " ", next_tid, " ", next_priority, " ", next_task != prev_task
        scheduler.ctxswitch|prev_pid == {pid}|prev_task_name, " ", prev_tid, " ", pid() == prev_pid, " ", prev_task == task_current()
        scheduler.cpu_off|pid() == {pid}|task_prev == task_current(), idle == 0 + idle == 1, " ", name
        scheduler.wakeup_new|pid() == {pid}|task_name, " ", task_pid == task_tid, " ", task_priority
        scheduler.process_fork|parent_pid == {pid}|child_pid > 0
        scheduler.process_exit|pid() == {pid}|pid == pid(), " ", priority
        scheduler.process_wait|pid() == {pid}|pid
        scheduler.process_free|pid == {pid}|priority
        scheduler.signal_send|pid == {pid}|signal_number
        "#
    );
    let lines = traced(&points, "scheduler.process_free", || {
        shell.go();
        shell.end();
    });
    let expected = [
        format!("scheduler.wakeup sh {pid} 120 1 {pid}"),
        format!("scheduler.ctxswitch sh {pid} 120 1"),
        format!("scheduler.ctxswitch sh {pid} 1 1"),
        "scheduler.cpu_off 11 cpu_off".to_owned(),
        "scheduler.wakeup_new sh 1 120".to_owned(),
        "scheduler.process_fork 1".to_owned(),
        "scheduler.process_exit 1 120".to_owned(),
        "scheduler.process_wait 0".to_owned(),
        "scheduler.process_free 120".to_owned(),
        "scheduler.signal_send 17".to_owned(),
    ];
    all(&lines, &expected.each_ref().map(String::as_str));
}

/// A process is bound to one processor, runs, and is bound to another; it says nothing where there is only one.
fn migrate() {
    let (mut shell, pid) = shell_with("echo ready: 2; read line");
    let bind = |processor: &str| {
        let mut bind = Command::new("taskset")
            .args(["-pc", processor, &pid.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is taskset");
        wait(&mut bind).expect("it ends").success()
    };
    let points =
        format!("scheduler.migrate|pid == {pid}|cpu_from, cpu_to, \" \", priority, \" \", name");
    let mut several = bind("0");
    let lines = traced(&points, "", || {
        shell.go();
        shell.value("ready");
        several &= bind("1");
        shell.go();
        shell.end();
    });
    if several {
        all(&lines, &["scheduler.migrate 01 120 migrate"]);
    }
}

fn memory() {
    let (mut shell, pid) = shell_with("sh -c true");
    let points = format!(
        r#"
        vm.kmalloc|pid() == {pid}|name, " ", bytes_alloc >= bytes_req && bytes_req > 0, " ", ptr != 0 && call_site != 0
        vm.kmem_cache_alloc|pid() == {pid}|name, " ", bytes_alloc >= bytes_req && bytes_req > 0, " ", ptr != 0 && call_site != 0
        vm.kfree|pid() == {pid}|name, " ", ptr != 0 && call_site != 0
        vm.kmem_cache_free|pid() == {pid}|name, " ", ptr != 0 && call_site != 0
        vm.pagefault|ppid() == {pid}|name, " ", address != 0, " ", write_access
        vm.mmap|ppid() == {pid}|name, " ", length > 0
        vm.munmap|ppid() == {pid}|name, " ", address != 0 && length > 0
        vm.brk|ppid() == {pid}|name, " ", address > 0 && length > 0 && length < 1 << 30
        "#
    );
    let lines = traced(&points, "", || {
        shell.go();
        shell.end();
    });
    all(
        &lines,
        &[
            "vm.kmalloc kmalloc 1 1",
            "vm.kmem_cache_alloc kmem_cache_alloc 1 1",
            "vm.kfree kfree 1",
            "vm.kmem_cache_free kmem_cache_free 1",
            "vm.pagefault pagefault 1 0",
            "vm.pagefault pagefault 1 1",
            "vm.mmap mmap 1",
            "vm.munmap munmap 1",
            "vm.brk brk 1",
        ],
    );
}

/// A file of one page, written past all caches; it says nothing where the file system is none of a disk.
fn block() {
    let file = std::env::current_dir()
        .expect("there is a folder")
        .join(format!("target/tapset-block-{}", std::process::id()));
    let script = r#"
        global mine
        probe ioblock.request {
          if (execname() == "dd" && rw && size == 4096 && !mine[bio]++)
            println("request ", devname != "", " ", size, " ", bio_rw_str(rw), " ", sector > 0, " ", vcnt > 0, " ", bdev != 0)
        }
        probe ioblock.end { if (bio in mine) println("end ", error, " ", devname != "", " ", bio_rw_str(rw)) }
        probe ioscheduler_trace.elv_issue_request { println("issue ", elevator_name != "", " ", disk_major > 0, " ", rq != 0) }
        probe ioscheduler_trace.elv_completed_request { println("completed ", elevator_name != "", " ", disk_major > 0, " ", rq != 0) }"#;
    let tracer = Tracer::one_liner(script, &[]);
    let mut copy = Command::new("dd")
        .args([
            "if=/dev/zero",
            "bs=4096",
            "count=1",
            "oflag=direct",
            "conv=fsync",
            "status=none",
        ])
        .arg(format!("of={}", file.display()))
        .spawn()
        .expect("there is dd");
    let written = wait(&mut copy).expect("it ends").success();
    let lines = tracer.stop().quietly();
    // A file that was not made cannot be removed.
    let _ = fs::remove_file(&file);
    if !written || !lines.iter().any(|line| line.starts_with("request")) {
        return;
    }
    all(
        &lines,
        &[
            "request 1 4096 W 1 1 1",
            "end 0 1 W",
            "issue 1 1 1",
            "completed 1 1 1",
        ],
    );
}

/// Interrupts and what they put off: any will do, there are many.
fn interrupts() {
    let (mut shell, _) = shell();
    let script = r#"
        global seen
        probe softirq.entry { if (!seen["entry"]++) println("softirq.entry ", vec_nr >= 0 && vec_nr < 10, " ", vec_name != "") }
        probe softirq.exit { if (!seen["exit"]++) println("softirq.exit ", vec_nr >= 0 && vec_nr < 10, " ", vec_name != "") }
        probe workqueue.insert { if (!seen["insert"]++) println("workqueue.insert ", work != 0, " ", work_func != 0, " ", wq_name != "") }
        probe workqueue.execution { if (!seen["execution"]++) println("workqueue.execution ", work != 0, " ", isinstr(execname(), "kworker")) }
        probe irq_handler.entry { if (!seen["irq"]++) println("irq_handler.entry ", irq > 0, " ", dev_name != "", " ", handler != 0) }
        probe irq_handler.exit { if (!seen["irq exit"]++) println("irq_handler.exit ", irq > 0, " ", dev_name != "", " ", ret >= 0) }"#;
    let tracer = Tracer::one_liner(script, &[]);
    shell.go();
    shell.end();
    thread::sleep(std::time::Duration::from_secs(1));
    let lines = tracer.stop().quietly();
    all(
        &lines,
        &[
            "softirq.entry 1 1",
            "softirq.exit 1 1",
            "workqueue.insert 1 1 1",
            "workqueue.execution 1 1",
        ],
    );
    // An idle machine of a few processors may have no other interrupts than its clocks'.
    for line in lines.iter().filter(|line| line.starts_with("irq")) {
        assert!(line.ends_with(" 1 1 1"), "{lines:#?}");
    }
}

/// What the kernel knows of a task, against /proc.
fn tasks() {
    let (mut shell, pid) = shell();
    let script = format!(
        r#"probe scheduler.process_fork {{
          if (parent_pid != {pid}) next
          printf("%d %d %s %d %d %d %d %d %d %d\n", task_pid($parent), task_tid($parent), task_execname($parent), task_uid($parent),
            task_euid($parent), task_gid($parent), task_egid($parent), task_prio($parent), task_nice($parent), task_pid(task_parent($parent)))
        }}
        probe scheduler.process_fork {{
          if (parent_pid != {pid}) next
          printf("%d %d %d %d %d\n", task_open_file_handles($parent), task_max_file_handles($parent), task_cwd_path($parent) != 0,
            task_exe_file($parent) != 0, task_cpu($parent) == cpu())
        }}
        probe scheduler.process_fork {{
          if (parent_pid != {pid}) next
          printf("%d %d %d %d %d %d %d\n", ns_pid(), ns_tid(), task_ns_pid($parent), ns_uid(), ns_gid(), ns_sid(), ns_pgrp())
        }}
        probe scheduler.process_fork {{
          if (parent_pid != {pid}) next
          printf("%d %d %d %d\n", proc_mem_size(), proc_mem_txt() > 0, proc_mem_data() > 0, task_start_time() > 0)
          printf("%s\n", proc_mem_string())
        }}"#
    );
    let descriptors = fs::read_dir(format!("/proc/{pid}/fd"))
        .expect("it is a child of ours")
        .count();
    let sizes = fs::read_to_string(format!("/proc/{pid}/statm")).expect("it is a child of ours");
    let pages = sizes.split(' ').next().expect("the size comes first");
    let mut tracer = Tracer::one_liner(&script, &[]);
    shell.go();
    shell.end();
    let own = std::process::id();
    tracer.expect(&format!("{pid} {pid} sh 0 0 0 0 20 0 {own}"));
    let files = tracer.line();
    assert!(
        files.starts_with(&format!("{descriptors} ")) && files.ends_with(" 1 1 1"),
        "{files}"
    );
    let session = nix::unistd::getsid(None).expect("there is a session");
    let group = nix::unistd::getpgrp();
    tracer.expect(&format!("{pid} {pid} {pid} 0 0 {session} {group}"));
    tracer.expect(&format!("{pages} 1 1 1"));
    let text = tracer.line();
    assert!(
        text.starts_with("size: ") && text.contains(", txt: "),
        "{text}"
    );
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}
