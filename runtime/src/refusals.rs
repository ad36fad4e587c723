//! Points that the kernel refuses: where a pattern stands for several, the others are traced without them.

use sigscript_compiler::plan::Plan;

use crate::backend::Error;

/// A probe that is not traced, though others of its pattern are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its index in the plan.
    pub probe: usize,
    /// What the kernel said.
    pub reason: String,
}

/// What was refused while a plan was attached: probes by their indices in the plan, and why.
#[derive(Debug, Default)]
pub struct Refusals(Vec<(usize, Error)>);

impl Refusals {
    /// Takes note of a refusal.
    pub fn add(&mut self, probe: usize, error: Error) {
        self.0.push((probe, error));
    }

    /// What is left out. Points that stand at one place of the script are of one pattern, or of one alias.
    ///
    /// # Errors
    /// Where all points of a place were refused: why the first one was.
    pub fn settle(self, plan: &Plan) -> Result<Vec<LeftOut>, Error> {
        let refused: Vec<usize> = self.0.iter().map(|(probe, _)| *probe).collect();
        let is_dispensable = |probe: usize| {
            let span = plan.probes[probe].span;
            let mut all = plan.probes.iter().enumerate();
            all.any(|(index, other)| other.span == span && !refused.contains(&index))
        };
        let mut left_out = Vec::new();
        for (probe, error) in self.0 {
            if !is_dispensable(probe) {
                return Err(error);
            }
            // More privileges would not help: others were to be had.
            let reason = match error {
                Error::Privilege { call, source, .. } => format!("`{call}` is refused: {source}"),
                error => error.to_string(),
            };
            left_out.push(LeftOut { probe, reason });
        }
        Ok(left_out)
    }
}

#[cfg(test)]
mod tests {
    use sigscript_compiler::plan::code::Code;
    use sigscript_compiler::plan::{Condition, Point, Probe};
    use sigscript_grammar::{FileId, Span};

    use super::*;

    fn probe(place: u32) -> Probe {
        Probe {
            name: String::new(),
            point: Point::Never,
            filter: Condition::Always,
            exact: true,
            captures: Vec::new(),
            condition: None,
            kept: None,
            aggregation: None,
            settles: false,
            handler: Code::default(),
            listing: Vec::new(),
            span: Span {
                file: FileId(0),
                start: place,
                end: place,
            },
        }
    }

    #[test]
    fn the_last_of_a_pattern_is_needed() {
        let plan = Plan {
            probes: [1, 1, 2].map(probe).into(),
            ..Plan::default()
        };
        let settled = |probes: &[usize]| {
            let mut refusals = Refusals::default();
            for &probe in probes {
                refusals.add(probe, Error::internal("a call", "no"));
            }
            let left_out = refusals.settle(&plan).ok()?;
            Some(left_out.iter().map(|left| left.probe).collect::<Vec<_>>())
        };
        assert_eq!(settled(&[]), Some(vec![]));
        assert_eq!(settled(&[1]), Some(vec![1]));
        assert_eq!(settled(&[0, 1]), None);
        assert_eq!(settled(&[2]), None);
    }
}
