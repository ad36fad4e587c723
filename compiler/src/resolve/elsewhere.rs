//! Variables that an alias sets on other backends only: where it names several sources, each sets what it knows.

use std::rc::Rc;

use sigscript_grammar::syntax::{
    Alias, Component, ExpressionKind, ProbePoint, Statement, StatementKind,
};

use crate::BackendKind;
use crate::resolve::Resolver;
use crate::resolve::points::{ResolvedPoint, point_text, stop};
use crate::tree::SetElsewhere;

/// The backends that offer points whose names begin so; `None` where it does not depend on them.
pub fn offering(components: &[Component]) -> Option<Vec<BackendKind>> {
    let [first, second, ..] = components else {
        return None;
    };
    let offers: fn(BackendKind) -> bool = match (first.name.as_str(), second.name.as_str()) {
        ("kernel", "trace") => BackendKind::offers_traces,
        ("kernel", "tracepoint") => BackendKind::offers_events,
        ("process", _) if stop(components).is_some() => BackendKind::offers_stops,
        _ => return None,
    };
    let all = BackendKind::ALL.into_iter();
    Some(all.filter(|backend| offers(*backend)).collect())
}

impl Resolver<'_> {
    /// What sources that were passed over for this point set.
    pub fn set_elsewhere(&self, found: &ResolvedPoint) -> Vec<SetElsewhere> {
        let chosen = |alias: &Rc<Alias>| found.aliases.iter().any(|own| Rc::ptr_eq(own, alias));
        let mut set: Vec<SetElsewhere> = Vec::new();
        for point in found.aliases.iter().flat_map(|alias| &alias.points) {
            let name = point_text(&point.components);
            let same = |own: &ProbePoint| point_text(&own.components) == name;
            let named = |alias: &&Rc<Alias>| alias.names.iter().any(same);
            for alias in self.aliases.iter().filter(named) {
                let backends = backends(alias);
                if chosen(alias) || backends.is_empty() {
                    continue;
                }
                for name in alias.prologue.iter().filter_map(assigned) {
                    match set.iter_mut().find(|one| one.name == name) {
                        Some(one) => one.backends.extend(&backends),
                        None => set.push(SetElsewhere {
                            name: name.to_owned(),
                            backends: backends.clone(),
                        }),
                    }
                }
            }
        }
        let own = self.inputs.options.backend;
        for one in &mut set {
            let named = std::mem::take(&mut one.backends);
            let all = BackendKind::ALL.into_iter();
            one.backends = all
                .filter(|backend| *backend != own && named.contains(backend))
                .collect();
        }
        set
    }
}

/// The backends of an alias's points.
fn backends(alias: &Alias) -> Vec<BackendKind> {
    let points = alias.points.iter();
    let mut backends: Vec<BackendKind> = points
        .filter_map(|point| offering(&point.components))
        .flatten()
        .collect();
    backends.dedup();
    backends
}

/// The variable that a statement `name = …` sets.
pub fn assigned(statement: &Statement) -> Option<&str> {
    let StatementKind::Expression(expression) = &statement.kind else {
        return None;
    };
    match &expression.kind {
        ExpressionKind::Assign { target, .. } => match &target.kind {
            ExpressionKind::Variable(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}
