//! What the last `=~` of the running handler matched.

use std::ops::Range;
use std::rc::Rc;

use super::row::rows;
use crate::patterns::Pattern;
use crate::text::Text;
use crate::vm::Failure;

rows! { world;
    /// What group `n` of the last `=~` matched, 0 being all of it; an error where there is no such group or nothing matched.
    impure fn matched(n: Long) -> String { world.matched.group(n) }

    /// What the last `=~` matched; an error where nothing matched.
    impure fn matched_str() -> String { world.matched.group(0) }

    /// How many groups the last `=~` has, counting all of it as one; an error where nothing matched.
    impure fn ngroups() -> Long { world.matched.count() }
}

/// The last match. Where its groups are is found out when the first of them is asked for.
#[derive(Debug, Default)]
pub(crate) struct Matched(Option<Found>);

#[derive(Debug)]
struct Found {
    pattern: Rc<Pattern>,
    subject: Text,
    groups: Vec<Range<usize>>,
}

impl Matched {
    /// Keeps the pattern that matched and what it matched, or that nothing did.
    pub fn set(&mut self, found: Option<(&Rc<Pattern>, &Text)>) {
        self.0 = found.map(|(pattern, subject)| Found {
            pattern: Rc::clone(pattern),
            subject: subject.clone(),
            groups: Vec::new(),
        });
    }

    /// Forgets it: nothing matched.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    fn group(&mut self, number: i64) -> Result<Text, Failure> {
        let Some(found) = &mut self.0 else {
            let message = format!("Attempted to get subexpression {number} from failed match");
            return Err(Failure::error(message));
        };
        if found.groups.is_empty() {
            found.groups = found.pattern.groups(&found.subject);
        }
        let group = usize::try_from(number)
            .ok()
            .and_then(|number| found.groups.get(number));
        match group {
            Some(group) => Ok(found.subject.slice(group.clone())),
            None => Err(Failure::error(format!(
                "Attempted to get nonexistent subexpression {number}"
            ))),
        }
    }

    fn count(&self) -> Result<i64, Failure> {
        match &self.0 {
            Some(found) => Ok(found.pattern.group_count() as i64),
            None => Err(Failure::error(
                "Attempted to get subexpression count from failed match",
            )),
        }
    }
}
