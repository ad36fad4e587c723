//! Folded program to plan: one probe after the other.

use sigscript_grammar::Diagnostic;
use sigscript_grammar::syntax::Literal;

use crate::catalog::Part;
use crate::errors;
use crate::fold::Effects;
use crate::plan::aggregation::{self, Aggregation, Candidate, Update};
use crate::plan::capture::{Captures, member_offset};
use crate::plan::filter::{self, Early, Pushed};
use crate::plan::generate::Generator;
use crate::plan::kept::{self, Use};
use crate::plan::listing::Listing;
use crate::plan::{
    Capture, Content, Function, Global, Kept, KeptAction, MAX_CAPTURES, Plan, Probe, Read, Targets,
};
use crate::rows::Kind;
use crate::tree::{self, Program};
use crate::{BackendKind, Folded, Inputs, Outcome};

/// Makes the plan.
pub fn make(folded: Folded, inputs: &Inputs) -> Outcome<Plan> {
    let (program, uses) = kept::choose(folded.0, inputs);
    let captures = Captures::new(&program, inputs);
    let mut maker = Maker {
        program: &program,
        inputs,
        generator: Generator::new(&program, captures),
    };
    let globals: Vec<Global> = program.globals.iter().map(global).collect();
    for function in &program.functions {
        let function = maker.function(function);
        maker.generator.plan.functions.push(function);
    }
    let (pushed, mut candidates) = maker.pushed();
    let settles = aggregation::choose(&mut candidates, &program, &globals, inputs.rows);
    let early = pushed.into_iter().zip(candidates).zip(settles);
    for ((probe, kept), ((pushed, candidate), settles)) in
        program.probes.iter().zip(uses).zip(early)
    {
        maker.probe(probe, kept, pushed, candidate, settles);
    }
    let (mut plan, mut diagnostics) = maker.generator.finish();
    plan.globals = globals;
    let asks = |capture: &Capture| matches!(&capture.load, Some(load) if matches!(load.read, Read::Target { .. }));
    if plan.captures.iter().any(asks) {
        plan.targets = targets(inputs);
    }
    if plan.probes.is_empty() && diagnostics.is_empty() {
        diagnostics.push(errors::no_probes(true));
    }
    if diagnostics.is_empty() {
        Ok(plan)
    } else {
        Err(diagnostics)
    }
}

fn global(global: &tree::Variable) -> Global {
    let kind = global.kind.unwrap_or(Kind::Long);
    let nothing = match kind {
        Kind::Long => Literal::Number(0),
        Kind::String => Literal::Text(Vec::new()),
    };
    Global {
        name: global.name.clone(),
        keys: global
            .elements
            .keys
            .iter()
            .map(|key| key.unwrap_or(Kind::Long))
            .collect(),
        content: global
            .elements
            .statistic
            .map_or(Content::Value(kind), Content::Statistic),
        size: global.elements.size,
        wrap: global.elements.wrap,
        initial: global.initial.clone().unwrap_or(nothing),
        display: global.display,
        span: global.span,
    }
}

fn targets(inputs: &Inputs) -> Option<Targets> {
    Some(Targets {
        first: inputs.options.target,
        task_pid: member_offset("task_struct", "pid", inputs.catalog)?,
        task_tgid: member_offset("task_struct", "tgid", inputs.catalog)?,
    })
}

struct Maker<'a> {
    program: &'a Program,
    inputs: &'a Inputs<'a>,
    generator: Generator<'a>,
}

impl<'a> Maker<'a> {
    fn function(&mut self, function: &tree::Function) -> Function {
        let parameters = function.locals[..function.parameters]
            .iter()
            .map(|local| local.kind.unwrap_or(Kind::Long))
            .collect();
        Function {
            name: function.name.name.clone(),
            parameters,
            returns: function.returns,
            code: self.generator.function(function),
        }
    }

    /// What of each probe can be done early: its filter, and what may be counted if nobody minds.
    fn pushed(&mut self) -> (Vec<Pushed>, Vec<Option<Candidate>>) {
        let options = &self.inputs.options;
        let effects = Effects::of(self.program, self.inputs.rows);
        let mut of_probe = |probe: &tree::Probe| {
            if !probe.point.is_event() || !options.pushdown {
                return (Pushed::UNKNOWN, None);
            }
            let captures = &mut self.generator.captures;
            let Early {
                filter, updates, ..
            } = filter::of(probe, self.program, &effects, captures);
            let counts = options.backend.counts() && probe.condition.is_none();
            let updates = updates.filter(|_| counts);
            let candidate =
                updates.and_then(|updates| Candidate::new(updates, self.program, captures));
            (filter, candidate)
        };
        self.program.probes.iter().map(&mut of_probe).unzip()
    }

    /// Plans a probe; one that does nothing is left out.
    fn probe(
        &mut self,
        probe: &'a tree::Probe,
        kept: Option<Use>,
        pushed: Pushed,
        candidate: Option<Candidate>,
        settles: bool,
    ) {
        if probe.body.is_empty() {
            return;
        }
        let is_event = probe.point.is_event();
        let mut captures = self
            .generator
            .captures
            .of_probe(probe, self.program, &pushed.condition);
        if is_event && self.inputs.options.timestamps && captures.len() < MAX_CAPTURES {
            let time = self.generator.captures.time();
            captures.extend(time.filter(|time| !captures.contains(time)));
            self.generator.plan.time = time;
        }
        if captures.len() > MAX_CAPTURES {
            self.generator
                .report(errors::too_large(probe.span, "captured values"));
        }
        if is_event {
            self.demand_loads(&captures, probe);
        } else {
            self.demand_session_values(&captures, probe);
        }
        let condition = probe
            .condition
            .as_ref()
            .map(|condition| self.generator.condition(condition, &probe.locals));
        let handler = self.generator.handler(probe);
        let kept = kept.and_then(|kept| self.kept(kept, probe));
        let aggregation = candidate.map(|candidate| self.aggregation(candidate, probe));
        let listing = self.listing(probe).handler(&probe.body, pushed.exact);
        self.generator.plan.probes.push(Probe {
            name: probe.name.clone(),
            point: probe.point.clone(),
            filter: pushed.condition,
            exact: pushed.exact,
            kept,
            aggregation,
            settles: settles && !is_event,
            captures,
            condition,
            handler,
            listing,
            span: probe.span,
        });
    }

    fn listing(&self, probe: &'a tree::Probe) -> Listing<'a> {
        Listing {
            program: self.program,
            rows: self.inputs.rows,
            locals: &probe.locals,
        }
    }

    fn kept(&mut self, kept: Use, probe: &'a tree::Probe) -> Option<Kept> {
        let listing = self.listing(probe).keeping(&kept);
        let captures = &mut self.generator.captures;
        let keys = kept
            .keys
            .iter()
            .map(|key| captures.computed(key, self.program));
        let keys = keys.collect::<Option<_>>()?;
        let action = match kept.action {
            kept::Action::Look => KeptAction::Look,
            kept::Action::Take => KeptAction::Take,
            kept::Action::Store(value) => KeptAction::Store {
                value: captures.computed(&value, self.program)?,
                only: kept.only,
            },
        };
        Some(Kept {
            global: kept.global as u16,
            keys,
            size: self.program.globals[kept.global].elements.size,
            action,
            listing,
        })
    }

    fn aggregation(&mut self, candidate: Candidate, probe: &'a tree::Probe) -> Aggregation {
        let listing = self.listing(probe);
        let listing = candidate
            .updates
            .iter()
            .map(|update| listing.expression(&update.whole, 0))
            .collect();
        let updates = candidate.updates.iter().zip(candidate.amounts);
        let updates = updates
            .map(|(update, amount)| Update {
                global: update.global as u16,
                keys: self.generator.keys_alone(&update.keys, update.whole.span),
                amount,
                span: update.whole.span,
            })
            .collect();
        Aggregation {
            by: candidate.by,
            updates,
            listing,
        }
    }

    fn demand_loads(&mut self, captures: &[usize], probe: &tree::Probe) {
        for &capture in captures {
            let Some((missing, others)) = self.generator.captures.undeliverable(capture) else {
                continue;
            };
            let backend = self.inputs.options.backend;
            let no_types = match backend {
                BackendKind::Ebpf => self.inputs.catalog.missing(Part::Btf),
                _ => None,
            };
            let diagnostic: Diagnostic = match no_types {
                Some(reason) => errors::missing_part(probe.span, &missing, &reason),
                None => errors::backend_lacks(probe.span, &missing, backend.name(), &others),
            };
            self.generator.report(diagnostic);
        }
    }

    fn demand_session_values(&mut self, captures: &[usize], probe: &tree::Probe) {
        for &capture in captures {
            let row = self.generator.captures.list[capture]
                .context
                .map(|row| &self.inputs.rows.contexts[row]);
            match row {
                Some(row) if row.session.is_some() => {}
                Some(row) => self
                    .generator
                    .report(errors::no_session_value(probe.span, row.name)),
                None => {
                    let label = self.generator.captures.list[capture].label.clone();
                    self.generator
                        .report(errors::no_session_read(probe.span, &label));
                }
            }
        }
    }
}
