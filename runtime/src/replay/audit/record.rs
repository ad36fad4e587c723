//! One record of auditd's log: `type=KIND msg=audit(SECONDS.MILLISECONDS:SERIAL): name=value …`.

use std::borrow::Cow;
use std::ops::Range;

use super::super::architectures;

/// How a record begins.
pub struct Head<'a> {
    /// `SYSCALL`, `OBJ_PID` and many others.
    pub kind: &'a str,
    /// What the records of one event have in common: time and serial number, and the machine where the log tells it.
    pub key: String,
    /// Milliseconds since 1970.
    pub time: i64,
    body: &'a str,
}

/// What a record tells.
pub struct Record {
    /// Its fields, as they stand there.
    text: String,
    /// Where their names and values lie in it.
    places: Vec<(Range<usize>, Range<usize>)>,
}

/// Numbers that the log writes hexadecimal without a mark.
const HEXADECIMAL: [&str; 5] = ["arch", "a0", "a1", "a2", "a3"];
/// Arguments of system calls.
const ARGUMENTS: [&str; 4] = ["a0", "a1", "a2", "a3"];
/// Texts that a process chooses: in quotes, or as hexadecimal digits where they hold more than letters.
const ENCODED: [&str; 4] = ["comm", "exe", "ocomm", "key"];
/// Stands before the fields that auditd itself adds (`log_format = ENRICHED`).
const ENRICHED: char = '\u{1d}';

/// Whether a file that begins so is auditd's log.
pub fn is_log(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let first = start.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.contains("type=") && line.contains(" msg=audit("))
}

impl<'a> Head<'a> {
    /// Understands a line; `None` where it is no record.
    pub fn of(line: &'a str) -> Option<Self> {
        let (head, body) = line.split_once("): ").or(line.split_once("):"))?;
        let (kind, stamp) = head.split_once(" msg=audit(")?;
        let (machine, kind) = kind.split_once("type=")?;
        let (time, _) = stamp.split_once(':')?;
        let (seconds, milliseconds) = time.split_once('.')?;
        let seconds: i64 = seconds.parse().ok()?;
        let time = seconds
            .checked_mul(1000)?
            .checked_add(milliseconds.parse().ok()?)?;
        Some(Self {
            kind: kind.trim(),
            key: format!("{machine}{stamp}"),
            time,
            body,
        })
    }

    /// All of the record.
    pub fn record(&self) -> Record {
        let text = self.body.replace(ENRICHED, " ");
        let places = places(&text);
        Record { text, places }
    }
}

impl Record {
    /// A field's value; numbers are decimal or have `0x` before them.
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut places = self.places.iter();
        let (_, value) = places.find(|(known, _)| self.text[known.clone()] == *name)?;
        Some(plain(name, &self.text[value.clone()]))
    }

    /// The name of the system call.
    pub fn call(&self) -> Option<&'static str> {
        let architecture = self.field("arch")?;
        let architecture = u32::from_str_radix(architecture.strip_prefix("0x")?, 16).ok()?;
        architectures::audited(architecture, self.field("syscall")?.parse().ok()?)
    }
}

/// Where the fields of a record lie: `name=value`, values with blanks in quotes.
fn places(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut places = Vec::new();
    let mut start = 0;
    while let Some(length) = text[start..].find(['=', ' ']) {
        let end = start + length;
        if text[end..].starts_with(' ') {
            start = end + 1;
            continue;
        }
        let value = &text[end + 1..];
        let length = match value.strip_prefix('"') {
            Some(quoted) => quoted.find('"').map_or(value.len(), |at| at + 2),
            None => value.find(' ').unwrap_or(value.len()),
        };
        let behind = end + 1 + length;
        places.push((start..end, end + 1..behind));
        start = behind;
    }
    places
}

fn plain<'a>(name: &str, value: &'a str) -> Cow<'a, str> {
    if let Some(text) = value.strip_prefix('"') {
        text.trim_end_matches('"').into()
    } else if ARGUMENTS.contains(&name) {
        argument(value).into()
    } else if HEXADECIMAL.contains(&name) {
        format!("0x{value}").into()
    } else if ENCODED.contains(&name) {
        decoded(value).map_or(value.into(), Cow::Owned)
    } else {
        value.into()
    }
}

/// An argument of a system call: process ids and signals have 32 bits, and process groups a sign.
fn argument(value: &str) -> String {
    match u64::from_str_radix(value, 16) {
        Ok(word) if u32::try_from(word).is_ok() => (word as u32).cast_signed().to_string(),
        Ok(word) => word.cast_signed().to_string(),
        Err(_) => value.to_owned(),
    }
}

/// Hexadecimal digits as the text that they stand for; `(null)` is the empty one.
fn decoded(value: &str) -> Option<String> {
    if value == "(null)" {
        return Some(String::new());
    }
    let digits = value.as_bytes().chunks(2);
    let bytes = digits.map(|pair| {
        let pair = str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    let bytes: Option<Vec<u8>> = bytes.collect();
    Some(String::from_utf8_lossy(&bytes?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_their_fields() {
        let line = "node=far type=SYSCALL msg=audit(1700000000.123:42): arch=c000003e syscall=62 success=yes exit=0 \
            a0=ffffffff a1=9 comm=6120622D63 exe=\"/bin/a b\" key=(null) tty=pts0\u{1d}ARCH=x86_64 SYSCALL=kill";
        let head = Head::of(line).unwrap();
        assert_eq!((head.kind, head.time), ("SYSCALL", 1_700_000_000_123));
        assert_eq!(head.key, "node=far 1700000000.123:42");
        let record = head.record();
        for (name, value) in [
            ("a0", "-1"),
            ("a1", "9"),
            ("comm", "a b-c"),
            ("exe", "/bin/a b"),
            ("key", ""),
            ("tty", "pts0"),
            ("SYSCALL", "kill"),
        ] {
            assert_eq!(record.field(name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(record.call(), Some("kill"));
        assert_eq!(record.field("none"), None);
    }

    #[test]
    fn every_part_of_a_line_is_no_panic() {
        let line = "type=SYSCALL msg=audit(1700000000.123:42): arch=c000003e syscall=62 comm=\"é\" a0=é key=é1";
        assert!(Head::of(line).is_some());
        for cut in (0..line.len()).filter(|cut| line.is_char_boundary(*cut)) {
            if let Some(head) = Head::of(&line[..cut]) {
                head.record().call();
            }
        }
        assert!(is_log(line.as_bytes()) && !is_log(b"cat-1 [000] 1.5: x: y"));
    }
}
