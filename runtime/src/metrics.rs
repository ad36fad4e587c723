//! Globals to metrics: the text format of Prometheus, version 0.0.4.
//!
//! Source: "Exposition formats" in the documentation of Prometheus.

use std::collections::HashSet;
use std::fmt::{self, Write as _};

use sigscript_compiler::Kind;
use sigscript_compiler::plan::{Content, Global, Plan};

use crate::arrays::{self, Part};
use crate::backend::Counters;
use crate::statistics::{Buckets, Shape, Statistic};
use crate::vm::{Machine, Value};

/// The content type of what [`exposition`] makes.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The globals with these indices in the plan, and what happened to the probes' events.
#[must_use]
pub fn exposition(
    plan: &Plan,
    machine: &Machine<'_>,
    globals: &[usize],
    counters: &[Counters],
) -> String {
    let mut page = Page::default();
    for &index in globals {
        page.global(
            &plan.globals[index],
            machine.global(index),
            machine.shape(index),
        );
    }
    page.events(plan, counters);
    page.text
}

/// A page that is being written.
#[derive(Default)]
struct Page {
    text: String,
    /// The names of the metrics so far.
    taken: HashSet<String>,
}

/// The labels of a sample.
type Labels = Vec<(String, String)>;

impl Page {
    fn global(&mut self, global: &Global, value: Value<'_>, shape: &Shape) {
        let (kind, suffix) = match global.content {
            Content::Value(Kind::Long) => ("gauge", ""),
            Content::Value(Kind::String) => ("gauge", "_info"),
            Content::Statistic(_) if shape.buckets.is_some() => ("histogram", ""),
            Content::Statistic(_) => ("summary", ""),
        };
        let name = self.family(&format!("sigscript_global_{}{suffix}", global.name), kind);
        let help = format!("The script's global {}.", global.name);
        self.head(&name, kind, &help);
        match value {
            Value::Number(number) => {
                self.value(&name, Vec::new(), arrays::Value::Number(number), shape);
            }
            Value::Text(text) => self.value(&name, Vec::new(), arrays::Value::Text(text), shape),
            Value::Statistic(statistic) => {
                self.value(
                    &name,
                    Vec::new(),
                    arrays::Value::Statistic(statistic),
                    shape,
                );
            }
            Value::Array(array) => {
                let mut next = array.first();
                while let Some(slot) = next {
                    let labels = array.parts(slot).enumerate().map(label).collect();
                    self.value(&name, labels, array.value(slot), shape);
                    next = array.next(slot);
                }
            }
        }
    }

    /// A name for a metric that collides with none before: those of a histogram's and a summary's parts are taken as well.
    fn family(&mut self, wanted: &str, kind: &str) -> String {
        let parts: &[&str] = match kind {
            "histogram" | "summary" => &["", "_bucket", "_count", "_sum"],
            _ => &[""],
        };
        let others = (2..).map(|number: u32| format!("{wanted}_{number}"));
        let free = std::iter::once(wanted.to_owned())
            .chain(others)
            .find(|name| {
                let mut names = parts.iter().map(|part| format!("{name}{part}"));
                names.all(|name| !self.taken.contains(&name))
            });
        let name = free.unwrap_or_default();
        self.taken
            .extend(parts.iter().map(|part| format!("{name}{part}")));
        name
    }

    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to memory does not fail, here and below.
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, part: &str, labels: &Labels, value: impl fmt::Display) {
        let _ = write!(self.text, "{name}{part}");
        let mut separator = '{';
        for (label, value) in labels {
            let _ = write!(self.text, "{separator}{label}=\"");
            for character in value.chars() {
                match character {
                    '\\' => self.text.push_str("\\\\"),
                    '"' => self.text.push_str("\\\""),
                    '\n' => self.text.push_str("\\n"),
                    other => self.text.push(other),
                }
            }
            self.text.push('"');
            separator = ',';
        }
        let end = if labels.is_empty() { "" } else { "}" };
        let _ = writeln!(self.text, "{end} {value}");
    }

    fn value(&mut self, name: &str, mut labels: Labels, value: arrays::Value<'_>, shape: &Shape) {
        match value {
            arrays::Value::Number(number) => self.sample(name, "", &labels, number),
            arrays::Value::Text(text) => {
                labels.push(("value".to_owned(), readable(text)));
                self.sample(name, "", &labels, 1);
            }
            arrays::Value::Statistic(statistic) => {
                if let Some(buckets) = &shape.buckets {
                    self.buckets(name, &labels, buckets, statistic);
                }
                let sum = sum(statistic);
                self.sample(name, "_sum", &labels, sum);
                self.sample(name, "_count", &labels, statistic.count());
            }
        }
    }

    /// How many samples are at most as high as each bucket's bound. Logarithmic buckets go from 0, or from the lowest negative sample,
    /// to the highest sample: scrapers want the same bounds each time, but not 128 of them.
    fn buckets(&mut self, name: &str, labels: &Labels, buckets: &Buckets, statistic: &Statistic) {
        let counts = statistic.counts().unwrap_or_default();
        let filled = |(_, count): &(usize, &u64)| **count > 0;
        let first = counts.iter().enumerate().find(filled);
        let last = counts.iter().enumerate().rfind(filled);
        let (from, to) = match (buckets, first, last) {
            (Buckets::Logarithmic, Some((first, _)), Some((last, _))) => {
                (first.min(buckets.index(0)), last)
            }
            _ => (0, counts.len().saturating_sub(1)),
        };
        let mut below = 0;
        for (index, count) in counts.iter().enumerate().take(to + 1).skip(from) {
            below += count;
            if let (_, Some(bound)) = buckets.range(index) {
                self.bucket(name, labels, &bound.to_string(), below);
            }
        }
        self.bucket(name, labels, "+Inf", statistic.count() as u64);
    }

    fn bucket(&mut self, name: &str, labels: &Labels, bound: &str, count: u64) {
        let mut labels = labels.clone();
        labels.push(("le".to_owned(), bound.to_owned()));
        self.sample(name, "_bucket", &labels, count);
    }

    /// Probes on the same point are told apart by their numbers.
    fn events(&mut self, plan: &Plan, counters: &[Counters]) {
        type Count = fn(&Counters) -> u64;
        let delivered: Count = |counters| counters.delivered;
        let counted: Count = |counters| counters.counted;
        let lost: Count = |counters| counters.lost;
        for (name, help, count) in [
            (
                "sigscript_events_delivered_total",
                "Events that handlers were run for.",
                delivered,
            ),
            (
                "sigscript_events_counted_total",
                "Events that the kernel counted in place of that.",
                counted,
            ),
            (
                "sigscript_events_lost_total",
                "Events that were lost because the buffer was full.",
                lost,
            ),
        ] {
            self.head(name, "counter", help);
            let probes = plan.probes.iter().zip(counters).enumerate();
            for (index, (probe, counters)) in
                probes.filter(|(_, (probe, _))| probe.point.is_event())
            {
                let labels = vec![
                    ("probe".to_owned(), probe.name.clone()),
                    ("number".to_owned(), (index + 1).to_string()),
                ];
                self.sample(name, "", &labels, count(counters));
            }
        }
    }
}

/// A text as UTF-8, as label values must be. Other bytes become `\xff` and its like, so that no two texts become one series.
fn readable(text: &[u8]) -> String {
    let mut readable = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        readable.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to memory does not fail.
            let _ = write!(readable, "\\x{byte:02x}");
        }
    }
    readable
}

fn sum(statistic: &Statistic) -> i64 {
    let sum = statistic.extract(sigscript_grammar::syntax::Extractor::Sum, &Shape::default());
    sum.unwrap_or(0)
}

/// `key1="…"`
fn label((index, part): (usize, Part<'_>)) -> (String, String) {
    let value = match part {
        Part::Number(number) => number.to_string(),
        Part::Text(text) => readable(text),
    };
    (format!("key{}", index + 1), value)
}
