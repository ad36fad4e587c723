//! One line of ftrace's text: who, where, when, and the event with its fields.

use std::borrow::Cow;

use super::system_of;

/// A line that shows an event.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The current thread's name.
    pub name: &'a str,
    /// The current thread's id.
    pub thread: i32,
    /// The current process's id, where the text has it (ftrace's option `record-tgid`).
    pub process: Option<i32>,
    /// The processor's number.
    pub processor: i64,
    /// Nanoseconds; of a clock that counts something else, its count.
    pub time: i64,
    /// The event.
    pub event: Shown<'a>,
}

/// An event as the text shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// Its name, without `sys_enter_` or `sys_exit_` where the text has none.
    name: &'a str,
    call: Option<CallEnd>,
    /// What stands behind its name.
    pub rest: &'a str,
}

/// The end of a system call that ftrace shows in words of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CallEnd {
    /// `sys_kill(pid: 0x70b, sig: 0xa)`
    Begin,
    /// `sys_kill -> 0x0`
    End,
}

impl<'a> Line<'a> {
    /// Understands a line; `None` where it shows no event.
    pub fn of(line: &'a str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut brackets = line.match_indices('[').map(|(at, _)| at);
        let (task, processor, behind) = brackets.find_map(|at| {
            let (number, behind) = line[at + 1..].split_once(']')?;
            Some((Task::of(&line[..at])?, number.parse().ok()?, behind))
        })?;
        let (time, shown) = moment(behind)?;
        Some(Self {
            name: task.name,
            thread: task.thread,
            process: task.process,
            processor,
            time,
            event: Shown::of(shown)?,
        })
    }
}

/// What stands before the processor: `name-12`, `name-12 (10)`, and with `trace-cmd report` a buffer's name before: `other:  name-12`.
struct Task<'a> {
    name: &'a str,
    thread: i32,
    process: Option<i32>,
}

impl<'a> Task<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let mut text = text.trim();
        let mut process = None;
        if let Some((before, id)) = text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
        {
            // A process that is not known is shown as `(-----)`.
            process = id.trim().parse().ok();
            text = before.trim_end();
        }
        let (name, thread) = text.rsplit_once('-')?;
        let name = match name.split_once(": ") {
            Some((buffer, name)) if !buffer.contains(' ') => name.trim_start(),
            _ => name,
        };
        Some(Self {
            name,
            thread: thread.parse().ok()?,
            process,
        })
    }
}

/// The time behind the processor and the flags, and what stands behind it.
fn moment(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    let (first, behind) = text.split_once(' ')?;
    if let Some(time) = first.strip_suffix(':').and_then(nanoseconds) {
        return Some((time, behind.trim_start()));
    }
    let (second, behind) = behind.trim_start().split_once(' ')?;
    let time = second.strip_suffix(':').and_then(nanoseconds)?;
    Some((time, behind.trim_start()))
}

/// `16482.253694` seconds.
fn nanoseconds(text: &str) -> Option<i64> {
    const DIGITS: usize = 9;
    let Some((seconds, fraction)) = text.split_once('.') else {
        return text.parse().ok();
    };
    if fraction.len() > DIGITS || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<DIGITS$}").parse().ok()?;
    let seconds: i64 = seconds.parse().ok()?;
    seconds.checked_mul(1_000_000_000)?.checked_add(fraction)
}

impl<'a> Shown<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let end = text
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
            .unwrap_or(text.len());
        let (name, behind) = text.split_at(end);
        let call = name.strip_prefix("sys_");
        let (name, call, rest) = if let Some(rest) = behind.strip_prefix(':') {
            (name, None, rest)
        } else if let (Some(call), Some(rest)) = (call, behind.strip_prefix('(')) {
            (call, Some(CallEnd::Begin), rest.strip_suffix(')')?)
        } else if let (Some(call), Some(rest)) = (call, behind.strip_prefix(" -> ")) {
            (call, Some(CallEnd::End), rest)
        } else {
            return None;
        };
        (!name.is_empty()).then(|| Self {
            name,
            call,
            rest: rest.trim(),
        })
    }

    /// `system:name`; the system is `*` where nothing tells it.
    pub fn full_name(&self, name: &mut String) {
        let (system, prefix) = match self.call {
            Some(CallEnd::Begin) => ("syscalls", "sys_enter_"),
            Some(CallEnd::End) => ("syscalls", "sys_exit_"),
            None => (system_of(self.name), ""),
        };
        name.clear();
        for part in [system, ":", prefix, self.name] {
            name.push_str(part);
        }
    }

    /// Its fields, names and values.
    pub fn fields(&self) -> Vec<(&'a str, Cow<'a, str>)> {
        let is_one = |prefix| self.call.is_none() && self.name.starts_with(prefix);
        if self.call == Some(CallEnd::Begin) || is_one("sys_enter_") {
            registers(self.rest)
        } else if self.call == Some(CallEnd::End) || is_one("sys_exit_") {
            vec![("ret", register(self.rest))]
        } else {
            pairs(self.rest)
        }
    }
}

/// `name: value, name: value`: the arguments of a system call, hexadecimal with or without `0x`. A text that stands behind a number
/// is left out.
fn registers(text: &str) -> Vec<(&str, Cow<'_, str>)> {
    let arguments = text.split(", ").filter_map(|part| part.split_once(": "));
    arguments
        .filter(|(name, _)| is_name(name))
        .map(|(name, value)| (name, register(value)))
        .collect()
}

fn register(text: &str) -> Cow<'_, str> {
    let word = text.split_whitespace().next().unwrap_or("0");
    if word.starts_with("0x") || word.starts_with('-') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("0x{word}"))
    }
}

/// `name=value` pairs; a value reaches to the next name, so that it may hold blanks.
fn pairs(text: &str) -> Vec<(&str, Cow<'_, str>)> {
    // Where each name begins, and where its value does.
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices('=') {
        let start = text[..at]
            .rfind(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
            .map_or(0, |before| {
                before + text[before..].chars().next().map_or(1, char::len_utf8)
            });
        let opens = text[..start].chars().next_back();
        let opens = opens.is_none_or(|letter| matches!(letter, ' ' | ',' | '(' | '{' | '['));
        if opens && is_name(&text[start..at]) {
            places.push((start, at + 1));
        }
    }
    let ends = places.iter().skip(1).map(|(start, _)| *start);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let values = places.iter().zip(ends).map(|(&(name, value), end)| {
        // `prev_state=S ==> next_comm=…`
        let shown = text[value..end].trim_end_matches([' ', ',', '(', '{', '[']);
        let shown = shown.strip_suffix("==>").unwrap_or(shown).trim_end();
        (
            &text[name..value - 1],
            Cow::Borrowed(shown.trim_matches('"')),
        )
    });
    values.collect()
}

fn is_name(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.bytes().all(letter) && text.starts_with(|first: char| !first.is_ascii_digit())
}

/// How many events a line says that are missing: `CPU:1 [LOST 12 EVENTS]`, or trace-cmd's `CPU:1 [12 EVENTS DROPPED]`.
pub fn lost_events(line: &str) -> u64 {
    let Some((processor, mark)) = line.trim().split_once(" [") else {
        return 0;
    };
    let events = mark
        .strip_suffix(" EVENTS]")
        .and_then(|mark| mark.strip_prefix("LOST "))
        .or_else(|| mark.strip_suffix(" EVENTS DROPPED]"));
    match events {
        Some(number) if processor.starts_with("CPU:") => number.trim().parse().unwrap_or(1),
        _ => 0,
    }
}

/// Whether a line that shows no event is none of those that stand beside events.
pub fn should_be_event(line: &str) -> bool {
    let line = line.trim();
    let beside = ["#", "cpus=", "CPU:", "CPU ", "version = "];
    !line.is_empty() && !beside.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> (String, Vec<(&str, String)>) {
        let line = Line::of(line).unwrap_or_else(|| panic!("{line}"));
        let fields = line.event.fields().into_iter();
        let fields = fields.map(|(name, value)| (name, value.into_owned()));
        let mut name = String::new();
        line.event.full_name(&mut name);
        (name, fields.collect())
    }

    #[test]
    fn who_where_and_when() {
        let of = |line| {
            let line = Line::of(line).unwrap();
            (
                line.name,
                line.thread,
                line.process,
                line.processor,
                line.time,
            )
        };
        let time = 16_482_253_694_000;
        for (line, expected) in [
            (
                "  cat-12    [001] d..1. 16482.253694: x: y",
                ("cat", 12, None, 1, time),
            ),
            (
                "a-b c-12 [1] 16482.253694: x: y",
                ("a-b c", 12, None, 1, time),
            ),
            (
                "cat-12 (  10) [001] d..1 16482.253694: x:",
                ("cat", 12, Some(10), 1, time),
            ),
            (
                "cat-12 (-----) [001] d..1 16482.253694: x:",
                ("cat", 12, None, 1, time),
            ),
            (
                "other:   cat-12 [001] 16482.253694: x: y",
                ("cat", 12, None, 1, time),
            ),
            (
                "kworker/u8:1-12 [001] 16482253694000: x: y",
                ("kworker/u8:1", 12, None, 1, time),
            ),
            (
                "[x]-12 [001] 16482.253694: x: y",
                ("[x]", 12, None, 1, time),
            ),
            (
                "<idle>-0 [001] ..s. 16482.253694000: x: y",
                ("<idle>", 0, None, 1, time),
            ),
        ] {
            assert_eq!(of(line), expected, "{line}");
        }
    }

    #[test]
    fn events_and_their_fields() {
        let line = |rest| format!("cat-1 [000] ..... 1.5: {rest}");
        let switch = line("sched_switch: prev_comm=a b prev_state=R+ ==> next_comm=c, next_pid=2");
        let fields = [
            ("prev_comm", "a b"),
            ("prev_state", "R+"),
            ("next_comm", "c"),
            ("next_pid", "2"),
        ];
        let fields = fields
            .map(|(name, value)| (name, value.to_owned()))
            .to_vec();
        assert_eq!(shown(&switch), ("*:sched_switch".to_owned(), fields));
        let kill = vec![("pid", "0x70b".to_owned()), ("sig", "0x9".to_owned())];
        for (rest, name, fields) in [
            (
                "sys_kill(pid: 0x70b, sig: 9)",
                "syscalls:sys_enter_kill",
                kill.clone(),
            ),
            (
                "sys_enter_kill: pid: 0x70b, sig: 0x9",
                "syscalls:sys_enter_kill",
                kill,
            ),
            (
                "sys_kill -> 0x0",
                "syscalls:sys_exit_kill",
                vec![("ret", "0x0".to_owned())],
            ),
            (
                "sys_exit_kill: 0xfffd",
                "syscalls:sys_exit_kill",
                vec![("ret", "0xfffd".to_owned())],
            ),
            ("sys_getpid()", "syscalls:sys_enter_getpid", vec![]),
            ("sys_exit: NR 62 = 0", "raw_syscalls:sys_exit", vec![]),
            (
                "e: p=(q) é=1 7=8 r=é, s=\"t\"",
                "*:e",
                vec![
                    ("p", "(q) é=1 7=8".to_owned()),
                    ("r", "é".to_owned()),
                    ("s", "t".to_owned()),
                ],
            ),
        ] {
            assert_eq!(shown(&line(rest)), (name.to_owned(), fields), "{rest}");
        }
    }

    #[test]
    fn lines_that_show_no_event() {
        for line in [
            "",
            "# tracer: nop",
            "cpus=2",
            "cat-1 [000] 1.5: do_fork <-sys_fork",
            "cat-1 [000",
            "é [000] x",
        ] {
            assert_eq!(Line::of(line), None, "{line}");
        }
        assert_eq!(lost_events("CPU:1 [LOST 12 EVENTS]"), 12);
        assert_eq!(lost_events("CPU:1 [7 EVENTS DROPPED]"), 7);
        assert_eq!(lost_events("cat-1 [000] 1.5: x: y"), 0);
        assert!(should_be_event("cat-1 [000] 1.5: do_fork <-sys_fork"));
        assert!(!should_be_event("##### CPU 1 buffer started ####"));
    }
}
