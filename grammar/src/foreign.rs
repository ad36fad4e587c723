//! What other languages write, and what to write instead: words ([`instead`]), and probe points as bpftrace, DTrace and perf spell them.

mod words;

pub use words::{Role, instead};
pub(crate) use words::{TYPES, plain_character};

/// The probe point that `text` has around byte `at`, if it is spelled so; what to write instead.
pub(crate) fn advice(text: &str, at: usize) -> Option<String> {
    let belongs =
        |character: char| character.is_ascii_alphanumeric() || "_:*?./-+".contains(character);
    let start = text[..at].trim_end_matches(belongs).len();
    let behind = text[at..].trim_start_matches(belongs).len();
    let point = &text[start..text.len() - behind];
    let (provider, rest) = point.split_once(':')?;
    point_instead(provider, rest)
}

/// What the point `provider:rest` is here.
fn point_instead(provider: &str, rest: &str) -> Option<String> {
    let last = rest.rsplit(':').next().unwrap_or(rest);
    let text = match provider {
        "tracepoint" | "t" => match call(rest) {
            Some((name, suffix)) => {
                let call = format!("kernel.syscall(\"{name}\"){suffix}");
                format!("write `{call}`, or `kernel.tracepoint(\"{rest}\")` for the tracepoint")
            }
            None => event(rest),
        },
        "rawtracepoint" | "rt" => format!("write `kernel.trace(\"{rest}\")`"),
        "kprobe" | "kretprobe" | "k" | "kr" | "fentry" | "fexit" | "kfunc" | "kretfunc" | "f"
        | "fr" => {
            format!("functions of the kernel cannot be probed; {}", search(last))
        }
        "uprobe" | "uretprobe" | "usdt" | "u" | "ur" | "U" => {
            "functions of programs cannot be probed".to_owned()
        }
        "interval" | "i" => format!("write `timer.{}`", timer(rest)?),
        "profile" | "p" => format!(
            "write `timer.{}`; it fires once, not on every processor",
            timer(rest)?
        ),
        "software" | "hardware" | "s" | "h" | "watchpoint" | "iter" => {
            "sigscript has no such probe points; `sigscript -l '**'` lists those that it has"
                .to_owned()
        }
        "syscall" => {
            let mut parts = rest.trim_start_matches(':').split(':');
            let name = parts
                .next()
                .filter(|name| !name.is_empty() && *name != "entry")
                .unwrap_or("*");
            let suffix = if last == "return" { ".return" } else { "" };
            format!("write `probe syscall.{name}{suffix}`")
        }
        "fbt" | "pid" | "proc" | "io" | "vminfo" | "sysinfo" | "lockstat" => {
            "sigscript has no such probe points; `sigscript -l '**'` lists those that it has"
                .to_owned()
        }
        // `system:name`, as perf and trace-cmd write events.
        _ if is_name(provider) && is_name(rest) => event(&format!("{provider}:{rest}")),
        _ => return None,
    };
    Some(text)
}

/// How an event of the kernel is written.
pub(crate) fn event(name: &str) -> String {
    format!(
        "write `kernel.trace(\"{name}\")`, or `kernel.tracepoint(\"{name}\")` for the fields of its record"
    )
}

/// Whether it may be the name of an event or of a system of events, of some length.
fn is_name(text: &str) -> bool {
    text.len() > 2
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// `syscalls:sys_enter_openat` as a system call's name and the suffix for its return.
fn call(rest: &str) -> Option<(&str, &str)> {
    let event = rest.strip_prefix("syscalls:sys_")?;
    let enter = event.strip_prefix("enter_").map(|name| (name, ""));
    enter.or_else(|| Some((event.strip_prefix("exit_")?, ".return")))
}

/// `s:1` as `s(1)`
fn timer(rest: &str) -> Option<String> {
    let (unit, number) = rest.split_once(':')?;
    let known = ["s", "ms", "us", "hz"].contains(&unit) && number.parse::<u32>().is_ok();
    known.then(|| format!("{unit}({number})"))
}

/// How to look for points that a function's name may stand for.
fn search(function: &str) -> String {
    let marks: &[char] = &['_', '*', '?'];
    let mut word = function.trim_matches(marks);
    for mark in ["x64_sys_", "arm64_sys_", "do_sys_", "ksys_", "sys_", "do_"] {
        word = word.strip_prefix(mark).unwrap_or(word);
    }
    format!("`sigscript -l '*{word}*'` lists points with `{word}` in their names")
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn points_of_bpftrace_have_a_counterpart() {
        for (text, expected) in [
            (
                "probe tracepoint:syscalls:sys_exit_openat {",
                Some(
                    "write `kernel.syscall(\"openat\").return`, or `kernel.tracepoint(\"syscalls:sys_exit_openat\")` for the tracepoint",
                ),
            ),
            (
                "probe begin, tracepoint:sched:sched_*{",
                Some(
                    "write `kernel.trace(\"sched:sched_*\")`, or `kernel.tracepoint(\"sched:sched_*\")` for the fields of its record",
                ),
            ),
            ("probe interval:s:5 {", Some("write `timer.s(5)`")),
            (
                "kprobe:do_exit {",
                Some(
                    "functions of the kernel cannot be probed; `sigscript -l '*exit*'` lists points with `exit` in their names",
                ),
            ),
            ("probe interval:s:x {", None),
            ("probe begin { a ? b:c", None),
        ] {
            let at = text.find(':').expect("each has one");
            assert_eq!(advice(text, at).as_deref(), expected, "{text}");
        }
    }
}
