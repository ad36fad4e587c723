//! Filters of hand-made conditions, in the kernel's grammar.

use sigscript_compiler::plan::code::Code;
use sigscript_compiler::plan::{
    Base, Capture, Condition, Fact, Load, Plan, Point, Predicate, Probe, Read, Test,
};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::{FileId, Span};

use super::filter;

fn capture(label: &str, base: Base, read: Read) -> Capture {
    let offsets = if base == Base::Record {
        vec![8]
    } else {
        Vec::new()
    };
    Capture {
        label: label.to_owned(),
        variable: None,
        kind: read.kind(),
        load: Some(Load {
            base,
            offsets,
            user: 0,
            read,
        }),
        context: None,
        optional: false,
    }
}

const SIG: usize = 0;
const BYTE: usize = 1;
const COMM: usize = 2;
const NAME: usize = 3;
const PROCESS: usize = 4;
const ELEMENT: usize = 5;
const FILE: usize = 6;
const WIDE: usize = 7;

fn plan() -> Plan {
    let text = Read::Text { size: 16 };
    Plan {
        captures: vec![
            capture("$sig", Base::Record, Read::integer(4, true)),
            capture("$byte", Base::Record, Read::integer(1, false)),
            capture("$comm", Base::Record, text),
            capture("execname()", Base::Fact(Fact::Name), text),
            capture("pid()", Base::Fact(Fact::Process), Read::integer(8, true)),
            capture("$args[1]", Base::Record, Read::integer(8, false)),
            capture("$filename", Base::Record, Read::LocatedText),
            capture("$wide", Base::Record, Read::integer(8, false)),
        ],
        ..Plan::default()
    }
}

fn number(capture: usize, mask: i64, comparison: BinaryOperator, constant: i64) -> Condition {
    let predicate = Predicate::Number {
        mask,
        comparison,
        constant,
    };
    Condition::Test(Test { capture, predicate })
}

fn equals(capture: usize, constant: i64) -> Condition {
    number(capture, -1, BinaryOperator::Equal, constant)
}

fn text(capture: usize, constant: &str, equal: bool, prefix: bool) -> Condition {
    let predicate = Predicate::Text {
        constant: constant.as_bytes().into(),
        equal,
        prefix,
    };
    Condition::Test(Test { capture, predicate })
}

fn probe(filter: Condition, point: Point) -> Probe {
    Probe {
        name: String::new(),
        point,
        filter,
        exact: true,
        kept: None,
        aggregation: None,
        settles: false,
        captures: Vec::new(),
        condition: None,
        handler: Code::default(),
        listing: Vec::new(),
        span: Span {
            file: FileId(0),
            start: 0,
            end: 0,
        },
    }
}

fn event() -> Point {
    Point::Event {
        system: "signal".to_owned(),
        name: "signal_generate".to_owned(),
        id: 1,
        size: 0,
    }
}

fn call(number: u32) -> Point {
    Point::Syscall {
        call: Some(("some".to_owned(), number)),
        returns: false,
    }
}

fn one(filter: Condition) -> Option<String> {
    filter::of_probe(&plan(), &probe(filter, event()))
}

#[test]
fn numbers() {
    use BinaryOperator::{Equal, GreaterEqual, Less, NotEqual};
    for (condition, expected) in [
        (equals(SIG, 9), Some("sig==9")),
        (number(SIG, -1, GreaterEqual, -5), Some("sig>=-5")),
        (number(SIG, 6, NotEqual, 0), Some("sig&6")),
        (number(SIG, 6, Equal, 0), Some("!(sig&6)")),
        (number(SIG, 6, Equal, 4), Some("sig&6")),
        (number(SIG, 6, NotEqual, 4), None),
        (number(SIG, 6, Less, 4), None),
        // The kernel would cut these to the field's size.
        (equals(SIG, 1 << 32 | 9), None),
        (equals(BYTE, 256), None),
        (equals(BYTE, -1), None),
        (number(SIG, 1 << 31, NotEqual, 0), None),
        (equals(BYTE, 255), Some("byte==255")),
        // Signs are not the kernel's.
        (number(WIDE, -1, Less, 5), None),
        // What it knows nothing of.
        (equals(PROCESS, 5), None),
        (equals(ELEMENT, 5), None),
        // Whether it could be read: it can.
        (number(SIG, 0, NotEqual, 0), Some("common_type==0")),
    ] {
        assert_eq!(one(condition.clone()).as_deref(), expected, "{condition:?}");
    }
}

#[test]
fn texts() {
    for (condition, expected) in [
        (text(COMM, "cat", true, false), Some("comm==\"cat\"")),
        (text(NAME, "cat", false, false), Some("COMM!=\"cat\"")),
        (text(NAME, "kwor", true, true), Some("COMM~\"kwor*\"")),
        (text(NAME, "kwor", false, true), None),
        (text(NAME, "k*r", true, true), None),
        (text(NAME, "k*r", true, false), Some("COMM==\"k*r\"")),
        (
            text(FILE, "/bin/sh", true, false),
            Some("filename==\"/bin/sh\""),
        ),
        (text(COMM, "a\"b", true, false), Some("comm=='a\"b'")),
        (text(COMM, "a\"b'c", true, false), None),
        (text(COMM, "", true, false), None),
        (text(COMM, "a\nb", true, false), None),
    ] {
        assert_eq!(one(condition.clone()).as_deref(), expected, "{condition:?}");
    }
}

#[test]
fn what_cannot_be_told_is_true() {
    let unknown = || equals(PROCESS, 5);
    let known = || equals(SIG, 9);
    let all = |parts| one(Condition::All(parts));
    let any = |parts| one(Condition::Any(parts));
    assert_eq!(all(vec![unknown(), known()]).as_deref(), Some("sig==9"));
    assert_eq!(any(vec![unknown(), known()]), None);
    let nested = Condition::Any(vec![known(), equals(SIG, 15)]);
    assert_eq!(
        all(vec![nested, equals(BYTE, 1)]).as_deref(),
        Some("(sig==9 || sig==15) && byte==1")
    );
    assert_eq!(one(Condition::Never).as_deref(), Some("common_type==0"));
    assert_eq!(one(Condition::Always), None);
}

#[test]
fn several_probes_share_an_event() {
    let plan = plan();
    let together = |probes: &[Probe]| filter::of_event(&plan, probes.iter(), std::iter::empty());
    let first = || probe(equals(SIG, 9), event());
    assert_eq!(
        together(&[first(), probe(equals(SIG, 15), event())]).as_deref(),
        Some("sig==9 || sig==15")
    );
    assert_eq!(
        together(&[first(), probe(Condition::Always, event())]),
        None
    );
    let calls = [
        probe(Condition::Always, call(62)),
        probe(equals(PROCESS, 1), call(234)),
    ];
    assert_eq!(together(&calls).as_deref(), Some("id==62 || id==234"));
    // Longer than the kernel takes.
    let calls: Vec<Probe> = (100..600)
        .map(|number| probe(Condition::Always, call(number)))
        .collect();
    assert_eq!(together(&calls), None);
}
