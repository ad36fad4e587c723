//! The operators, one row each: spelling, level, and meaning on numbers and on strings.
//!
//! Parser, checker, folder, virtual machine and printer read these rows. Levels and meanings are SystemTap's: numbers are
//! signed 64-bit and wrap, shifts use the low six bits of the count, strings compare byte by byte.

use std::cmp::Ordering;

/// What an operator takes, and what it makes of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operands {
    /// Two numbers, giving a number.
    Numbers,
    /// Two numbers or two strings, giving 0 or 1.
    Comparable,
    /// Two strings, giving a string.
    Texts,
}

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident $spelling:literal $level:literal $operands:ident |$l:ident, $r:ident| $number:expr;)*) => {
        /// A binary operator.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum BinaryOperator { $($(#[$doc])* $name,)* }

        impl BinaryOperator {
            /// Every operator.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// How it is written.
            #[must_use]
            pub const fn spelling(self) -> &'static str {
                match self { $(Self::$name => $spelling,)* }
            }

            /// How tightly it binds, from 1 (assignment) to 17 (literals); all of one level associate to the left.
            #[must_use]
            pub const fn level(self) -> u8 {
                match self { $(Self::$name => $level,)* }
            }

            /// What it takes.
            #[must_use]
            pub const fn operands(self) -> Operands {
                match self { $(Self::$name => Operands::$operands,)* }
            }

            /// Its value on two numbers; `None` where SystemTap reports `division by 0`.
            #[inline(always)]
            #[must_use]
            pub fn numbers(self, left: i64, right: i64) -> Option<i64> {
                fn checked(divisor: i64, quotient: impl FnOnce() -> i64) -> Option<i64> {
                    (divisor != 0).then(quotient)
                }
                match self { $(Self::$name => { let ($l, $r) = (left, right); $number })* }
            }
        }
    };
}

operators! {
    /// `a || b`, evaluating `b` only where `a` is 0.
    Or           "||"  3  Numbers    |a, b| Some(i64::from(a != 0 || b != 0));
    /// `a && b`, evaluating `b` only where `a` is not 0.
    And          "&&"  4  Numbers    |a, b| Some(i64::from(a != 0 && b != 0));
    /// `a | b`
    BitOr        "|"   5  Numbers    |a, b| Some(a | b);
    /// `a ^ b`
    BitXor       "^"   6  Numbers    |a, b| Some(a ^ b);
    /// `a & b`
    BitAnd       "&"   7  Numbers    |a, b| Some(a & b);
    /// `a < b`
    Less         "<"   9  Comparable |a, b| Some(i64::from(a < b));
    /// `a > b`
    Greater      ">"   9  Comparable |a, b| Some(i64::from(a > b));
    /// `a <= b`
    LessEqual    "<="  9  Comparable |a, b| Some(i64::from(a <= b));
    /// `a >= b`
    GreaterEqual ">="  9  Comparable |a, b| Some(i64::from(a >= b));
    /// `a == b`
    Equal        "=="  9  Comparable |a, b| Some(i64::from(a == b));
    /// `a != b`
    NotEqual     "!="  9  Comparable |a, b| Some(i64::from(a != b));
    /// `a << b`
    ShiftLeft    "<<"  10 Numbers    |a, b| Some(a.wrapping_shl(b as u32));
    /// `a >> b`, keeping the sign
    ShiftRight   ">>"  10 Numbers    |a, b| Some(a.wrapping_shr(b as u32));
    /// `a >>> b`, filling with zeros
    ShiftLogical ">>>" 10 Numbers    |a, b| Some((a as u64).wrapping_shr(b as u32) as i64);
    /// `"a" . "b"`
    Concatenate  "."   11 Texts      |_a, _b| None;
    /// `a + b`
    Add          "+"   12 Numbers    |a, b| Some(a.wrapping_add(b));
    /// `a - b`
    Subtract     "-"   12 Numbers    |a, b| Some(a.wrapping_sub(b));
    /// `a * b`
    Multiply     "*"   13 Numbers    |a, b| Some(a.wrapping_mul(b));
    /// `a / b`, rounding toward zero
    Divide       "/"   13 Numbers    |a, b| checked(b, || a.wrapping_div(b));
    /// `a % b`, with the sign of `a`
    Remainder    "%"   13 Numbers    |a, b| checked(b, || a.wrapping_rem(b));
}

impl BinaryOperator {
    /// The operator written `spelling`.
    #[must_use]
    pub fn from_spelling(spelling: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|operator| operator.spelling() == spelling)
    }

    /// Whether a comparison holds for operands in this order; false for an operator that compares nothing.
    #[inline]
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::Greater => order.is_gt(),
            Self::LessEqual => order.is_le(),
            Self::GreaterEqual => order.is_ge(),
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            _ => false,
        }
    }

    /// The comparison that holds exactly where this one does not.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(match self {
            Self::Less => Self::GreaterEqual,
            Self::Greater => Self::LessEqual,
            Self::LessEqual => Self::Greater,
            Self::GreaterEqual => Self::Less,
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            _ => return None,
        })
    }

    /// The comparison that holds for exchanged operands exactly where this one does.
    #[must_use]
    pub fn mirrored(self) -> Option<Self> {
        Some(match self {
            Self::Less => Self::Greater,
            Self::Greater => Self::Less,
            Self::LessEqual => Self::GreaterEqual,
            Self::GreaterEqual => Self::LessEqual,
            Self::Equal | Self::NotEqual => self,
            _ => return None,
        })
    }
}

/// A prefix operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `+a`
    Plus,
    /// `-a`
    Negate,
    /// `!a`
    Not,
    /// `~a`
    Complement,
}

impl UnaryOperator {
    /// Every operator.
    pub const ALL: &[Self] = &[Self::Plus, Self::Negate, Self::Not, Self::Complement];

    /// How it is written.
    #[must_use]
    pub const fn spelling(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Negate => "-",
            Self::Not => "!",
            Self::Complement => "~",
        }
    }

    /// The operator written `spelling`.
    #[must_use]
    pub fn from_spelling(spelling: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|operator| operator.spelling() == spelling)
    }

    /// Its value.
    #[expect(
        clippy::inline_always,
        reason = "the virtual machine knows the operator at compile time"
    )]
    #[inline(always)]
    #[must_use]
    pub const fn apply(self, value: i64) -> i64 {
        match self {
            Self::Plus => value,
            Self::Negate => value.wrapping_neg(),
            Self::Not => (value == 0) as i64,
            Self::Complement => !value,
        }
    }
}

/// How an assignment changes its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssignOperator {
    /// `a = b`
    Plain,
    /// `a <<< b`
    Aggregate,
    /// `a += b` and its like
    Compound(BinaryOperator),
}

impl AssignOperator {
    /// How it is written.
    #[must_use]
    pub fn spelling(self) -> String {
        match self {
            Self::Plain => "=".to_owned(),
            Self::Aggregate => "<<<".to_owned(),
            Self::Compound(operator) => format!("{}=", operator.spelling()),
        }
    }

    /// The operator written `spelling`.
    #[must_use]
    pub fn from_spelling(spelling: &str) -> Option<Self> {
        match spelling {
            "=" => Some(Self::Plain),
            "<<<" => Some(Self::Aggregate),
            _ => BinaryOperator::from_spelling(spelling.strip_suffix('=')?).map(Self::Compound),
        }
    }
}
