//! Structured output (`--format json`): what a session prints and what happens to it, to one JSON object a line.
//!
//! `docs/output.schema.json` describes the objects.

mod lines;
mod object;
mod prints;

use std::ops::Range;

use sigscript_compiler::plan::{Direction, Plan};
use sigscript_grammar::Span;
use sigscript_grammar::syntax::SortBy;

use crate::arrays;
use crate::backend::Counters;
use crate::text::Text;
use crate::vm::{Fault, Machine, Value};
use lines::{Line, lines};
use object::{Aggregate, Key, Object, lossy, object};
pub use prints::Prints;

/// The names that every print's object has; values with such names get others.
const OWN: [&str; 4] = ["ts", "type", "probe", "text"];

/// What structured output must be told.
pub struct Settings<'a> {
    /// The version of the command.
    pub version: &'static str,
    /// The script's name.
    pub script: String,
    /// The points of its probes, without those of the library.
    pub probes: Vec<String>,
    /// Whether `warn()` is told.
    pub warnings: bool,
    /// Where a span stands: file, line and column, both counted from 1.
    pub locate: &'a dyn Fn(Span) -> (String, usize, usize),
}

/// Writes objects.
pub struct Encoder<'a> {
    plan: &'a Plan,
    settings: Settings<'a>,
    /// By probe: how many events were lost and told of.
    lost: Vec<u64>,
    /// What is written and not yet taken.
    pub output: Vec<u8>,
}

impl<'a> Encoder<'a> {
    /// For a session of `plan`.
    #[must_use]
    pub fn new(plan: &'a Plan, settings: Settings<'a>) -> Self {
        Self {
            plan,
            settings,
            lost: vec![0; plan.probes.len()],
            output: Vec::new(),
        }
    }

    fn probe(&self, index: usize) -> &'a str {
        &self.plan.probes[index].name
    }

    /// The session begins; `backend` is where its events come from.
    pub fn begin(&mut self, time: i64, backend: Option<&str>) {
        let settings = &self.settings;
        object(&mut self.output, time, "begin", |object| {
            object.field("version", settings.version);
            object.field("script", &settings.script);
            if let Some(backend) = backend {
                object.field("backend", backend);
            }
            object.field("probes", &settings.probes);
        });
    }

    /// What a probe's handler printed: a part of its text.
    pub fn prints(
        &mut self,
        time: i64,
        probe: usize,
        text: &[u8],
        part: Range<usize>,
        prints: &Prints,
    ) {
        let (name, plan) = (self.probe(probe), self.plan);
        for line in lines(text, part, &prints.values) {
            object(&mut self.output, time, "print", |object| {
                object.field("probe", name);
                object.field("text", &*lossy(line.text));
                values(object, plan, &line);
            });
        }
    }

    /// What a command of `system()` printed.
    pub fn command(&mut self, time: i64, probe: usize, text: &[u8]) {
        let name = self.probe(probe);
        for line in lines(text, 0..text.len(), &[]) {
            object(&mut self.output, time, "command", |object| {
                object.field("probe", name);
                object.field("text", &*lossy(line.text));
            });
        }
    }

    /// What `warn()` was given.
    pub fn warning(&mut self, time: i64, probe: usize, message: &[u8]) {
        if self.settings.warnings {
            let name = self.probe(probe);
            object(&mut self.output, time, "warning", |object| {
                object.field("probe", name);
                object.field("message", &*lossy(message));
            });
        }
    }

    /// A run-time error.
    pub fn error(&mut self, time: i64, probe: usize, fault: &Fault) {
        let name = self.probe(probe);
        let (file, line, column) = (self.settings.locate)(fault.span);
        object(&mut self.output, time, "error", |object| {
            object.field("probe", name);
            object.field("message", &fault.message);
            object.field("file", &file);
            object.field("line", &line);
            object.field("column", &column);
        });
    }

    /// The globals that are written but never read; one object for an array's element.
    pub fn globals(&mut self, time: i64, machine: &Machine<'_>) {
        let plan = self.plan;
        let shown = plan.globals.iter().enumerate();
        for (index, global) in shown.filter(|(_, global)| global.display) {
            let mut tell = |keys: &[Key<'_>], value: arrays::Value<'_>| {
                object(&mut self.output, time, "global", |object| {
                    object.field("name", &global.name);
                    if !keys.is_empty() {
                        object.field("keys", keys);
                    }
                    match value {
                        arrays::Value::Number(number) => object.field("value", &number),
                        arrays::Value::Text(text) => object.field("value", &*lossy(text)),
                        arrays::Value::Statistic(statistic) => {
                            object.field("value", &Aggregate(statistic, machine.shape(index)));
                        }
                    }
                });
            };
            match machine.global(index) {
                Value::Number(number) => tell(&[], arrays::Value::Number(number)),
                Value::Text(text) => tell(&[], arrays::Value::Text(text)),
                Value::Statistic(statistic) => tell(&[], arrays::Value::Statistic(statistic)),
                Value::Array(array) => {
                    for slot in array.sorted(SortBy::Value, Direction::Descending) {
                        let keys: Vec<Key<'_>> = array.parts(slot).map(Key).collect();
                        tell(&keys, array.value(slot));
                    }
                }
            }
        }
    }

    /// Tells of the events that were lost since the last time.
    pub fn losses(&mut self, time: i64, counters: &[Counters]) {
        for (index, counters) in counters.iter().enumerate() {
            let lost = counters.lost.saturating_sub(self.lost[index]);
            if lost > 0 {
                self.lost[index] = counters.lost;
                let name = self.probe(index);
                object(&mut self.output, time, "loss", |object| {
                    object.field("probe", name);
                    object.field("lost", &lost);
                });
            }
        }
    }

    /// The session is over.
    pub fn end(&mut self, time: i64, failed: bool, counters: &[Counters]) {
        let sum = |of: fn(&Counters) -> u64| counters.iter().map(of).sum::<u64>();
        object(&mut self.output, time, "end", |object| {
            object.field("failed", &failed);
            object.field("delivered", &sum(|counters| counters.delivered));
            object.field("lost", &sum(|counters| counters.lost));
            let counted = sum(|counters| counters.counted);
            if counted > 0 {
                object.field("counted", &counted);
            }
        });
    }
}

/// The values of a line, each under a name of its own: `pid`, `pid_2`.
fn values(object: &mut Object<'_>, plan: &Plan, line: &Line<'_>) {
    let mut taken: Vec<Text> = Vec::with_capacity(line.values.len());
    for printed in line.values {
        let template = &plan.templates[usize::from(printed.template)];
        let name = template.names.get(printed.argument);
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            continue;
        };
        let is_free = |name: &str| {
            !OWN.contains(&name) && !taken.iter().any(|other| *other == *name.as_bytes())
        };
        let free = if is_free(name) {
            name.clone()
        } else {
            let mut others = (2..).map(|number: u32| format!("{name}_{number}"));
            others.find(|name| is_free(name)).unwrap_or_default()
        };
        object.field(&free, &printed.value);
        taken.push(Text::from(free.as_bytes()));
    }
}
