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
        if !global.display {
            continue;
        }
        value(global.name.as_bytes(), machine.global(index), output);
    }
}

/// Appends `name=value`.
pub fn value(name: &[u8], value: Value<'_>, output: &mut Vec<u8>) {
    match value {
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

#[cfg(test)]
mod tests {
    use sigscript_compiler::plan::code::{Code, Instruction, Window};
    use sigscript_compiler::plan::{Condition, Content, Global, Point, Probe};
    use sigscript_compiler::{Kind, plan};
    use sigscript_grammar::Span;
    use sigscript_grammar::syntax::Literal;

    use super::*;
    use crate::vm::{Limits, World};

    /// A global with a display; all code here takes keys from registers 1 and 2 and values from registers 0.
    fn global(name: &str, keys: &[Kind], content: Content) -> Global {
        Global {
            name: name.into(),
            keys: keys.to_vec(),
            content,
            size: None,
            wrap: false,
            initial: Literal::Number(0),
            display: true,
            span: Span::default(),
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one plan with a global of each kind")]
    fn values_elements_and_statistics_are_shown() {
        let (long, string) = (Kind::Long, Kind::String);
        let statistic = Content::Statistic(plan::Statistic::default());
        let [number, text] = [long, string].map(Content::Value);
        let mut plan = Plan {
            globals: vec![
                global("n", &[], number),
                global("s", &[], text),
                global("untouched", &[], number),
                global("empty", &[], statistic),
                global("st", &[], statistic),
                global("a", &[string, long], number),
                global("t", &[long], text),
                global("by", &[long], statistic),
            ],
            texts: vec![(*b"say \"hi\"").into(), (*b"zoo").into()],
            ..Plan::default()
        };
        let keys = Window {
            numbers: 1,
            texts: 1,
        };
        let mut steps = vec![
            Instruction::TextConstant { to: 0, index: 0 },
            Instruction::TextConstant { to: 1, index: 1 },
            Instruction::StoreText { global: 1, from: 0 },
            Instruction::DeleteGlobal { global: 3 },
        ];
        for (key, value) in [(1, -5), (2, 7), (3, 6)] {
            steps.extend([
                Instruction::Number { to: 0, value },
                Instruction::Number { to: 1, value: key },
                Instruction::StoreNumber { global: 0, from: 0 },
                Instruction::Accumulate {
                    global: 4,
                    keys,
                    from: 0,
                },
                Instruction::StoreElement {
                    array: 5,
                    keys,
                    from: 0,
                },
                Instruction::StoreElement {
                    array: 6,
                    keys,
                    from: (key == 2).into(),
                },
                Instruction::Accumulate {
                    global: 7,
                    keys,
                    from: 0,
                },
            ]);
        }
        steps.extend([
            Instruction::Accumulate {
                global: 7,
                keys,
                from: 0,
            },
            Instruction::End,
        ]);
        plan.probes.push(Probe {
            name: "begin".into(),
            point: Point::Begin(0),
            filter: Condition::Always,
            exact: true,
            kept: None,
            aggregation: None,
            settles: false,
            captures: Vec::new(),
            condition: None,
            handler: Code {
                spans: vec![Span::default(); steps.len()],
                instructions: steps,
                numbers: 3,
                texts: 2,
            },
            listing: Vec::new(),
            span: Span::default(),
        });
        let mut machine = Machine::new(&plan, Limits::default()).expect("well-formed code");
        machine
            .run(&plan.probes[0].handler, None, &mut World::default())
            .expect("no fault");
        let mut output = Vec::new();
        globals(&plan, &machine, &mut output);
        let expected = "\
n=6
s=\"say \"hi\"\"
untouched=0
empty @count=0x0
st @count=3 @min=-5 @max=7 @sum=8 @avg=2
a[\"zoo\",2]=7
a[\"zoo\",3]=6
a[\"zoo\",1]=-5
t[2]=\"zoo\"
t[1]=\"say \"hi\"\"
t[3]=\"say \"hi\"\"
by[3] @count=2 @min=6 @max=6 @sum=12 @avg=6
by[1] @count=1 @min=-5 @max=-5 @sum=-5 @avg=-5
by[2] @count=1 @min=7 @max=7 @sum=7 @avg=7
";
        assert_eq!(String::from_utf8(output).expect("text"), expected);
    }
}
