//! The points of the library, each compiled by itself, so that a broken one hides no other.

use std::rc::Rc;

use sigscript_grammar::syntax::Alias;
use sigscript_grammar::{Diagnostic, Span};

use crate::check::check;
use crate::listing::description::{Description, describe};
use crate::listing::kernel::recorded;
use crate::listing::pattern::Pattern;
use crate::listing::{Detail, Row, Variable, reason};
use crate::resolve::lookup::{Lookup, NamedAlias, targets};
use crate::resolve::points::ResolvedPoint;
use crate::resolve::suggest::is_private;
use crate::{Inputs, Resolved};

/// Those that match, and what is wrong with the library's files.
pub fn rows(
    pattern: &Pattern,
    detail: Detail,
    lookup: &mut Lookup,
    inputs: &Inputs,
) -> (Vec<Row>, Vec<Diagnostic>) {
    let mut aliases = if pattern.is_word() {
        lookup.aliases_like(|name| pattern.matches(name, &parts(name)))
    } else {
        let points = pattern.points().iter();
        points.flat_map(|point| lookup.aliases(point)).collect()
    };
    aliases.sort_by(|one, other| one.name.cmp(&other.name));
    aliases.dedup_by(|one, other| one.name == other.name);
    aliases.retain(|alias| is_private(pattern.text()) || !is_private(&alias.name));
    let broken = lookup.complaints();
    let mut rows: Vec<Row> = aliases
        .into_iter()
        .filter_map(|alias| row(alias, detail, pattern.span(), lookup, inputs))
        .collect();
    let unavailable = lookup
        .unavailable()
        .filter(|(name, _)| pattern.matches(name, &parts(name)));
    rows.extend(unavailable.map(|(name, reason)| Row {
        name: name.to_owned(),
        unavailable: Some(reason.to_owned()),
        ..Row::default()
    }));
    (rows, broken)
}

/// The parts of a name without parentheses.
fn parts(name: &str) -> Vec<(&str, Option<&str>)> {
    name.split('.').map(|part| (part, None)).collect()
}

/// One alias; `None` where it stands for nothing on this kernel.
fn row(
    alias: NamedAlias,
    detail: Detail,
    span: Span,
    lookup: &mut Lookup,
    inputs: &Inputs,
) -> Option<Row> {
    let mut row = Row {
        name: alias.name,
        ..Row::default()
    };
    let description = describe(&alias.alias.doc);
    row.fires = description.fires;
    let points = match lookup.points(&alias.components, span) {
        Ok(points) if points.is_empty() => return None,
        Ok(points) => points,
        Err(_) if alias.has_suffix => return None,
        Err(diagnostics) => {
            row.unavailable = Some(reason(&diagnostics));
            return Some(row);
        }
    };
    if detail == Detail::Points {
        let found = points.into_iter().map(|resolved| resolved.point);
        row.points = found
            .filter_map(|point| recorded(point, inputs.catalog))
            .collect();
    } else if detail == Detail::Variables {
        match variables(&points, lookup, inputs) {
            Ok(variables) => {
                row.variables = variables;
                row.targets = shared(points.iter().map(|point| targets(&point.scope)));
            }
            Err(diagnostics) => row.unavailable = Some(reason(&diagnostics)),
        }
    }
    Some(row)
}

/// The variables that a handler on any of the points can read.
fn variables(
    points: &[ResolvedPoint],
    lookup: &mut Lookup,
    inputs: &Inputs,
) -> Result<Vec<Variable>, Vec<Diagnostic>> {
    let resolved: Resolved = lookup.program(points)?;
    let program = check(resolved, lookup.sources(), inputs, &mut Vec::new())?.program;
    let is_own = |name: &str| points.iter().any(|point| point.name == name);
    let own = program.probes.iter().filter(|probe| is_own(&probe.name));
    let names = own.map(|probe| {
        let seen = probe
            .locals
            .iter()
            .filter(|local| !local.name.starts_with('_'));
        seen.filter_map(|local| Some((local.name.clone(), local.kind?)))
            .collect()
    });
    let described: Vec<Description> = aliases_of(points)
        .iter()
        .map(|alias| describe(&alias.doc))
        .collect();
    let variable = |(name, kind): (String, _)| Variable {
        holds: described
            .iter()
            .find_map(|description| description.variables.get(&name))
            .cloned()
            .unwrap_or_default(),
        name,
        kind,
    };
    Ok(shared(names).into_iter().map(variable).collect())
}

/// The aliases on the way to the points, the outer ones first.
fn aliases_of(points: &[ResolvedPoint]) -> Vec<Rc<Alias>> {
    let mut aliases: Vec<Rc<Alias>> = Vec::new();
    for alias in points.iter().flat_map(|point| &point.aliases) {
        if !aliases.iter().any(|known| Rc::ptr_eq(known, alias)) {
            aliases.push(alias.clone());
        }
    }
    aliases
}

/// What all lists have, in the order of the first.
fn shared<T: PartialEq>(lists: impl IntoIterator<Item = Vec<T>>) -> Vec<T> {
    let mut lists = lists.into_iter();
    let mut shared = lists.next().unwrap_or_default();
    for list in lists {
        shared.retain(|item| list.contains(item));
    }
    shared
}
