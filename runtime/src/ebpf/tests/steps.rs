//! The steps of random conditions, followed by an interpreter, say what the conditions say.

use sigscript_compiler::plan::{Base, Condition, Predicate, Read, Test};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_wire::{self as wire, REJECT};

use super::{argument, load, plan, trace};
use crate::ebpf::Options;
use crate::ebpf::lower::lower;

/// The words of four arguments, two of them texts of 16 bytes.
type Words = [[u64; 2]; 4];

/// Follows the steps as the collector does.
fn run(config: &wire::Config, words: &Words) -> bool {
    let mut next = 0;
    let mut made = [false; 4];
    while next < config.accept {
        let step = config.steps[usize::from(next)];
        let load = usize::from(step.load);
        if next >= config.early {
            match step.made {
                wire::made::NEVER => assert!(!made[load]),
                wire::made::ALWAYS => assert!(made[load]),
                _ => {}
            }
            made[load] = true;
        }
        let argument = usize::from(config.loads[load].word);
        let word = (words[argument][usize::from(step.offset) / 8] & step.mask) as i64;
        let fulfilled = match step.test {
            wire::test::EQUAL => word == step.constant as i64,
            wire::test::LESS => word < step.constant as i64,
            _ => word > step.constant as i64,
        };
        let target = if fulfilled { step.yes } else { step.no };
        assert!(target > next, "jumps lead forward");
        if target == REJECT {
            return false;
        }
        next = target;
    }
    // What an accepted event still lacks is made afterwards.
    for step in &config.steps[usize::from(config.accept)..usize::from(config.step_count)] {
        assert_eq!(
            step.made == wire::made::SOMETIMES && made[usize::from(step.load)],
            made[usize::from(step.load)]
        );
        made[usize::from(step.load)] = true;
    }
    assert_eq!(made, [true; 4]);
    true
}

/// What the condition says by itself.
fn holds(condition: &Condition, words: &Words) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Never => false,
        Condition::All(conditions) => conditions.iter().all(|condition| holds(condition, words)),
        Condition::Any(conditions) => conditions.iter().any(|condition| holds(condition, words)),
        Condition::Test(Test {
            capture,
            predicate:
                Predicate::Number {
                    mask,
                    comparison,
                    constant,
                },
        }) => comparison.numbers(words[*capture][0] as i64 & mask, *constant) == Some(1),
        Condition::Test(Test {
            capture,
            predicate:
                Predicate::Text {
                    constant,
                    equal,
                    prefix,
                },
        }) => {
            let bytes: Vec<u8> = words[*capture]
                .iter()
                .flat_map(|word| word.to_ne_bytes())
                .collect();
            let text = bytes.split(|byte| *byte == 0).next().unwrap();
            *equal
                == if *prefix {
                    text.starts_with(constant)
                } else {
                    text == constant.as_ref()
                }
        }
    }
}

const COMPARISONS: [BinaryOperator; 6] = [
    BinaryOperator::Equal,
    BinaryOperator::NotEqual,
    BinaryOperator::Less,
    BinaryOperator::LessEqual,
    BinaryOperator::Greater,
    BinaryOperator::GreaterEqual,
];

const TEXTS: [&str; 6] = [
    "",
    "a",
    "abcdefg",
    "abcdefgh",
    "abcdefghij",
    "abcdefghijklmnop",
];

fn any_condition(random: &mut fastrand::Rng, depth: usize) -> Condition {
    let parts = |random: &mut fastrand::Rng| {
        (0..random.usize(0..4))
            .map(|_| any_condition(random, depth - 1))
            .collect()
    };
    match random.u8(0..if depth == 0 { 8 } else { 16 }) {
        0 if depth < 3 => Condition::Always,
        1 if depth < 3 => Condition::Never,
        0..=4 => Condition::Test(Test {
            capture: random.usize(0..2),
            predicate: Predicate::Number {
                mask: if random.bool() { -1 } else { 6 },
                comparison: COMPARISONS[random.usize(..6)],
                constant: random.i64(-3..3),
            },
        }),
        5..=7 => Condition::Test(Test {
            capture: random.usize(2..4),
            predicate: Predicate::Text {
                constant: TEXTS[random.usize(..6)].as_bytes().into(),
                equal: random.bool(),
                prefix: random.bool(),
            },
        }),
        8..=11 => Condition::All(parts(random)),
        _ => Condition::Any(parts(random)),
    }
}

/// A text with arbitrary bytes behind its end.
fn any_text(random: &mut fastrand::Rng) -> [u64; 2] {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    let text = TEXTS[random.usize(..6)].as_bytes();
    bytes[..text.len()].copy_from_slice(text);
    if let Some(end) = bytes.get_mut(text.len()) {
        *end = 0;
    }
    [
        u64::from_ne_bytes(bytes[..8].try_into().unwrap()),
        u64::from_ne_bytes(bytes[8..].try_into().unwrap()),
    ]
}

#[test]
fn steps_say_what_the_condition_says() {
    let mut random = fastrand::Rng::with_seed(1);
    let mut outcomes = [0, 0, 0];
    for _ in 0..5000 {
        let filter = any_condition(&mut random, 3);
        let text = |number| load(Base::Argument(number), &[0], Read::Text { size: 16 });
        let plan = plan(
            trace(),
            vec![argument(0), argument(1), text(2), text(3)],
            filter,
        );
        let filter = &plan.probes[0].filter;
        let lowered = lower(&plan, &Options::default()).unwrap();
        let lowered = lowered.first();
        for _ in 0..20 {
            let mut number = || [random.i64(-3..3) as u64, 0];
            let words = [
                number(),
                number(),
                any_text(&mut random),
                any_text(&mut random),
            ];
            let expected = holds(filter, &words);
            match lowered {
                None => assert!(!expected),
                // A condition with too many tests lets more through, never less.
                Some(lowered) if lowered.config.accept >= 24 => {
                    assert!(!expected || run(&lowered.config, &words));
                }
                Some(lowered) => assert_eq!(
                    run(&lowered.config, &words),
                    expected,
                    "{filter:?} {words:?}"
                ),
            }
            outcomes[if lowered.is_none() {
                2
            } else {
                usize::from(expected)
            }] += 1;
        }
    }
    assert!(outcomes.iter().all(|count| *count > 1000), "{outcomes:?}");
}
