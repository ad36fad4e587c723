//! A plan's filter, tested on an event before anything is put together: for backends that read in user space.

use std::cmp::Ordering;

use sigscript_compiler::plan::{Capture, Condition, Predicate, Test};

use crate::assembly::Moment;

/// A capture could not be read; the handler will tell.
struct Unread;

/// Whether an event may have an effect. What cannot be read counts as fulfilled.
pub(crate) fn passes(condition: &Condition, captures: &[Capture], moment: &impl Moment) -> bool {
    holds(condition, captures, moment).unwrap_or(true)
}

fn holds(
    condition: &Condition,
    captures: &[Capture],
    moment: &impl Moment,
) -> Result<bool, Unread> {
    match condition {
        Condition::Always => Ok(true),
        Condition::Never => Ok(false),
        Condition::All(conditions) => {
            for condition in conditions {
                if !holds(condition, captures, moment)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Condition::Any(conditions) => {
            for condition in conditions {
                if holds(condition, captures, moment)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Condition::Test(test) => tested(test, captures, moment),
    }
}

fn tested(test: &Test, captures: &[Capture], moment: &impl Moment) -> Result<bool, Unread> {
    let load = captures[test.capture].load.as_ref().ok_or(Unread)?;
    match &test.predicate {
        Predicate::Number {
            mask,
            comparison,
            constant,
        } => {
            let number = moment.number(load).ok_or(Unread)?;
            Ok(comparison.holds((number & mask).cmp(constant)))
        }
        Predicate::Text {
            constant,
            equal,
            prefix,
        } => {
            let mut found = Vec::new();
            moment.text(load, &mut found).ok_or(Unread)?;
            if *prefix {
                found.truncate(constant.len());
            }
            Ok((found.as_slice().cmp(constant) == Ordering::Equal) == *equal)
        }
    }
}

#[cfg(test)]
mod tests {
    use sigscript_compiler::Kind;
    use sigscript_compiler::plan::{Base, Load, Read};
    use sigscript_grammar::operators::BinaryOperator;

    use super::*;

    /// An event whose fields are these.
    struct Fields(Vec<Option<i64>>);

    impl Moment for Fields {
        fn number(&self, load: &Load) -> Option<i64> {
            match load.base {
                Base::Field(index) => self.0[usize::from(index)],
                _ => None,
            }
        }

        fn text(&self, _: &Load, text: &mut Vec<u8>) -> Option<()> {
            text.extend_from_slice(b"receiver");
            Some(())
        }
    }

    fn capture(index: u8) -> Capture {
        Capture {
            label: String::new(),
            variable: None,
            kind: Kind::Long,
            load: Some(Load {
                base: Base::Field(index),
                offsets: Vec::new(),
                user: 0,
                read: Read::integer(8, true),
            }),
            context: None,
            optional: false,
        }
    }

    fn equals(capture: usize, constant: i64) -> Condition {
        Condition::Test(Test {
            capture,
            predicate: Predicate::Number {
                mask: -1,
                comparison: BinaryOperator::Equal,
                constant,
            },
        })
    }

    #[test]
    fn what_cannot_be_read_passes() {
        let captures = [capture(0), capture(1)];
        let both = Condition::All(vec![equals(0, 9), equals(1, 5)]);
        let either = Condition::Any(vec![equals(0, 9), equals(1, 5)]);
        for (fields, all, any) in [
            ([Some(9), Some(5)], true, true),
            ([Some(9), Some(4)], false, true),
            ([Some(8), None], false, true),
            ([Some(9), None], true, true),
            ([Some(8), Some(4)], false, false),
        ] {
            let moment = Fields(fields.to_vec());
            assert_eq!(passes(&both, &captures, &moment), all, "{fields:?}");
            assert_eq!(passes(&either, &captures, &moment), any, "{fields:?}");
        }
    }

    #[test]
    fn texts_are_compared_whole_or_in_front() {
        let test = |constant: &[u8], equal, prefix| {
            let condition = Condition::Test(Test {
                capture: 0,
                predicate: Predicate::Text {
                    constant: constant.into(),
                    equal,
                    prefix,
                },
            });
            passes(&condition, &[capture(0)], &Fields(Vec::new()))
        };
        assert!(test(b"receiver", true, false) && test(b"rec", true, true));
        assert!(!test(b"rec", true, false) && test(b"rec", false, false));
    }
}
