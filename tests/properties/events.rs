//! Events as a backend would deliver them, with values made up at random; and a plan's condition on them.

use std::collections::HashMap;

use fastrand::Rng;
use sigscript_compiler::plan::{Base, Capture, Condition, Load, Plan, Predicate, Read, Test};
use sigscript_runtime::event::{Event, Form, Layout, Place};

use super::expressions::NUMBERS;

/// What a `char` array or string may hold; the literals of the scripts are among them.
const TEXTS: &[&[u8]] = &[
    b"",
    b"a",
    b"cat",
    b"ca",
    b"sshd",
    b"KILL",
    b"SIGKILL",
    b"SIG",
    b"12",
    b"a name of 16 by",
    b"\xff\x80",
];

/// A value read at an event.
#[derive(Clone, Debug)]
pub enum Value {
    Number(i64),
    Text(&'static [u8]),
    /// The read failed.
    Unread,
}

/// What there is to read when an event happens; the same load gives the same value to every plan.
#[derive(Debug, Default)]
pub struct Moment {
    values: HashMap<Load, Value>,
    /// Whether reads may fail.
    faulty: bool,
}

impl Moment {
    /// A moment with nothing read yet, at which all reads succeed, or not all of them.
    pub fn new(faulty: bool) -> Self {
        Self {
            values: HashMap::new(),
            faulty,
        }
    }

    /// The value of a capture.
    pub fn value(&mut self, capture: &Capture, random: &mut Rng) -> Value {
        let load = capture
            .load
            .as_ref()
            .expect("an event's capture has a load");
        let faulty = self.faulty;
        let made = || {
            if faulty && may_fail(load) && random.u32(..6) == 0 {
                Value::Unread
            } else {
                make(load, random)
            }
        };
        self.values.entry(load.clone()).or_insert_with(made).clone()
    }

    /// Whether all reads succeeded so far.
    pub fn complete(&self) -> bool {
        !self
            .values
            .values()
            .any(|value| matches!(value, Value::Unread))
    }
}

/// A word of the context itself, or of the record, cannot fail to be read.
fn may_fail(load: &Load) -> bool {
    load.base != Base::Record && !load.offsets.is_empty()
}

fn make(load: &Load, random: &mut Rng) -> Value {
    match load.read {
        Read::Integer { bits, signed, .. } => {
            let number = NUMBERS[random.usize(..NUMBERS.len())];
            let unused = 64 - u32::from(bits);
            Value::Number(if signed {
                number << unused >> unused
            } else {
                ((number as u64) << unused >> unused) as i64
            })
        }
        Read::Text { size } => {
            let fits: Vec<&[u8]> = TEXTS
                .iter()
                .copied()
                .filter(|text| text.len() <= usize::from(size))
                .collect();
            Value::Text(fits[random.usize(..fits.len())])
        }
        _ => Value::Text(TEXTS[random.usize(..TEXTS.len())]),
    }
}

/// A record of a probe's captures.
pub struct Record {
    probe: usize,
    values: Vec<u8>,
    faults: u64,
    layout: Layout,
}

impl Record {
    /// Lays out what a probe captures at this moment.
    pub fn new(plan: &Plan, probe: usize, moment: &mut Moment, random: &mut Rng) -> Self {
        let mut record = Self {
            probe,
            values: Vec::new(),
            faults: 0,
            layout: Layout {
                time: None,
                places: vec![None; plan.captures.len()],
            },
        };
        for (slot, &index) in plan.probes[probe].captures.iter().enumerate() {
            let capture = &plan.captures[index];
            let value = moment.value(capture, random);
            let form = match capture.load.as_ref().map(|load| load.read) {
                Some(Read::Integer { .. }) => Form::Number,
                Some(Read::Text { size }) => Form::Text(size),
                Some(Read::FileName(_)) => Form::FileName,
                Some(Read::UserArea) => Form::Arguments,
                _ => Form::Located,
            };
            let offset = record.values.len() as u16;
            record.layout.places[index] = Some(Place {
                slot: slot as u8,
                offset,
                form,
            });
            record.put(slot, form, &value);
        }
        record
    }

    fn put(&mut self, slot: usize, form: Form, value: &Value) {
        let text = match value {
            Value::Number(number) => return self.values.extend(number.to_ne_bytes()),
            Value::Text(text) => *text,
            Value::Unread => {
                self.faults |= 1 << slot;
                // What lies there is what a buffer held before.
                b"left over"
            }
        };
        match form {
            Form::Text(size) => {
                let mut field = text.to_vec();
                field.resize(usize::from(size), 0);
                self.values.extend(field);
            }
            Form::Number => self.values.extend([0xaa; 8]),
            _ => {
                let start = self.values.len() as u32 + 8;
                self.values.extend(start.to_ne_bytes());
                self.values.extend((text.len() as u32).to_ne_bytes());
                self.values.extend(text);
            }
        }
    }

    /// The event that a handler sees.
    pub fn event(&self) -> Event<'_> {
        Event {
            probe: self.probe,
            values: &self.values,
            faults: self.faults,
            layout: &self.layout,
        }
    }
}

/// A read that failed fulfils the whole condition.
struct Fulfilled;

/// Whether a plan's filter lets an event through.
pub fn accepts(filter: &Condition, plan: &Plan, event: &Event<'_>) -> bool {
    holds(filter, plan, event).unwrap_or(true)
}

fn holds(condition: &Condition, plan: &Plan, event: &Event<'_>) -> Result<bool, Fulfilled> {
    match condition {
        Condition::Always => Ok(true),
        Condition::Never => Ok(false),
        Condition::All(parts) => {
            for part in parts {
                if !holds(part, plan, event)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Condition::Any(parts) => {
            for part in parts {
                if holds(part, plan, event)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Condition::Test(test) => tested(test, plan, event),
    }
}

/// The number of a capture, computed as the kernel does it.
fn number(capture: usize, plan: &Plan, event: &Event<'_>) -> Result<i64, Fulfilled> {
    match plan.captures[capture].load.as_ref().map(|load| load.base) {
        Some(Base::Constant(constant)) => Ok(constant),
        Some(Base::Computed {
            operator,
            left,
            right,
        }) => {
            let left = number(left.into(), plan, event)?;
            let right = number(right.into(), plan, event)?;
            operator.numbers(left, right).ok_or(Fulfilled)
        }
        _ => event.number(capture).map_err(|_| Fulfilled),
    }
}

fn tested(test: &Test, plan: &Plan, event: &Event<'_>) -> Result<bool, Fulfilled> {
    match &test.predicate {
        Predicate::Number {
            mask,
            comparison,
            constant,
        } => {
            let number = number(test.capture, plan, event)?;
            Ok(comparison.numbers(number & mask, *constant) == Some(1))
        }
        Predicate::Text {
            constant,
            equal,
            prefix,
        } => {
            let mut scratch = Vec::new();
            let bytes = event
                .text(test.capture, &mut scratch)
                .map_err(|_| Fulfilled)?;
            let same = if *prefix {
                bytes.starts_with(constant)
            } else {
                bytes == &**constant
            };
            Ok(same == *equal)
        }
    }
}
