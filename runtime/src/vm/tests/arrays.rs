//! Elements, slices and walks.

use sigscript_compiler::plan::{AnyKeys, Content, Direction, Global, Walk, WalkOver};
use sigscript_grammar::syntax::SortBy;

use super::*;

/// An array with these keys.
pub(super) fn array(keys: &[Kind], content: Content) -> Global {
    Global {
        name: "a".into(),
        keys: keys.to_vec(),
        content,
        size: None,
        wrap: false,
        initial: Literal::Number(0),
        display: false,
        span: Span::default(),
    }
}

const LONG: Content = Content::Value(Kind::Long);
const NONE: AnyKeys = AnyKeys(0);

pub(super) const fn window(numbers: u16, texts: u16) -> Window {
    Window { numbers, texts }
}

/// `a[key] = value`, by way of registers 2 and 3
fn store(array: u16, key: i32, value: i32) -> [Instruction; 3] {
    [
        Instruction::Number { to: 2, value: key },
        Instruction::Number { to: 3, value },
        Instruction::StoreElement {
            array,
            keys: window(2, 0),
            from: 3,
        },
    ]
}

/// `n0 = n0 * 100 + number`
fn collect(number: u16) -> [Instruction; 2] {
    let operator = BinaryOperator::Multiply;
    [
        Instruction::BinaryConstant {
            operator,
            to: 0,
            left: 0,
            right: 100,
        },
        add(0, 0, number),
    ]
}

/// Runs steps on one array of numbers under number keys, filled with `elements`, and gives the first number register.
fn run_on(elements: &[(i32, i32)], steps: &[Instruction], walks: &[Walk]) -> i64 {
    let mut all: Vec<Instruction> = elements
        .iter()
        .flat_map(|(key, value)| store(0, *key, *value))
        .collect();
    let start = all.len() as u32;
    all.extend(steps.iter().map(|step| match *step {
        Instruction::Advance { window, to } => Instruction::Advance {
            window,
            to: to + start,
        },
        Instruction::Jump { to } => Instruction::Jump { to: to + start },
        Instruction::Loop { to } => Instruction::Loop { to: to + start },
        step => step,
    }));
    all.push(Instruction::End);
    let mut plan = plan(&all);
    plan.globals.push(array(&[Kind::Long], LONG));
    plan.walks = walks.to_vec();
    run(&plan).0
}

/// A walk over all elements with `AnyKeys(1)`, over one with `AnyKeys(0)`.
fn walk(any: u32, sort: Option<(SortBy, Direction)>) -> Walk {
    Walk {
        global: 0,
        over: WalkOver::Elements(AnyKeys(any)),
        sort,
        limited: false,
    }
}

/// `foreach (k in …) BODY`, where `k` is in register 1 and this stands at `start`
fn foreach(start: u32, walk: u16, body: &[Instruction]) -> Vec<Instruction> {
    let mut steps = vec![
        Instruction::Walk {
            walk,
            window: window(1, 0),
        },
        Instruction::Advance {
            window: window(1, 0),
            to: start + body.len() as u32 + 3,
        },
    ];
    steps.extend_from_slice(body);
    steps.push(Instruction::Loop { to: start + 1 });
    steps
}

const ELEMENTS: &[(i32, i32)] = &[(30, 2), (5, 1), (7, 2)];

#[test]
fn elements_are_stored_loaded_added_to_and_deleted() {
    let keys = window(1, 0);
    let key = |value| Instruction::Number { to: 1, value };
    let load = Instruction::LoadElement {
        to: 0,
        array: 0,
        keys,
    };
    let has = |value, any| {
        [
            key(value),
            Instruction::HasElement {
                to: 0,
                array: 0,
                keys,
                any: AnyKeys(any),
            },
        ]
    };
    let by = Instruction::Number { to: 0, value: 40 };
    let add = Instruction::AddElement {
        array: 0,
        keys,
        by: 0,
    };
    let delete = |any| Instruction::DeleteElement {
        array: 0,
        keys,
        any: AnyKeys(any),
    };
    for (steps, expected) in [
        (&[key(5), load][..], 1),
        (&[key(6), load], 0),
        // Reading makes no element.
        (&[key(6), load, has(6, 0)[1]], 0),
        (&has(30, 0), 1),
        (&has(31, 1), 1),
        (&[key(7), by, add], 42),
        (&[key(8), by, add, load], 40),
        (&[key(5), delete(0), load], 0),
        (&[key(6), delete(0), key(5), load], 1),
        (&[key(6), delete(1), key(5), load], 0),
        (&[Instruction::DeleteGlobal { global: 0 }, key(5), load], 0),
    ] {
        assert_eq!(run_on(ELEMENTS, steps, &[]), expected, "{steps:?}");
    }
}

#[test]
fn walks_follow_the_order_of_the_array() {
    use Direction::{Ascending, Descending};
    for (sort, expected) in [
        (None, 30_05_07),
        (Some((SortBy::Key(0), Ascending)), 5_07_30),
        (Some((SortBy::Key(0), Descending)), 30_07_05),
        (Some((SortBy::Value, Ascending)), 5_30_07),
        (Some((SortBy::Value, Descending)), 30_07_05),
    ] {
        let walks = [walk(1, sort)];
        assert_eq!(
            run_on(ELEMENTS, &foreach(0, 0, &collect(1)), &walks),
            expected,
            "{sort:?}"
        );
    }
    // Sorting is for good: a later walk without sees it.
    let mut steps = foreach(0, 0, &[]);
    steps.extend(foreach(3, 1, &collect(1)));
    let walks = [walk(1, Some((SortBy::Key(0), Ascending))), walk(1, None)];
    assert_eq!(run_on(ELEMENTS, &steps, &walks), 5_07_30);
}

#[test]
fn a_walk_may_be_limited_sliced_or_left() {
    let limited = [Walk {
        limited: true,
        ..walk(1, None)
    }];
    for (limit, expected) in [(2, 30_05), (9, 30_05_07), (0, 0), (-1, 0)] {
        let mut steps = vec![Instruction::Number {
            to: 1,
            value: limit,
        }];
        steps.extend(foreach(1, 0, &collect(1)));
        assert_eq!(
            run_on(ELEMENTS, &steps, &limited),
            expected,
            "limit {limit}"
        );
    }
    let mut one = vec![Instruction::Number { to: 1, value: 5 }];
    one.extend(foreach(1, 0, &collect(1)));
    assert_eq!(run_on(ELEMENTS, &one, &[walk(0, None)]), 5);
    // `break` in the first round; another walk then begins anew.
    let [first, second] = collect(1);
    let mut steps = foreach(
        0,
        0,
        &[
            first,
            second,
            Instruction::EndWalk,
            Instruction::Jump { to: 6 },
        ],
    );
    let end = steps.len() as u32;
    steps[5] = Instruction::Jump { to: end };
    steps.extend(foreach(end, 0, &collect(1)));
    assert_eq!(run_on(ELEMENTS, &steps, &[walk(1, None)]), 30_30_05_07);
}

#[test]
fn walks_nest_and_one_that_sorts_leaves_the_outer_as_it_was() {
    let mut inner = vec![Instruction::CopyNumber { to: 3, from: 1 }];
    inner.extend(foreach(3, 1, &[]));
    inner.extend(collect(3));
    let steps = foreach(0, 0, &inner);
    let walks = [
        walk(1, None),
        walk(1, Some((SortBy::Key(0), Direction::Ascending))),
    ];
    assert_eq!(run_on(ELEMENTS, &steps, &walks), 30_05_07);
}

#[test]
fn a_walk_survives_what_the_compiler_would_refuse() {
    let keys = window(1, 0);
    let delete = Instruction::DeleteElement {
        array: 0,
        keys,
        any: NONE,
    };
    let clear = Instruction::DeleteGlobal { global: 0 };
    let [first, second] = collect(1);
    for (body, expected) in [
        (&[first, second, delete][..], 30_05_07),
        (&[first, second, clear], 30),
    ] {
        assert_eq!(
            run_on(ELEMENTS, &foreach(0, 0, body), &[walk(1, None)]),
            expected
        );
    }
}

#[test]
fn returning_from_a_function_ends_its_walks() {
    // function first() { foreach (k in a) return k }; foreach (k in a) collect(first())
    let body = [
        Instruction::Walk {
            walk: 0,
            window: AT_ZERO,
        },
        Instruction::Advance {
            window: AT_ZERO,
            to: 2,
        },
        Instruction::Return,
    ];
    let call = Instruction::Call {
        function: 0,
        window: window(3, 0),
    };
    let [first, second] = collect(3);
    let mut steps: Vec<Instruction> = ELEMENTS
        .iter()
        .flat_map(|(key, value)| store(0, *key, *value))
        .collect();
    let start = steps.len() as u32;
    steps.extend(foreach(start, 0, &[call, first, second]));
    steps.push(Instruction::End);
    let mut plan = plan(&steps);
    plan.globals.push(array(&[Kind::Long], LONG));
    plan.walks.push(walk(1, None));
    plan.functions.push(Function {
        name: "first".into(),
        parameters: Vec::new(),
        returns: Some(Kind::Long),
        code: code(1, 0, &body),
    });
    assert_eq!(run(&plan).0, 30_30_30);
}

#[test]
fn keys_may_be_mixed_and_sliced() {
    // a["x", 1] = 10, a["y", 1] = 11, a["x", 2] = 12, with strings in registers 1 and 2
    let store = |text, number, value| {
        [
            Instruction::TextConstant { to: 1, index: text },
            Instruction::Number {
                to: 1,
                value: number,
            },
            Instruction::Number { to: 2, value },
            Instruction::StoreElement {
                array: 0,
                keys: window(1, 1),
                from: 2,
            },
        ]
    };
    let mut steps = [store(0, 1, 10), store(1, 1, 11), store(0, 2, 12)].concat();
    let start = steps.len() as u32;
    // foreach ([s, n] in a[*, 1]) collect(a[s, n])
    let [first, second] = collect(3);
    steps.extend([
        Instruction::Number { to: 1, value: 1 },
        Instruction::Walk {
            walk: 0,
            window: window(1, 1),
        },
        Instruction::Advance {
            window: window(1, 1),
            to: start + 7,
        },
        Instruction::LoadElement {
            to: 3,
            array: 0,
            keys: window(1, 1),
        },
        first,
        second,
        Instruction::Loop { to: start + 2 },
        // delete a["x", *]; is there an ["x", *], a [*, 1]?
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::DeleteElement {
            array: 0,
            keys: window(1, 1),
            any: AnyKeys(2),
        },
        Instruction::HasElement {
            to: 3,
            array: 0,
            keys: window(1, 1),
            any: AnyKeys(2),
        },
        first,
        second,
        Instruction::Number { to: 1, value: 1 },
        Instruction::HasElement {
            to: 3,
            array: 0,
            keys: window(1, 1),
            any: AnyKeys(1),
        },
        first,
        second,
        Instruction::End,
    ]);
    let mut plan = plan(&steps);
    plan.texts = vec![(*b"x").into(), (*b"y").into()];
    plan.globals.push(array(&[Kind::String, Kind::Long], LONG));
    plan.walks.push(walk(1, None));
    assert_eq!(run(&plan).0, 10_11_00_01);
}

#[test]
fn strings_stand_in_elements_too() {
    let keys = window(1, 0);
    let mut plan = plan(&[
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::StoreElement {
            array: 0,
            keys,
            from: 1,
        },
        Instruction::LoadElement {
            to: 0,
            array: 0,
            keys,
        },
        Instruction::Number { to: 1, value: 9 },
        Instruction::LoadElement {
            to: 1,
            array: 0,
            keys,
        },
        Instruction::Concatenate {
            to: 0,
            left: 0,
            right: 1,
        },
        Instruction::End,
    ]);
    plan.texts.push((*b"kept").into());
    plan.globals
        .push(array(&[Kind::Long], Content::Value(Kind::String)));
    assert_eq!(run(&plan).1, b"kept");
}

#[test]
fn an_array_overflows_or_wraps() {
    let fill = |array| {
        [
            store(array, 1, 10),
            store(array, 2, 20),
            store(array, 2, 21),
            store(array, 3, 30),
        ]
        .concat()
    };
    for (size, elements, message) in [
        (Some(2), 9, "Array overflow, check size limit (2)"),
        (
            None,
            1,
            "Array overflow, check MAXMAPENTRIES: the limit is 1",
        ),
    ] {
        let mut plan = plan(&fill(0));
        plan.probes[0].handler.instructions.push(Instruction::End);
        plan.probes[0].handler.spans.push(Span::default());
        plan.globals.push(Global {
            size,
            ..array(&[Kind::Long], LONG)
        });
        let fault = fault(
            &plan,
            Limits {
                elements,
                ..Limits::default()
            },
        );
        assert_eq!(
            (fault.kind, fault.message.as_str()),
            (FaultKind::Error, message)
        );
        let help = fault.help.expect("advice");
        assert_eq!(help.contains("MAXMAPENTRIES"), size.is_none());
    }
    let mut steps = fill(0);
    let start = steps.len() as u32;
    steps.extend(foreach(start, 0, &collect(1)));
    steps.push(Instruction::End);
    let mut plan = plan(&steps);
    let small = array(&[Kind::Long], LONG);
    plan.globals.push(Global {
        size: Some(2),
        wrap: true,
        ..small
    });
    plan.walks.push(walk(1, None));
    assert_eq!(run(&plan).0, 2_03);
}
