//! Constants, operators, jumps and loops.

use sigscript_grammar::operators::{Operands, UnaryOperator};

use super::*;

#[test]
fn constants_and_copies() {
    let mut plan = plan(&[
        Instruction::NumberConstant { to: 1, index: 0 },
        Instruction::CopyNumber { to: 0, from: 1 },
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::CopyText { to: 0, from: 1 },
        Instruction::End,
    ]);
    plan.numbers.push(i64::MIN);
    plan.texts.push((*b"cut here\0not shown").into());
    assert_eq!(run(&plan), (i64::MIN, b"cut here".to_vec()));
    assert_eq!(
        run(&self::plan(&[
            Instruction::Number { to: 0, value: -7 },
            Instruction::End
        ]))
        .0,
        -7
    );
}

#[test]
fn every_operator_means_what_its_row_says() {
    let values = [
        0,
        1,
        -1,
        2,
        7,
        63,
        64,
        -64,
        i64::from(i32::MAX),
        i64::from(i32::MIN),
        i64::MAX,
        i64::MIN,
    ];
    let numeric = |operator: &&BinaryOperator| {
        operator.operands() != Operands::Texts && !matches!(operator.spelling(), "&&" | "||")
    };
    for &operator in BinaryOperator::ALL.iter().filter(numeric) {
        for (left, right) in values
            .iter()
            .flat_map(|left| values.iter().map(move |right| (*left, *right)))
        {
            let load = [
                Instruction::NumberConstant { to: 1, index: 0 },
                Instruction::NumberConstant { to: 2, index: 1 },
            ];
            let binary = Instruction::Binary {
                operator,
                to: 0,
                left: 1,
                right: 2,
            };
            let constant = i32::try_from(right).map(|right| Instruction::BinaryConstant {
                operator,
                to: 0,
                left: 1,
                right,
            });
            for step in [Some(binary), constant.ok()].into_iter().flatten() {
                let mut plan = plan(&[load[0], load[1], step, Instruction::End]);
                plan.numbers = vec![left, right];
                match operator.numbers(left, right) {
                    Some(expected) => assert_eq!(
                        run(&plan).0,
                        expected,
                        "{left} {} {right}",
                        operator.spelling()
                    ),
                    None => assert_eq!(fault(&plan, Limits::default()).message, "division by 0"),
                }
            }
        }
    }
    for &operator in UnaryOperator::ALL {
        let negate = Instruction::Unary {
            operator,
            to: 0,
            from: 1,
        };
        let plan = plan(&[
            Instruction::Number { to: 1, value: 5 },
            negate,
            Instruction::End,
        ]);
        assert_eq!(run(&plan).0, operator.apply(5));
    }
}

#[test]
fn jumps_on_comparisons_agree_with_the_operators() {
    let comparisons = BinaryOperator::ALL
        .iter()
        .filter(|operator| operator.operands() == Operands::Comparable);
    for &operator in comparisons {
        for (left, right) in [(1, 2), (2, 1), (2, 2), (-1, 1)] {
            let jumps = [
                Instruction::JumpCompare {
                    operator,
                    left: 1,
                    right: 2,
                    to: 5,
                },
                Instruction::JumpCompareConstant {
                    operator,
                    left: 1,
                    right,
                    to: 5,
                },
            ];
            for jump in jumps {
                let taken = run(&plan(&[
                    Instruction::Number { to: 1, value: left },
                    Instruction::Number {
                        to: 2,
                        value: right,
                    },
                    jump,
                    Instruction::Number { to: 0, value: 7 },
                    Instruction::End,
                    Instruction::Number { to: 0, value: 8 },
                    Instruction::End,
                ]));
                let holds = operator.numbers(left.into(), right.into()) == Some(1);
                assert_eq!(
                    taken.0,
                    if holds { 8 } else { 7 },
                    "{left} {} {right}",
                    operator.spelling()
                );
            }
        }
    }
}

#[test]
fn loops_count_up() {
    // while (n0 < 10) { n0 = n0 + 1; n1 = n1 + n0 } n0 = n1
    let plan = plan(&[
        Instruction::JumpCompareConstant {
            operator: BinaryOperator::GreaterEqual,
            left: 0,
            right: 10,
            to: 4,
        },
        Instruction::BinaryConstant {
            operator: BinaryOperator::Add,
            to: 0,
            left: 0,
            right: 1,
        },
        add(1, 1, 0),
        Instruction::Loop { to: 0 },
        Instruction::CopyNumber { to: 0, from: 1 },
        Instruction::End,
    ]);
    assert_eq!(run(&plan).0, 55);
}

#[test]
fn jumps() {
    for (condition, expected) in [(0, 2), (3, 1)] {
        let taken = |jump| {
            run(&plan(&[
                Instruction::Number {
                    to: 1,
                    value: condition,
                },
                jump,
                Instruction::Number { to: 0, value: 1 },
                Instruction::Jump { to: 5 },
                Instruction::Number { to: 0, value: 2 },
                Instruction::End,
            ]))
            .0
        };
        assert_eq!(
            taken(Instruction::JumpUnless {
                condition: 1,
                to: 4
            }),
            expected
        );
        assert_eq!(
            taken(Instruction::JumpIf {
                condition: 1,
                to: 4
            }),
            3 - expected
        );
    }
}

#[test]
fn registers_are_empty_when_a_handler_begins() {
    let plan = plan(&[
        add(0, 0, 1),
        Instruction::BinaryConstant {
            operator: BinaryOperator::Add,
            to: 1,
            left: 0,
            right: 7,
        },
        Instruction::End,
    ]);
    let mut machine = machine(&plan);
    for _ in 0..2 {
        machine
            .run(&plan.probes[0].handler, None, &mut World::default())
            .expect("no fault");
        assert_eq!(machine.numbers[..2], [0, 7]);
    }
}

#[test]
fn arming_conditions_give_their_first_number() {
    let mut plan = plan(&[Instruction::End]);
    for (value, expected) in [(0, false), (2, true)] {
        plan.probes[0].condition = Some(code(
            1,
            0,
            &[Instruction::Number { to: 0, value }, Instruction::End],
        ));
        let condition = plan.probes[0].condition.as_ref().expect("just set");
        assert_eq!(
            machine(&plan).condition(condition, &mut World::default()),
            Ok(expected)
        );
    }
}
