//! The prompt on the running kernel: probes that come and go beside each other.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::pseudo_terminal::Prompt;
use crate::{Test, kernel};

pub const TESTS: &[Test] = &[
    ("probes_share_globals", probes_share_globals),
    (
        "an_event_looks_at_what_was_counted",
        an_event_looks_at_what_was_counted,
    ),
    (
        "a_new_probe_disturbs_none_that_runs",
        a_new_probe_disturbs_none_that_runs,
    ),
    ("variables_are_completed", variables_are_completed),
];

/// A process that lives as long as the test.
pub struct Sleeper(Child);

impl Sleeper {
    pub fn start() -> Self {
        let mut command = Command::new("sleep");
        let command = command.arg("600").stdout(Stdio::null());
        Self(command.spawn().expect("sleep starts"))
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// A signal that does it no harm.
    pub fn poke(&self) {
        let id = Pid::from_raw(self.id().cast_signed());
        kill(id, Signal::SIGCONT).expect("it is a child of ours");
    }
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn start(name: &str, options: &[&str]) -> (Prompt, PathBuf) {
    let folder = std::env::temp_dir().join(format!("sigscript-live-{name}-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("the temporary folder takes folders");
    (Prompt::start(options, &folder), folder)
}

fn links(prompt: &Prompt) -> usize {
    let objects = kernel::objects(prompt.id());
    objects.iter().filter(|object| object.is_link()).count()
}

fn probes_share_globals() {
    let (mut prompt, folder) = start("globals", &[]);
    let sleeper = Sleeper::start();
    let pid = sleeper.id();
    prompt.ask("global count");
    let count = format!("probe signal.send {{ if (sig_pid == {pid}) count[sig_name]++ }}");
    assert_eq!(prompt.ask(&count), "[1] runs");
    let show = format!(
        "probe signal.send {{ if (sig_pid == {pid}) printf(\"%s from %d\\n\", sig_name, pid()) }}"
    );
    assert_eq!(prompt.ask(&show), "[2] runs");
    assert_eq!(links(&prompt), 2);
    sleeper.poke();
    prompt.until(&format!("SIGCONT from {}\n", std::process::id()));
    prompt.until("sigscript> ");
    assert_eq!(prompt.ask("count"), "count[\"SIGCONT\"]=1");
    assert_eq!(
        prompt.ask(":probes"),
        format!(
            "[1] {count}: 0 events delivered, 0 lost, 1 counted in the kernel\n[2] {show}: 1 events delivered, 0 lost"
        )
    );
    assert!(prompt.ask(":plan 1").contains("signal_generate"));
    assert_eq!(
        prompt.ask(":backend"),
        "auto, and the latest entry runs on ebpf"
    );
    assert_eq!(prompt.ask(":stop 2"), "[2] stopped");
    assert_eq!(links(&prompt), 1);
    sleeper.poke();
    // What stops is worked off first.
    assert_eq!(prompt.ask(":stop 1"), "[1] stopped");
    assert_eq!(prompt.ask("count"), "count[\"SIGCONT\"]=2");
    assert_eq!(links(&prompt), 0);
    prompt.leave(":quit\r");
    let _ = std::fs::remove_dir_all(folder);
}

/// What one entry counts in the kernel is delivered as soon as events of another look at it; nothing is lost on the way.
fn an_event_looks_at_what_was_counted() {
    let (mut prompt, folder) = start("looks", &[]);
    let sleeper = Sleeper::start();
    let pid = sleeper.id();
    prompt.ask("global count");
    let counts = format!("probe signal.send {{ if (sig_pid == {pid}) count[sig_name]++ }}");
    assert_eq!(prompt.ask(&counts), "[1] runs");
    (0..3).for_each(|_| sleeper.poke());
    let looks = format!(
        "probe signal.send {{ if (sig_pid == {pid} && count[\"SIGCONT\"] >= 3) println(\"many\") }}"
    );
    assert_eq!(prompt.ask(&looks), "[2] runs");
    sleeper.poke();
    prompt.until("many\n");
    prompt.until("sigscript> ");
    assert_eq!(
        prompt.ask(":probes"),
        format!(
            "[1] {counts}: 1 events delivered, 0 lost, 3 counted in the kernel\n[2] {looks}: 1 events delivered, 0 lost"
        )
    );
    assert_eq!(prompt.ask("count"), "count[\"SIGCONT\"]=4");
    prompt.leave(":quit\r");
    let _ = std::fs::remove_dir_all(folder);
}

fn a_new_probe_disturbs_none_that_runs() {
    const POKES: usize = 20_000;
    let (mut prompt, folder) = start("counts", &[]);
    let sleeper = Sleeper::start();
    let pid = sleeper.id();
    prompt.ask("global first, second");
    prompt.ask(&format!(
        "probe signal.send {{ if (sig_pid == {pid}) first++ }}"
    ));
    std::thread::scope(|scope| {
        let poking = scope.spawn(|| (0..POKES).for_each(|_| sleeper.poke()));
        let mut number = 1;
        while !poking.is_finished() || number < 4 {
            number += 1;
            let line = format!("probe signal.send {{ if (sig_pid == {pid}) second++ }}");
            assert_eq!(prompt.ask(&line), format!("[{number}] runs"));
            assert_eq!(
                prompt.ask(&format!(":stop {number}")),
                format!("[{number}] stopped")
            );
        }
    });
    prompt.ask(":stop 1");
    assert_eq!(prompt.ask("first"), format!("first={POKES}"));
    let second = prompt.ask("print(second)");
    let second: usize = second.parse().expect("a number");
    assert!(second <= POKES, "{second}");
    prompt.leave("\u{4}");
    let _ = std::fs::remove_dir_all(folder);
}

fn variables_are_completed() {
    let (mut prompt, folder) = start("variables", &[]);
    prompt.keys("probe signal.se\t");
    prompt.until("probe signal.send");
    prompt.keys(" { println(sig_na\t");
    prompt.until("println(sig_name");
    prompt.keys("\u{15}probe kernel.trace(\"signal_gen\t");
    prompt.until("kernel.trace(\"signal_generate\")");
    prompt.keys(" { println($si\t");
    prompt.until("println($sig");
    prompt.leave("\u{15}:quit\r");
    let _ = std::fs::remove_dir_all(folder);
}
