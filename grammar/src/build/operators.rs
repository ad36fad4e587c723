//! Operators: pest's Pratt parser turns operands and operators in a row into a tree, by the levels of the operators' rows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pest::iterators::{Pair, Pairs};
use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::{Builder, part, parts, text_of};
use crate::errors;
use crate::grammar::Rule;
use crate::operators::{AssignOperator, BinaryOperator, UnaryOperator};
use crate::span::Span;
use crate::syntax::{Expression, ExpressionKind, Key};

/// The rule of each level of binary operators, with one operator of that level: the level stands in the operator's row.
const BINARY: &[(Rule, BinaryOperator)] = &[
    (Rule::logical_or, BinaryOperator::Or),
    (Rule::logical_and, BinaryOperator::And),
    (Rule::bit_or, BinaryOperator::BitOr),
    (Rule::bit_xor, BinaryOperator::BitXor),
    (Rule::bit_and, BinaryOperator::BitAnd),
    (Rule::comparison, BinaryOperator::Equal),
    (Rule::shift, BinaryOperator::ShiftLeft),
    (Rule::concatenation, BinaryOperator::Concatenate),
    (Rule::sum, BinaryOperator::Add),
    (Rule::product, BinaryOperator::Multiply),
];

/// The operators by level, loosest first.
static PRATT: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let others = [
        (1, Op::infix(Rule::assignment, Assoc::Right)),
        (2, Op::infix(Rule::choice, Assoc::Right)),
        (8, Op::postfix(Rule::membership)),
        (9, Op::postfix(Rule::matching)),
        (14, Op::prefix(Rule::unary)),
        (15, Op::prefix(Rule::increment_before)),
        (15, Op::postfix(Rule::increment_after)),
        (15, Op::prefix(Rule::address_of)),
        (16, Op::postfix(Rule::member)),
        (16, Op::postfix(Rule::subscript)),
        (16, Op::postfix(Rule::pretty)),
    ];
    let binary = BINARY
        .iter()
        .map(|&(rule, row)| (row.level(), Op::infix(rule, Assoc::Left)));
    let mut levels: BTreeMap<u8, Op<Rule>> = BTreeMap::new();
    for (level, operator) in others.into_iter().chain(binary) {
        let joined = match levels.remove(&level) {
            Some(others) => others | operator,
            None => operator,
        };
        levels.insert(level, joined);
    }
    levels
        .into_values()
        .fold(PrattParser::new(), PrattParser::op)
});

/// Level of `in`.
const MEMBERSHIP: u8 = 8;
/// Level of `=~` and the comparisons.
const MATCHING: u8 = 9;

/// An expression on its way through the Pratt parser.
struct Operand {
    expression: Expression,
    /// An operator applied without parentheses around it.
    bare: bool,
}

impl Builder<'_> {
    /// Operands and operators in a row, as a tree.
    pub(super) fn operators(&self, pairs: Pairs<Rule>) -> Expression {
        let operand = |expression| Operand {
            expression,
            bare: true,
        };
        PRATT
            .map_primary(|pair| Operand {
                expression: self.primary(pair),
                bare: false,
            })
            .map_prefix(|pair, right| operand(self.prefix(&pair, right.expression)))
            .map_postfix(|left, pair| operand(self.postfix(left, pair)))
            .map_infix(|left, pair, right| operand(self.infix(left, pair, right)))
            .parse(pairs)
            .expression
    }

    fn prefix(&self, pair: &Pair<Rule>, right: Expression) -> Expression {
        let span = self.span(pair).to(right.span);
        let kind = match pair.as_rule() {
            Rule::address_of => return self.address_of(right, span),
            Rule::increment_before => ExpressionKind::Increment {
                by: step(pair),
                prefix: true,
                target: Box::new(self.value(right)),
            },
            _ => ExpressionKind::Unary {
                operator: UnaryOperator::from_spelling(pair.as_str())
                    .expect("the grammar knows the rows"),
                operand: Box::new(self.value(right)),
            },
        };
        Expression { kind, span }
    }

    fn address_of(&self, mut right: Expression, span: Span) -> Expression {
        match &mut right.kind {
            ExpressionKind::Target(target) => target.address_of = true,
            _ => {
                let behind = self.original.get(..span.start as usize);
                self.error(errors::address_of_value(behind.unwrap_or_default(), span));
            }
        }
        Expression { span, ..right }
    }

    fn postfix(&self, left: Operand, pair: Pair<Rule>) -> Expression {
        let span = left.expression.span.to(self.span(&pair));
        let kind = match pair.as_rule() {
            Rule::membership => {
                self.check_test(&left, MEMBERSHIP, &pair);
                let array = parts(pair).nth(1).expect("the grammar wants an array");
                ExpressionKind::In {
                    keys: vec![Key::Value(self.value(left.expression))],
                    array: self.identifier(&array),
                }
            }
            Rule::matching => {
                self.check_test(&left, MATCHING, &pair);
                let mut inner = parts(pair);
                let negated = inner.next().is_some_and(|mark| mark.as_str() == "!~");
                ExpressionKind::Match {
                    negated,
                    subject: Box::new(self.value(left.expression)),
                    pattern: inner
                        .next()
                        .map(|text| text_of(text.as_str()))
                        .unwrap_or_default(),
                }
            }
            Rule::increment_after => ExpressionKind::Increment {
                by: step(&pair),
                prefix: false,
                target: Box::new(self.value(left.expression)),
            },
            _ => return self.path(left.expression, pair, span),
        };
        Expression { kind, span }
    }

    fn infix(&self, left: Operand, pair: Pair<Rule>, right: Operand) -> Expression {
        let span = left.expression.span.to(right.expression.span);
        let kind = match pair.as_rule() {
            Rule::assignment => ExpressionKind::Assign {
                operator: AssignOperator::from_spelling(pair.as_str())
                    .expect("the grammar knows the rows"),
                target: Box::new(self.value(left.expression)),
                value: Box::new(self.value(right.expression)),
            },
            Rule::choice => ExpressionKind::Conditional {
                condition: Box::new(self.value(left.expression)),
                then: Box::new(self.expression(part(pair))),
                otherwise: Box::new(self.value(right.expression)),
            },
            _ => {
                let operator = BinaryOperator::from_spelling(pair.as_str())
                    .expect("the grammar knows the rows");
                self.check_test(&left, operator.level(), &pair);
                ExpressionKind::Binary {
                    operator,
                    left: Box::new(self.value(left.expression)),
                    right: Box::new(self.value(right.expression)),
                }
            }
        };
        Expression { kind, span }
    }

    /// `in` and `=~` do not chain: nothing of their level or above may follow them without parentheses.
    fn check_test(&self, left: &Operand, level: u8, behind: &Pair<Rule>) {
        let matching = behind.as_rule() == Rule::matching;
        let test = match left.expression.kind {
            _ if !left.bare => return,
            ExpressionKind::In { .. } if level >= MEMBERSHIP => "in",
            ExpressionKind::Match { negated: false, .. } if level >= MATCHING => "=~",
            ExpressionKind::Match { negated: true, .. } if level >= MATCHING => "!~",
            ExpressionKind::Binary { operator, .. } if matching && operator.level() == MATCHING => {
                operator.spelling()
            }
            _ => return,
        };
        self.error(errors::needs_parentheses(
            test,
            left.expression.span,
            self.span(behind),
        ));
    }
}

/// 1 or -1, for `++` or `--`.
fn step(pair: &Pair<Rule>) -> i8 {
    if pair.as_str() == "++" { 1 } else { -1 }
}

/// Whether an operator makes the Pratt parser recurse for what stands to its right.
pub(super) fn nests_to_the_right(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::assignment | Rule::choice | Rule::unary | Rule::increment_before | Rule::address_of
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::Environment;
    use crate::span::Sources;
    use crate::syntax::StatementKind;

    /// The expression that `text` is.
    fn parsed(text: &str) -> Expression {
        let mut sources = Sources::new();
        let file = sources.add("test", format!("probe begin {{ {text} }}"));
        let parsed = crate::parse(&sources, file, &Environment::default()).expect(text);
        match &parsed.script.probes[0].body[..] {
            [statement] => match &statement.kind {
                StatementKind::Expression(expression) => expression.clone(),
                other => panic!("{text} is {other:?}"),
            },
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn grammar_and_rows_agree_on_every_operator() {
        for &row in BinaryOperator::ALL {
            let text = format!("a {} b", row.spelling());
            match parsed(&text).kind {
                ExpressionKind::Binary { operator, .. } => assert_eq!(operator, row, "{text}"),
                other => panic!("{text} is {other:?}"),
            }
        }
        for &row in UnaryOperator::ALL {
            let text = format!("{} a", row.spelling());
            match parsed(&text).kind {
                ExpressionKind::Unary { operator, .. } => assert_eq!(operator, row, "{text}"),
                other => panic!("{text} is {other:?}"),
            }
        }
    }

    #[test]
    fn grammar_and_rows_agree_on_every_assignment() {
        let compound = BinaryOperator::ALL
            .iter()
            .filter(|row| matches!(row.level(), 5 | 6 | 7 | 10..=13))
            .filter(|row| **row != BinaryOperator::ShiftLogical);
        let rows = compound.map(|&row| AssignOperator::Compound(row));
        for row in rows.chain([AssignOperator::Plain, AssignOperator::Aggregate]) {
            let text = format!("a {} b", row.spelling());
            match parsed(&text).kind {
                ExpressionKind::Assign { operator, .. } => assert_eq!(operator, row, "{text}"),
                other => panic!("{text} is {other:?}"),
            }
        }
    }

    #[test]
    fn grammar_and_rows_agree_on_every_pair_of_levels() {
        for &first in BinaryOperator::ALL {
            for &second in BinaryOperator::ALL {
                let text = format!("a {} b {} c", first.spelling(), second.spelling());
                let ExpressionKind::Binary { operator, .. } = parsed(&text).kind else {
                    panic!("{text} is not binary");
                };
                // The operator that binds looser, or the later of two alike, is the outermost.
                let outer = if first.level() < second.level() {
                    first
                } else {
                    second
                };
                assert_eq!(operator, outer, "{text}");
            }
        }
    }

    #[test]
    fn levels_beyond_the_rows() {
        #[rustfmt::skip]
        let same = [
            ("a = b = c", "a = (b = c)"),
            ("a <<< b += c", "a <<< (b += c)"),
            ("a ? b : c ? d : e", "a ? b : (c ? d : e)"),
            ("a ? b ? c : d : e", "a ? (b ? c : d) : e"),
            ("a = b ? c = d : e", "a = (b ? (c = d) : e)"),
            ("a || b ? c : d", "(a || b) ? c : d"),
            ("a & k in x", "a & (k in x)"),
            ("a . b in x", "(a . b) in x"),
            ("a == b in x", "(a == b) in x"),
            ("a in x && b in y", "(a in x) && (b in y)"),
            ("a . b =~ \"p\"", "(a . b) =~ \"p\""),
            ("a =~ \"p\" in x", "(a =~ \"p\") in x"),
            ("!a in x", "(!a) in x"),
            ("-a++", "-(a++)"),
            ("!a[1]", "!(a[1])"),
            ("- -a", "-(-a)"),
            ("-a * b", "(-a) * b"),
            ("++a[1]", "++(a[1])"),
            ("-$a->b[1]", "-($a->b[1])"),
            ("a---b", "(a--) - b"),
        ];
        for (short, long) in same {
            let (short, long) = (parsed(short).to_string(), parsed(long).to_string());
            assert_eq!(short, long);
        }
    }
}
