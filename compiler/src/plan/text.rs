//! The plan as text (`--plan`): stable, for people and for golden tests.

use std::fmt::{self, Display, Formatter, Write as _};

use sigscript_grammar::operators::BinaryOperator;

use crate::BackendKind;
use crate::plan::listing::quoted;
use crate::plan::{Condition, Plan, Point, Predicate, Probe, Test};

/// Where the right-hand remarks begin.
const REMARKS: usize = 72;

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let numbered = |f: &mut Formatter<'_>, name: &str, number: i64| match number {
            0 => write!(f, "{name}"),
            _ => write!(f, "{name}({number})"),
        };
        match self {
            Self::Syscall { call, returns } => {
                write!(f, "kernel.syscall")?;
                if let Some((name, _)) = call {
                    write!(f, "(\"{name}\")")?;
                }
                write!(f, "{}", if *returns { ".return" } else { "" })
            }
            Self::Stop(stop) => write!(f, "process.{}", stop.name()),
            Self::Begin(number) => numbered(f, "begin", *number),
            Self::End(number) => numbered(f, "end", *number),
            Self::Error(number) => numbered(f, "error", *number),
            Self::Never => write!(f, "never"),
            Self::Timer { text, .. } => write!(f, "{text}"),
            Self::Trace {
                system: None, name, ..
            } => write!(f, "kernel.trace(\"{name}\")"),
            Self::Trace {
                system: Some(system),
                name,
                ..
            } => write!(f, "kernel.trace(\"{system}:{name}\")"),
            Self::Event { system, name, .. } => write!(f, "kernel.tracepoint(\"{system}:{name}\")"),
        }
    }
}

impl Plan {
    /// The plan's text form for a backend; `tested` tells where the filter of a probe is tested: "tested in the kernel".
    #[must_use]
    pub fn text(&self, backend: BackendKind, tested: &dyn Fn(&Probe) -> String) -> String {
        let probes: Vec<String> = self
            .probes
            .iter()
            .map(|probe| self.probe_text(probe, backend, tested))
            .collect();
        probes.join("\n")
    }

    fn probe_text(
        &self,
        probe: &Probe,
        backend: BackendKind,
        tested: &dyn Fn(&Probe) -> String,
    ) -> String {
        let point = probe.point.to_string();
        let head = if probe.name == point {
            format!("probe {point}")
        } else {
            format!("probe {} = {point}", probe.name)
        };
        let place = if probe.point.is_event() {
            backend.name()
        } else {
            "session"
        };
        let mut text = remark(&head, &format!("on {place}"));
        if probe.filter != Condition::Always {
            text += &remark(
                &format!("  filter   {}", self.condition_text(&probe.filter, false)),
                &tested(probe),
            );
        }
        if !probe.captures.is_empty() {
            let captures: Vec<String> = probe
                .captures
                .iter()
                .map(|&capture| self.capture_text(capture))
                .collect();
            let _ = writeln!(text, "  capture  {}", captures.join(" "));
        }
        if let Some(kept) = &probe.kept {
            text += &remark(
                &format!("  keep     {}", kept.listing),
                "kept in the kernel",
            );
        }
        if let Some(aggregation) = &probe.aggregation {
            for (index, update) in aggregation.listing.iter().enumerate() {
                let head = if index == 0 { "count" } else { "" };
                text += &remark(&format!("  {head:7}  {update}"), "counted in the kernel");
            }
        }
        for (index, line) in probe.listing.iter().enumerate() {
            let head = if index == 0 {
                "  handler  "
            } else {
                "           "
            };
            let _ = writeln!(text, "{head}{line}");
        }
        text
    }

    fn capture_text(&self, capture: usize) -> String {
        let capture = &self.captures[capture];
        match &capture.variable {
            Some(variable) => format!("{variable}={}", capture.label),
            None => capture.label.clone(),
        }
    }

    fn condition_text(&self, condition: &Condition, nested: bool) -> String {
        let joined = |parts: &[Condition], operator: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| self.condition_text(part, true))
                .collect();
            let text = parts.join(operator);
            if nested { format!("({text})") } else { text }
        };
        match condition {
            Condition::Always => "1".to_owned(),
            Condition::Never => "0".to_owned(),
            Condition::All(parts) => joined(parts, " && "),
            Condition::Any(parts) => joined(parts, " || "),
            Condition::Test(test) => self.test_text(test),
        }
    }

    fn test_text(&self, test: &Test) -> String {
        let capture = &self.captures[test.capture];
        let label = &capture.label;
        match &test.predicate {
            Predicate::Number {
                mask: -1,
                comparison,
                constant,
            } if capture.is_truth()
                && comparison.holds(1.cmp(constant)) != comparison.holds(0.cmp(constant)) =>
            {
                let not = if comparison.holds(1.cmp(constant)) {
                    ""
                } else {
                    "!"
                };
                format!("{not}{label}")
            }
            Predicate::Number {
                mask: -1,
                comparison,
                constant,
            } => format!("{label} {} {constant}", comparison.spelling()),
            Predicate::Number {
                mask: 0,
                comparison: BinaryOperator::NotEqual,
                constant: 0,
            } => format!("unreadable({label})"),
            Predicate::Number {
                mask,
                comparison,
                constant,
            } => {
                format!("({label} & {mask:#x}) {} {constant}", comparison.spelling())
            }
            Predicate::Text {
                constant,
                equal,
                prefix,
            } => {
                let operator = if *equal {
                    BinaryOperator::Equal
                } else {
                    BinaryOperator::NotEqual
                };
                let star = if *prefix { "*" } else { "" };
                format!("{label} {} {}{star}", operator.spelling(), quoted(constant))
            }
        }
    }
}

/// A line with a remark on the right.
fn remark(line: &str, remark: &str) -> String {
    format!(
        "{line:<width$}{remark}\n",
        width = REMARKS.max(line.len() + 2)
    )
}
