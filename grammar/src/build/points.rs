//! Probe points, with their groups (`a.{b,c}`) multiplied out.

use pest::iterators::Pair;

use super::{Builder, part, parts};
use crate::errors;
use crate::grammar::Rule;
use crate::syntax::{Component, ProbePoint};

/// One probe point may stand for at most so many.
const MOST_ALTERNATIVES: usize = 1_000;

/// The components that one of several alternatives consists of.
type Path = Vec<Component>;

impl Builder<'_> {
    /// `points`: every point, groups multiplied out
    pub(super) fn points(&self, pair: Pair<Rule>) -> Vec<ProbePoint> {
        let points = parts(pair).filter(|pair| pair.as_rule() == Rule::point);
        points.flat_map(|point| self.point(point)).collect()
    }

    fn point(&self, pair: Pair<Rule>) -> Vec<ProbePoint> {
        let span = self.span(&pair);
        let mut paths = Vec::new();
        let mut mark = "";
        let mut condition = None;
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::components => paths = self.components(inner),
                Rule::point_mark => mark = inner.as_str(),
                Rule::point_condition => {
                    let inner = parts(inner).find(|pair| pair.as_rule() == Rule::condition);
                    condition = inner.map(|pair| self.expression(part(pair)));
                }
                _ => {}
            }
        }
        if paths.iter().any(Vec::is_empty) {
            self.error(errors::point_empty(span));
        }
        let point = |components| ProbePoint {
            components,
            optional: mark == "?",
            sufficient: mark == "!",
            condition: condition.clone(),
            span,
        };
        paths.into_iter().map(point).collect()
    }

    /// `a.{b,c}.d` as `a.b.d` and `a.c.d`
    fn components(&self, pair: Pair<Rule>) -> Vec<Path> {
        let mut paths = vec![Path::new()];
        for component in pair.into_inner() {
            let span = self.span(&component);
            let alternatives = self.component(component);
            if paths.len() * alternatives.len() > MOST_ALTERNATIVES {
                self.error(errors::too_many_points(MOST_ALTERNATIVES, span));
                break;
            }
            paths = combine(&paths, &alternatives, |path, alternative| {
                [path.as_slice(), alternative].concat()
            });
        }
        paths
    }

    /// The paths of one part; more than one where it has groups.
    fn component(&self, pair: Pair<Rule>) -> Vec<Path> {
        let span = self.span(&pair);
        let mut paths = vec![Path::new()];
        let mut argument = None;
        for inner in pair.into_inner() {
            if inner.as_rule() == Rule::component_argument {
                argument = Some(self.literal(part(inner)));
                continue;
            }
            for piece in inner.into_inner() {
                let alternatives = self.piece(piece);
                if paths.len() * alternatives.len() > MOST_ALTERNATIVES {
                    self.error(errors::too_many_points(MOST_ALTERNATIVES, span));
                    break;
                }
                paths = combine(&paths, &alternatives, |path, alternative| {
                    self.join(path, alternative)
                });
            }
        }
        for last in paths.iter_mut().filter_map(|path| path.last_mut()) {
            if argument.is_some() && last.argument.is_some() {
                self.error(errors::argument_in_group(span));
            }
            if argument.is_some() {
                last.argument.clone_from(&argument);
            }
            last.span = last.span.to(span);
        }
        paths
    }

    /// The paths of a piece of a name, or of a group.
    fn piece(&self, pair: Pair<Rule>) -> Vec<Path> {
        if pair.as_rule() == Rule::name_piece {
            return vec![vec![Component {
                name: pair.as_str().to_owned(),
                argument: None,
                span: self.span(&pair),
            }]];
        }
        parts(pair)
            .flat_map(|alternative| match alternative.into_inner().next() {
                Some(components) => self.components(components),
                None => vec![Path::new()],
            })
            .collect()
    }

    /// `path` with `more` written right behind it, without a dot.
    fn join(&self, path: &Path, more: &Path) -> Path {
        let ([start @ .., last], [first, rest @ ..]) = (path.as_slice(), more.as_slice()) else {
            return [path.as_slice(), more.as_slice()].concat();
        };
        if last.argument.is_some() {
            self.error(errors::argument_in_group(first.span));
        }
        let middle = Component {
            name: format!("{}{}", last.name, first.name),
            argument: first.argument.clone(),
            span: last.span.to(first.span),
        };
        [start, &[middle], rest].concat()
    }
}

/// Every pair of a left and a right path, put together by `put`.
fn combine(left: &[Path], right: &[Path], put: impl Fn(&Path, &Path) -> Path) -> Vec<Path> {
    let pairs = left
        .iter()
        .flat_map(|path| right.iter().map(move |other| (path, other)));
    pairs.map(|(path, other)| put(path, other)).collect()
}
