//! A tracer's whole handler, for a million events.

use sigscript_compiler::Kind;
use sigscript_compiler::plan::Capture;
use sigscript_compiler::plan::code::Instruction;
use sigscript_grammar::format::{Conversion, Piece};
use sigscript_grammar::operators::BinaryOperator::NotEqual;
use sigscript_runtime::event::{Event, Form, Layout, Place};

use crate::plans::{conversion, plan, template, window};
use crate::report;

/// `if ($sig == 9) printf("%s(%d) -> %d\n", execname(), pid(), $pid)`
pub fn report_all() {
    let mut plan = plan(&[&[
        Instruction::CaptureNumber { to: 0, capture: 0 },
        Instruction::JumpCompareConstant {
            operator: NotEqual,
            left: 0,
            right: 9,
            to: 6,
        },
        Instruction::CaptureText { to: 0, capture: 1 },
        Instruction::CaptureNumber { to: 0, capture: 2 },
        Instruction::CaptureNumber { to: 1, capture: 3 },
        Instruction::Print {
            template: 0,
            window: window(0, 0),
        },
        Instruction::End,
    ]]);
    let kinds = [Kind::Long, Kind::String, Kind::Long, Kind::Long];
    plan.captures = kinds
        .map(|kind| Capture {
            label: String::new(),
            variable: None,
            kind,
            load: None,
            context: None,
            optional: false,
        })
        .into();
    plan.templates.push(template(vec![
        conversion(Conversion::String),
        Piece::Literal(b"(".to_vec()),
        conversion(Conversion::Decimal),
        Piece::Literal(b") -> ".to_vec()),
        conversion(Conversion::Decimal),
        Piece::Literal(b"\n".to_vec()),
    ]));
    let places = [
        (0, Form::Number),
        (8, Form::Text(16)),
        (24, Form::Number),
        (32, Form::Number),
    ];
    let place = |(slot, (offset, form))| Some(Place { slot, offset, form });
    let layout = Layout {
        places: (0..).zip(places).map(place).collect(),
        time: None,
    };
    let mut values = 9_i64.to_ne_bytes().to_vec();
    values.extend_from_slice(b"test_sender\0\0\0\0\0");
    values.extend(9191_i64.to_ne_bytes());
    values.extend(8722_i64.to_ne_bytes());
    let event = Event {
        probe: 0,
        values: &values,
        faults: 0,
        layout: &layout,
    };
    report("1M events, printed", &plan, Some(&event), 1_000_000);
}
