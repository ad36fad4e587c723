//! Conditions put together and simplified.

use sigscript_grammar::operators::BinaryOperator;

use crate::plan::{Condition, MAX_TESTS, Predicate, Test};

impl Condition {
    /// Both, simplified.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Always, other) | (other, Self::Always) => other,
            (left, right) => Self::All(joined(left, right, |condition| match condition {
                Self::All(parts) => Ok(parts),
                other => Err(other),
            }))
            .settled(),
        }
        .unwrapped()
    }

    /// Decides the tests of numbers that another part says the value of: `a == 9 && a < 17` is `a == 9`.
    fn settled(self) -> Self {
        let Self::All(parts) = self else { return self };
        let values: Vec<(usize, i64)> = parts.iter().filter_map(Self::says_value).collect();
        let mut kept = Vec::new();
        for part in parts {
            let said = |&(capture, value): &(usize, i64)| part.decided_by(capture, value);
            match values
                .iter()
                .find_map(said)
                .filter(|_| part.says_value().is_none_or(|own| !values.contains(&own)))
            {
                Some(true) => {}
                Some(false) => return Self::Never,
                None => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::Always,
            _ => Self::All(kept),
        }
    }

    /// The capture and value of `capture == value`.
    fn says_value(&self) -> Option<(usize, i64)> {
        match self {
            Self::Test(Test {
                capture,
                predicate:
                    Predicate::Number {
                        mask: -1,
                        comparison: BinaryOperator::Equal,
                        constant,
                    },
            }) => Some((*capture, *constant)),
            _ => None,
        }
    }

    /// Whether it holds where a capture has a value; `None` where that does not say.
    fn decided_by(&self, known: usize, value: i64) -> Option<bool> {
        match self {
            Self::Test(Test { capture, predicate: Predicate::Number { mask, comparison, constant } })
                // A test that no value passes asks whether the capture could be read.
                if *capture == known && *mask != 0 =>
            {
                Some(comparison.numbers(value & mask, *constant) == Some(1))
            }
            _ => None,
        }
    }

    /// Either, simplified.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::Never, other) | (other, Self::Never) => other,
            (left, right) if left.is_part_of(&right) => left,
            (left, right) if right.is_part_of(&left) => right,
            (left, right) => Self::Any(weakest(joined(left, right, |condition| match condition {
                Self::Any(parts) => Ok(parts),
                other => Err(other),
            }))),
        }
        .unwrapped()
    }

    /// Whether it asks for nothing that `other` does not ask for as well.
    fn is_part_of(&self, other: &Self) -> bool {
        let parts = |condition: &Self| match condition {
            Self::All(parts) => parts.clone(),
            one => vec![one.clone()],
        };
        let others = parts(other);
        parts(self).iter().all(|part| others.contains(part))
    }

    fn unwrapped(self) -> Self {
        match self {
            Self::All(mut parts) | Self::Any(mut parts) if parts.len() == 1 => parts.remove(0),
            other => other,
        }
    }

    /// The number of its tests.
    #[must_use]
    pub fn tests(&self) -> usize {
        match self {
            Self::Always | Self::Never => 0,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::tests).sum(),
            Self::Test(_) => 1,
        }
    }

    /// A weaker condition with at most `most` tests, and whether it is still the same one.
    #[must_use]
    pub fn limited(self, most: usize) -> (Self, bool) {
        if self.tests() <= most {
            return (self, true);
        }
        let Self::All(parts) = self else {
            return (Self::Always, false);
        };
        let mut kept = Self::Always;
        for part in parts {
            if kept.tests() + part.tests() <= most {
                kept = kept.and(part);
            }
        }
        (kept, false)
    }
}

/// The alternatives without those that ask for more than another one does.
fn weakest(parts: Vec<Condition>) -> Vec<Condition> {
    if parts.len() > MAX_TESTS {
        return parts;
    }
    let mut kept: Vec<Condition> = Vec::new();
    for part in parts {
        if !kept.iter().any(|other| other.is_part_of(&part)) {
            kept.retain(|other| !part.is_part_of(other));
            kept.push(part);
        }
    }
    kept
}

/// The parts of two conditions, each once, in order.
fn joined(
    left: Condition,
    right: Condition,
    split: impl Fn(Condition) -> Result<Vec<Condition>, Condition>,
) -> Vec<Condition> {
    let mut parts = split(left).unwrap_or_else(|one| vec![one]);
    for part in split(right).unwrap_or_else(|one| vec![one]) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}
