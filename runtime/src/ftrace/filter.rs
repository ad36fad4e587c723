//! Filters of a plan to the kernel's filter grammar (`Documentation/trace/events.rst`, "Event filtering").
//!
//! What the kernel cannot test counts as true, so a filter lets through at least what the plan's does. The kernel compares fields in their own
//! types and cuts constants to them: a constant that does not fit is not translated.

use sigscript_compiler::plan::{
    Base, Capture, Condition, Fact, Load, Plan, Point, Predicate, Probe, Read, Test,
};
use sigscript_grammar::operators::BinaryOperator;

/// The kernel takes less than a page.
const LONGEST: usize = 4095;
/// The longest text that the kernel compares.
const LONGEST_TEXT: usize = 255;

/// What is known of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Filter {
    Always,
    Never,
    Text(String),
}

/// The filter of one probe; `None` where the kernel lets everything through.
#[must_use]
pub fn of_probe(plan: &Plan, probe: &Probe) -> Option<String> {
    text(probe_filter(plan, probe))
}

/// The filter of an event that these probes are on; those `at_end` are on the end of the system call that it begins.
#[must_use]
pub fn of_event<'a>(
    plan: &Plan,
    probes: impl Iterator<Item = &'a Probe>,
    at_end: impl Iterator<Item = &'a Probe>,
) -> Option<String> {
    let here = probes.map(|probe| probe_filter(plan, probe));
    text(any(here.chain(at_end.map(its_call))))
}

/// What the kernel is given; what never holds is told by a test that no event passes.
fn text(filter: Filter) -> Option<String> {
    match filter {
        Filter::Always => None,
        Filter::Never => Some("common_type==0".to_owned()),
        Filter::Text(text) => Some(text).filter(|text| text.len() <= LONGEST),
    }
}

fn probe_filter(plan: &Plan, probe: &Probe) -> Filter {
    all([its_call(probe), condition(plan, &probe.filter)])
}

fn its_call(probe: &Probe) -> Filter {
    match &probe.point {
        Point::Syscall {
            call: Some((_, number)),
            ..
        } => Filter::Text(format!("id=={number}")),
        _ => Filter::Always,
    }
}

fn condition(plan: &Plan, of: &Condition) -> Filter {
    match of {
        Condition::Always => Filter::Always,
        Condition::Never => Filter::Never,
        Condition::All(parts) => all(parts.iter().map(|part| condition(plan, part))),
        Condition::Any(parts) => any(parts.iter().map(|part| condition(plan, part))),
        Condition::Test(test) => plan
            .captures
            .get(test.capture)
            .and_then(|capture| tested(capture, test))
            .unwrap_or(Filter::Always),
    }
}

fn all(parts: impl IntoIterator<Item = Filter>) -> Filter {
    joined(parts, &Filter::Always, &Filter::Never, " && ")
}

fn any(parts: impl IntoIterator<Item = Filter>) -> Filter {
    joined(parts, &Filter::Never, &Filter::Always, " || ")
}

/// Parts, of which one that is `without` adds nothing and one that is `decisive` decides.
fn joined(
    parts: impl IntoIterator<Item = Filter>,
    without: &Filter,
    decisive: &Filter,
    operator: &str,
) -> Filter {
    let mut texts: Vec<String> = Vec::new();
    for part in parts {
        match part {
            part if part == *decisive => return part,
            Filter::Text(text) if !texts.contains(&text) => texts.push(text),
            _ => {}
        }
    }
    match texts.len() {
        0 => without.clone(),
        1 => Filter::Text(texts.remove(0)),
        _ => {
            let nested = |text: &String| {
                if text.contains(" && ") || text.contains(" || ") {
                    format!("({text})")
                } else {
                    text.clone()
                }
            };
            let texts: Vec<String> = texts.iter().map(nested).collect();
            Filter::Text(texts.join(operator))
        }
    }
}

/// One test; `None` where the kernel cannot make it.
fn tested(capture: &Capture, test: &Test) -> Option<Filter> {
    let load = capture.load.as_ref()?;
    if matches!(load.read, Read::Target { .. }) {
        // The kernel knows no sets.
        return None;
    }
    match &test.predicate {
        // No number passes this; it asks whether the capture could be read, and numbers of a record can.
        Predicate::Number { mask: 0, .. } if matches!(load.read, Read::Integer { .. }) => {
            Some(Filter::Never)
        }
        Predicate::Number {
            mask,
            comparison,
            constant,
        } => number(load, &capture.label, *mask, *comparison, *constant).map(Filter::Text),
        Predicate::Text {
            constant,
            equal,
            prefix,
        } => string(load, &capture.label, constant, *equal, *prefix).map(Filter::Text),
    }
}

/// The name of what a load reads, in filters: of a field by its label `$name`.
fn name<'a>(load: &Load, label: &'a str) -> Option<&'a str> {
    match (load.base, load.offsets.as_slice()) {
        (Base::Record, [_]) if load.user == 0 => {
            let name = label.strip_prefix('$')?;
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            (!name.is_empty() && name.bytes().all(plain)).then_some(name)
        }
        (Base::SyscallNumber, []) => Some("id"),
        (Base::SyscallResult, []) => Some("ret"),
        (Base::Fact(Fact::Thread), []) => Some("common_pid"),
        // In capitals: an event may have fields of these names.
        (Base::Fact(Fact::Processor), []) => Some("CPU"),
        (Base::Fact(Fact::Name), []) => Some("COMM"),
        _ => None,
    }
}

/// The least and the largest number that fit into what a load reads; `None` where it is not a whole integer.
fn range(load: &Load) -> Option<(i64, i64)> {
    match (load.base, load.read) {
        (Base::Fact(_), _) => Some((0, i32::MAX.into())),
        (base, _) if base.is_of_call() => Some((i64::MIN, i64::MAX)),
        (
            _,
            Read::Integer {
                size,
                shift: 0,
                bits,
                signed,
            },
        ) if bits == size * 8 && (1..=64).contains(&bits) => {
            let above = 64 - u32::from(bits);
            Some(match (signed, bits) {
                (true, _) => (i64::MIN >> above, i64::MAX >> above),
                // A number above the largest signed one is negative in a script.
                (false, 64) => return None,
                (false, _) => (0, (u64::MAX >> above).cast_signed()),
            })
        }
        _ => None,
    }
}

fn number(
    load: &Load,
    label: &str,
    mask: i64,
    comparison: BinaryOperator,
    constant: i64,
) -> Option<String> {
    let name = name(load, label)?;
    let (least, largest) = range(load)?;
    if mask == -1 {
        let fits = (least..=largest).contains(&constant);
        return fits.then(|| format!("{name}{}{constant}", comparison.spelling()));
    }
    let common = (0..=largest).contains(&mask).then_some(mask)?;
    match (comparison, constant) {
        (BinaryOperator::NotEqual, 0) => Some(format!("{name}&{common}")),
        (BinaryOperator::Equal, 0) => Some(format!("!({name}&{common})")),
        // Some of these bits are set, then; the handler knows which.
        (BinaryOperator::Equal, _) => Some(format!("{name}&{common}")),
        _ => None,
    }
}

fn string(load: &Load, label: &str, constant: &[u8], equal: bool, prefix: bool) -> Option<String> {
    let name = name(load, label)?;
    let is_text = matches!(
        load.read,
        Read::Text { .. } | Read::LocatedText | Read::RelativeText
    );
    let text = str::from_utf8(constant).ok()?;
    let printable = !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if !is_text || !printable || text.len() > LONGEST_TEXT {
        return None;
    }
    // There is no way to write a quotation mark between its like.
    let quote = ['"', '\'']
        .into_iter()
        .find(|quote| !text.contains(*quote))?;
    match (equal, prefix) {
        (_, false) => {
            let operator = if equal { "==" } else { "!=" };
            Some(format!("{name}{operator}{quote}{text}{quote}"))
        }
        (true, true) if !text.contains(['*', '?', '[', ']', '\\', '!']) => {
            Some(format!("{name}~{quote}{text}*{quote}"))
        }
        _ => None,
    }
}
