//! The automatic display: globals that were written but are never read are shown when the session ends.

use std::io::Write;

use sigscript_compiler::plan::{Direction, Plan};
use sigscript_grammar::syntax::{Extractor, SortBy};

use crate::arrays::{self, Array, Part, Slot};
use crate::statistics::{Shape, Statistic};
use crate::text::Text;
use crate::vm::{Machine, Value};

/// Appends `name=value` for each such global that was written; an array's elements by decreasing value, statistics by decreasing count.
pub fn globals(plan: &Plan, machine: &Machine<'_>, output: &mut Vec<u8>) {
    for (index, global) in plan.globals.iter().enumerate() {
        if !global.display || !machine.is_written(index) {
            continue;
        }
        let name = global.name.as_bytes();
        match machine.global(index) {
            Value::Number(number) => line(name, arrays::Value::Number(number), output),
            Value::Text(text) => line(name, arrays::Value::Text(text), output),
            Value::Statistic(statistic) => line(name, arrays::Value::Statistic(statistic), output),
            Value::Array(array) => {
                for slot in array.sorted(SortBy::Value, Direction::Descending) {
                    element(name, array, slot, output);
                }
            }
        }
    }
}

/// `name["key",2]=value`
fn element(name: &[u8], array: &Array, slot: Slot, output: &mut Vec<u8>) {
    let mut full = name.to_vec();
    for (index, key) in array.parts(slot).enumerate() {
        full.push(if index == 0 { b'[' } else { b',' });
        match key {
            Part::Number(number) => number_to(number, &mut full),
            Part::Text(text) => quoted_to(text, &mut full),
        }
    }
    full.push(b']');
    line(&full, array.value(slot), output);
}

/// `name=6`, `name="text"`, `name @count=2 @min=5 @max=7 @sum=12 @avg=6`
fn line(name: &[u8], value: arrays::Value<'_>, output: &mut Vec<u8>) {
    output.extend_from_slice(name);
    match value {
        arrays::Value::Number(number) => {
            output.push(b'=');
            number_to(number, output);
        }
        arrays::Value::Text(text) => {
            output.push(b'=');
            quoted_to(text, output);
        }
        arrays::Value::Statistic(statistic) => statistic_to(statistic, output),
    }
    output.push(b'\n');
}

fn number_to(number: i64, output: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = write!(output, "{number}");
}

/// In quotes, and not escaped.
fn quoted_to(text: &Text, output: &mut Vec<u8>) {
    output.push(b'"');
    output.extend_from_slice(text);
    output.push(b'"');
}

/// One without samples is shown as ` @count=0x0`.
fn statistic_to(statistic: &Statistic, output: &mut Vec<u8>) {
    use Extractor::{Average, Count, Max, Min, Sum};
    if statistic.count() == 0 {
        output.extend_from_slice(b" @count=0x0");
        return;
    }
    for part in [Count, Min, Max, Sum, Average] {
        let value = statistic.extract(part, &Shape::default()).unwrap_or(0);
        let _ = write!(output, " @{}={value}", part.name());
    }
}
