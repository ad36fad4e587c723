//! Which of the probes whose handlers only make updates can be counted, seeing who else looks at their globals.

use std::collections::BTreeSet;

use sigscript_grammar::syntax::{Extractor, HistogramShape};

use crate::plan::aggregation::updates::{Found, constant};
use crate::plan::aggregation::{
    Amount, MAX_AMOUNTS, MAX_BUCKETS, MAX_COUNTED_BY, MIN_PERIOD, is_countable,
};
use crate::plan::capture::Captures;
use crate::plan::{Content, Global, Point};
use crate::rows::{Kind, REALTIME_OFFSET, Rows};
use crate::tree::{Expression, ExpressionKind, Probe, Program, Statement, walk_expressions};

/// A probe that may be counted.
pub struct Candidate {
    /// What its handler does for each event.
    pub updates: Vec<Found>,
    /// What each update adds.
    pub amounts: Vec<Amount>,
    /// The captures that the keys are made of.
    pub by: Vec<usize>,
}

impl Candidate {
    /// The updates of a handler, where their keys and amounts can be had from captures.
    pub fn new(
        updates: Vec<Found>,
        program: &Program,
        captures: &mut Captures<'_>,
    ) -> Option<Self> {
        let rows = captures.rows();
        let (mut by, mut amounts) = (Vec::new(), Vec::new());
        for update in &updates {
            for key in &update.keys {
                if is_late(key, program, rows) {
                    return None;
                }
                captures.read_by(key, program, &mut by)?;
            }
            amounts.push(match constant(&update.value) {
                Some(number) => Amount::Constant(number),
                None => Amount::Capture(captures.computed(&update.value, program)?),
            });
        }
        let amount = |amount: &Amount| match amount {
            Amount::Constant(_) => true,
            Amount::Capture(capture) => {
                let capture = &captures.list[*capture];
                capture.kind == Kind::Long && capture.load.is_some()
            }
        };
        let mut different: Vec<_> = amounts.iter().collect();
        different.dedup();
        let fits = by.len() <= MAX_COUNTED_BY
            && by
                .iter()
                .all(|&capture| is_countable(&captures.list[capture]))
            && different.len() <= MAX_AMOUNTS
            && amounts.iter().all(amount);
        fits.then_some(Self {
            updates,
            amounts,
            by,
        })
    }
}

/// Whether a value depends on when it is computed, captures apart.
fn is_late(expression: &Expression, program: &Program, rows: Rows) -> bool {
    let mut late = false;
    let mut look = |expression: &Expression| {
        if let ExpressionKind::Builtin(row, _) = expression.kind {
            let row = &rows.builtins[row];
            late |= row.late && row.name != REALTIME_OFFSET;
        }
    };
    expression.walk(&mut |expression| look(expression));
    let mut uses = Uses::new(program, rows);
    uses.expression(expression);
    for function in &uses.functions {
        walk_expressions(&program.functions[*function].body, &mut |expression| {
            look(expression);
        });
    }
    late
}

/// Leaves those of the candidates (by probe) whose globals no event looks at in another way; gives for each probe whether it must see
/// all that was counted before it runs.
pub fn choose(
    candidates: &mut [Option<Candidate>],
    program: &Program,
    globals: &[Global],
    rows: Rows,
) -> Vec<bool> {
    let uses: Vec<Uses> = program
        .probes
        .iter()
        .map(|probe| Uses::of(probe, program, rows))
        .collect();
    let mut seen = unsuitable(program, globals);
    let mut ends = false;
    for (index, probe) in program.probes.iter().enumerate() {
        if candidates[index].is_none() && looks_at_any_time(probe) {
            seen.extend(&uses[index].globals);
            ends |= uses[index].ends;
        }
    }
    // Where an event ends the session, no later one may count.
    if ends {
        candidates.fill_with(|| None);
    }
    let mut more = true;
    while std::mem::take(&mut more) {
        for (candidate, uses) in candidates.iter_mut().zip(&uses) {
            if candidate.is_some() && !uses.globals.is_disjoint(&seen) {
                *candidate = None;
                seen.extend(&uses.globals);
                more = true;
            }
        }
    }
    let mut counted = BTreeSet::new();
    for (candidate, uses) in candidates.iter().zip(&uses) {
        if candidate.is_some() {
            counted.extend(&uses.globals);
        }
    }
    let settles = |uses: &Uses| uses.ends || !uses.globals.is_disjoint(&counted);
    uses.iter()
        .map(|uses| !counted.is_empty() && settles(uses))
        .collect()
}

/// Whether a probe looks at globals too often for counts to be read each time.
fn looks_at_any_time(probe: &Probe) -> bool {
    match &probe.point {
        Point::Timer {
            period, randomize, ..
        } => period.saturating_sub(*randomize) < MIN_PERIOD,
        point => point.is_event(),
    }
}

/// The globals that cannot be counted elsewhere, whoever looks at them.
fn unsuitable(program: &Program, globals: &[Global]) -> BTreeSet<usize> {
    let suits = |global: &Global| match global.content {
        _ if global.wrap => false,
        Content::Value(kind) => kind == Kind::Long,
        // What is asked of a statistic later is not known yet where further texts will be entered.
        Content::Statistic(_) if program.goes_on => false,
        Content::Statistic(statistic) => match statistic.histogram {
            Some(HistogramShape::Linear { start, stop, step }) => {
                step > 0 && stop.abs_diff(start) / step.unsigned_abs() < MAX_BUCKETS - 2
            }
            _ => true,
        },
    };
    let mut unsuitable: BTreeSet<usize> = (0..globals.len())
        .filter(|&index| !suits(&globals[index]))
        .collect();
    let functions = program.functions.iter().map(|function| &function.body);
    let bodies = functions.chain(program.probes.iter().map(|probe| &probe.body));
    for body in bodies {
        walk_expressions(body, &mut |expression| {
            // It depends on the order of the samples.
            if let ExpressionKind::Extract(Extractor::Variance, global, _) = expression.kind {
                unsuitable.insert(global);
            }
        });
    }
    unsuitable
}

/// What a probe, or an expression, looks at, with all that it calls.
struct Uses<'a> {
    program: &'a Program,
    rows: Rows<'a>,
    globals: BTreeSet<usize>,
    functions: BTreeSet<usize>,
    /// It may end the session.
    ends: bool,
}

impl<'a> Uses<'a> {
    fn new(program: &'a Program, rows: Rows<'a>) -> Self {
        Self {
            program,
            rows,
            globals: BTreeSet::new(),
            functions: BTreeSet::new(),
            ends: false,
        }
    }

    fn of(probe: &Probe, program: &'a Program, rows: Rows<'a>) -> Self {
        let mut uses = Self::new(program, rows);
        uses.body(&probe.body);
        if let Some(condition) = &probe.condition {
            uses.expression(condition);
        }
        uses
    }

    fn body(&mut self, body: &[Statement]) {
        for statement in body {
            statement.walk(&mut |statement| self.globals.extend(statement.globals()));
        }
        walk_expressions(body, &mut |expression| self.node(expression));
    }

    fn expression(&mut self, expression: &Expression) {
        expression.walk(&mut |expression| self.node(expression));
    }

    fn node(&mut self, expression: &Expression) {
        self.globals.extend(expression.global());
        match &expression.kind {
            ExpressionKind::Builtin(row, _) => self.ends |= self.rows.builtins[*row].ends,
            ExpressionKind::Call(function, _) => self.function(*function),
            _ => {}
        }
    }

    /// A function with its overloads, each once.
    fn function(&mut self, function: usize) {
        let program = self.program;
        let mut overload = Some(function);
        while let Some(index) = overload.filter(|index| self.functions.insert(*index)) {
            self.body(&program.functions[index].body);
            overload = program.functions[index].next;
        }
    }
}
