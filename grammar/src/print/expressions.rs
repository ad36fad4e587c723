//! Expressions to text.

use std::fmt::{self, Display, Formatter, Write};

use super::{List, Quoted};
use crate::operators::{BinaryOperator, UnaryOperator};
use crate::syntax::{
    Expression, ExpressionKind, HistogramShape, Key, Literal, PathStep, Print, Target, TargetBase,
};

/// Levels of the table in `operators.rs`, doubled: `=~` does not chain with the comparisons and so stands just below them.
const ASSIGN: u8 = 2;
const CONDITIONAL: u8 = 4;
const IN: u8 = 16;
const MATCH: u8 = 17;
const SHIFT: u8 = 20;
const UNARY: u8 = 28;
const INCREMENT: u8 = 30;
const POSTFIX: u8 = 32;
const PRIMARY: u8 = 34;

fn level(operator: BinaryOperator) -> u8 {
    operator.level() * 2
}

impl Expression {
    /// How tightly its outermost operator binds.
    fn level(&self) -> u8 {
        match &self.kind {
            ExpressionKind::Assign { .. } => ASSIGN,
            ExpressionKind::Conditional { .. } => CONDITIONAL,
            ExpressionKind::Binary { operator, .. } => level(*operator),
            ExpressionKind::In { keys, .. } if matches!(keys.as_slice(), [Key::Value(_)]) => IN,
            ExpressionKind::Match { .. } => MATCH,
            ExpressionKind::Unary { .. } => UNARY,
            ExpressionKind::Increment { .. } => INCREMENT,
            ExpressionKind::Target(target) if target.address_of => INCREMENT,
            ExpressionKind::Target(_) | ExpressionKind::Index { .. } => POSTFIX,
            _ => PRIMARY,
        }
    }
}

/// An expression where at least `.1` is needed to stand without parentheses.
struct At<'a>(&'a Expression, u8);

impl Display for At<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        if self.0.level() < self.1 {
            write!(out, "({})", self.0)
        } else {
            write!(out, "{}", self.0)
        }
    }
}

/// `operand` behind a prefix operator; a blank keeps `- -a` from becoming `--a`.
fn prefixed(out: &mut Formatter, operator: &str, operand: &At) -> fmt::Result {
    let mut text = String::new();
    write!(text, "{operand}")?;
    let blank = if text.starts_with(['+', '-', '~', '&']) {
        " "
    } else {
        ""
    };
    write!(out, "{operator}{blank}{text}")
}

impl Display for Expression {
    /// Canonical source
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        match &self.kind {
            // A number in an expression has no sign of its own.
            ExpressionKind::Literal(Literal::Number(number)) => write!(out, "{}", *number as u64),
            ExpressionKind::Literal(literal) => write!(out, "{literal}"),
            ExpressionKind::Variable(name) => write!(out, "{name}"),
            ExpressionKind::Index { base, keys } => {
                write!(out, "{}[{}]", At(base, POSTFIX), List(keys))
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => write!(out, "{}({})", function.name, List(arguments)),
            ExpressionKind::Unary { operator, operand } => unary(out, *operator, operand),
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } => {
                let level = level(*operator);
                write!(
                    out,
                    "{} {} {}",
                    At(left, level),
                    operator.spelling(),
                    At(right, level + 1)
                )
            }
            ExpressionKind::Conditional {
                condition,
                then,
                otherwise,
            } => {
                let condition = At(condition, CONDITIONAL + 1);
                write!(out, "{condition} ? {then} : {}", At(otherwise, CONDITIONAL))
            }
            ExpressionKind::Assign {
                operator,
                target,
                value,
            } => {
                let target = At(target, ASSIGN + 1);
                write!(
                    out,
                    "{target} {} {}",
                    operator.spelling(),
                    At(value, ASSIGN)
                )
            }
            ExpressionKind::Increment { by, prefix, target } => {
                let operator = if *by < 0 { "--" } else { "++" };
                if *prefix {
                    prefixed(out, operator, &At(target, INCREMENT))
                } else {
                    write!(out, "{}{operator}", At(target, POSTFIX))
                }
            }
            ExpressionKind::In { keys, array } => match keys.as_slice() {
                [Key::Value(key)] => write!(out, "{} in {}", At(key, MATCH), array.name),
                _ => write!(out, "[{}] in {}", List(keys), array.name),
            },
            ExpressionKind::Match {
                negated,
                subject,
                pattern,
            } => {
                let operator = if *negated { "!~" } else { "=~" };
                write!(out, "{} {operator} {}", At(subject, SHIFT), Quoted(pattern))
            }
            ExpressionKind::Target(target) => write!(out, "{target}"),
            ExpressionKind::Statistic {
                extractor,
                of,
                shift,
            } => {
                write!(out, "@{}({of}", extractor.name())?;
                match shift {
                    Some(bits) => write!(out, ", {bits})"),
                    None => write!(out, ")"),
                }
            }
            ExpressionKind::Histogram { shape, of } => match shape {
                HistogramShape::Logarithmic => write!(out, "@hist_log({of})"),
                HistogramShape::Linear { start, stop, step } => {
                    write!(out, "@hist_linear({of}, {start}, {stop}, {step})")
                }
            },
            ExpressionKind::Operator { name, arguments } => {
                write!(out, "@{}({})", name.name, List(arguments))
            }
            ExpressionKind::Print(print) => write!(out, "{print}"),
        }
    }
}

fn unary(out: &mut Formatter, operator: UnaryOperator, operand: &Expression) -> fmt::Result {
    prefixed(out, operator.spelling(), &At(operand, UNARY))
}

impl Display for Key {
    /// A value, or `*`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        match self {
            Self::Value(value) => write!(out, "{value}"),
            Self::Any(_) => write!(out, "*"),
        }
    }
}

impl Display for Print {
    /// The call
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        write!(out, "{}(", self.name)?;
        if let Some(format) = &self.format {
            let comma = if self.arguments.is_empty() { "" } else { ", " };
            write!(out, "{}{comma}", Quoted(format))?;
        }
        write!(out, "{})", List(&self.arguments))
    }
}

impl Display for Target {
    /// `&$name->member[index]$`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        let address_of = if self.address_of { "&" } else { "" };
        write!(out, "{address_of}{}", self.base)?;
        for step in &self.path {
            match step {
                PathStep::Member(name) => write!(out, "->{}", name.name)?,
                PathStep::Index(index) => write!(out, "[{index}]")?,
            }
        }
        write!(out, "{}", "$".repeat(usize::from(self.pretty)))
    }
}

impl Display for TargetBase {
    /// `$name`, `$$vars`, `@cast(…)` or `@var(…)`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        let (text, module) = match self {
            Self::Variable(name) => return write!(out, "${name}"),
            Self::All(name) => return write!(out, "$${name}"),
            Self::Cast {
                pointer,
                type_name,
                module,
            } => {
                write!(out, "@cast({pointer}, ")?;
                (type_name, module)
            }
            Self::Static { name, module } => {
                write!(out, "@var(")?;
                (name, module)
            }
        };
        write!(out, "{}", Quoted(text.as_bytes()))?;
        if let Some(module) = module {
            write!(out, ", {}", Quoted(module.as_bytes()))?;
        }
        write!(out, ")")
    }
}
