//! Arrays and statistics: how each global is used, and that all uses agree.

use sigscript_grammar::syntax::{
    self, ExpressionKind as Syntax, ForeachSubject, HistogramShape, Identifier, Key, SortBy,
};
use sigscript_grammar::{Span, similar};

use crate::errors::{self, LocalAs};
use crate::plan::{AnyKeys, Direction, Statistic, WalkOver};
use crate::resolve::Resolver;
use crate::resolve::body::Body;
use crate::tree::{
    Deleted, Expression, ExpressionKind, Foreach, Place, Statement, StatementKind, WalkPlaces,
};

/// How a global is used, as far as was seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct GlobalUse {
    /// The number of its keys, and where it was first used with so many.
    pub arity: Option<(usize, Span)>,
    /// Where it was first used as a number or string.
    pub plain: Option<Span>,
    /// Where it was first used as a statistic.
    pub statistic: Option<Span>,
    histogram: Option<HistogramShape>,
    shift: Option<i64>,
}

impl GlobalUse {
    /// A number or string from its declaration on.
    pub fn scalar(span: Span) -> Self {
        Self {
            arity: Some((0, span)),
            plain: Some(span),
            ..Self::default()
        }
    }
}

/// What a use makes of a global.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsedAs {
    /// A number or string.
    Plain,
    /// A statistic.
    Statistic,
    /// Either: `delete`, `in`, `foreach`.
    Either,
}

impl Resolver<'_> {
    /// Notes a use of a global with so many keys.
    pub fn use_global(&mut self, global: usize, arity: usize, used: UsedAs, span: Span) {
        let known = &mut self.uses[global];
        match known.arity {
            None => known.arity = Some((arity, span)),
            Some((first, place)) if first != arity => {
                let name = &self.program.globals[global].name;
                self.diagnostics.push(errors::inconsistent_arity(
                    span,
                    name,
                    arity,
                    (first, place),
                ));
                return;
            }
            Some(_) => {}
        }
        match used {
            UsedAs::Plain => known.plain.get_or_insert(span),
            UsedAs::Statistic => known.statistic.get_or_insert(span),
            UsedAs::Either => return,
        };
        if let (Some(plain), Some(statistic)) = (known.plain, known.statistic)
            && (plain == span || statistic == span)
        {
            let name = &self.program.globals[global].name;
            self.diagnostics
                .push(errors::statistic_and_value(name, statistic, plain));
        }
    }

    fn use_histogram(&mut self, global: usize, shape: HistogramShape, span: Span) {
        if let HistogramShape::Linear { start, stop, step } = shape
            && (step <= 0
                || stop < start
                || (i128::from(stop) - i128::from(start)) / i128::from(step) + 3 > 128)
        {
            self.diagnostics.push(errors::histogram_bounds(span));
        }
        if *self.uses[global].histogram.get_or_insert(shape) != shape {
            self.diagnostics.push(errors::second_histogram(span));
        }
    }

    fn use_variance(&mut self, global: usize, shift: i64, span: Span) {
        let first = *self.uses[global].shift.get_or_insert(shift);
        if first != shift {
            self.diagnostics.push(errors::second_shift(span, first));
        }
    }

    /// Writes what was seen of the globals into the program.
    pub fn settle_globals(&mut self) {
        for (global, known) in self.program.globals.iter_mut().zip(&self.uses) {
            let elements = &mut global.elements;
            elements.keys = vec![None; known.arity.map_or(0, |(arity, _)| arity)];
            elements.statistic = known.statistic.map(|_| Statistic {
                histogram: known.histogram,
                shift: known.shift.unwrap_or(0) as u8,
            });
        }
    }
}

impl Body<'_, '_> {
    /// The global that a name with so many keys means.
    pub fn global(&mut self, name: &str, span: Span, arity: usize, used: UsedAs) -> Option<usize> {
        let known = match (self.is_parameter(name), self.knows_variable(name, span)) {
            (true, _) => LocalAs::Parameter,
            (false, true) => LocalAs::Value,
            (false, false) => LocalAs::Unknown,
        };
        match self.variable(name, span) {
            Place::Global(global) => {
                self.resolver.use_global(global, arity, used, span);
                Some(global)
            }
            Place::Local(_) if used == UsedAs::Statistic => {
                let near = self.similar_globals(name);
                let near: Vec<&str> = near.iter().map(String::as_str).collect();
                if self
                    .resolver
                    .wrong
                    .locals
                    .insert((name.to_owned(), span.file))
                {
                    self.report(errors::local_statistic(span, name, &near));
                }
                None
            }
            Place::Local(_) => {
                let near = self.similar_globals(name);
                let near: Vec<&str> = near.iter().map(String::as_str).collect();
                let told = errors::local_array(span, name, arity, &near, known);
                if self
                    .resolver
                    .wrong
                    .locals
                    .insert((name.to_owned(), span.file))
                {
                    self.report(told);
                }
                None
            }
        }
    }

    /// The script's globals with names near to one that is none.
    fn similar_globals(&self, name: &str) -> Vec<String> {
        let globals = self.resolver.program.globals.iter();
        let own = globals.filter(|global| !global.library);
        let near = similar(name, own.map(|global| global.name.as_str()));
        near.into_iter().map(str::to_owned).collect()
    }

    /// The keys of an access that names all of them.
    pub fn values(&mut self, keys: &[Key]) -> Vec<Expression> {
        keys.iter()
            .map(|key| match key {
                Key::Value(value) => self.expression(value),
                Key::Any(span) => {
                    self.report(errors::any_key(*span));
                    self.wrong(*span)
                }
            })
            .collect()
    }

    /// The keys of an access that may leave some open.
    pub fn slice(&mut self, keys: &[Key]) -> (AnyKeys, Vec<Expression>) {
        let mut any = AnyKeys::default();
        let mut fixed = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            match key {
                Key::Any(_) => any.0 |= 1 << index,
                Key::Value(value) => fixed.push(self.expression(value)),
            }
        }
        (any, fixed)
    }

    /// `array[keys]`
    pub fn element(&mut self, base: &syntax::Expression, keys: &[Key], span: Span) -> Expression {
        match &base.kind {
            Syntax::Variable(name) => {
                let global = self.global(name, base.span, keys.len(), UsedAs::Plain);
                let keys = self.values(keys);
                self.made(
                    global.map(|global| ExpressionKind::Element(global, keys)),
                    span,
                )
            }
            Syntax::Histogram { shape, of } => {
                let statistic = self.histogram(*shape, of, span);
                let mut index = self.values(keys);
                if index.len() != 1 {
                    self.report(errors::one_bucket(span));
                    return self.wrong(span);
                }
                let index = Box::new(index.remove(0));
                self.made(
                    statistic.map(|(global, keys)| ExpressionKind::Bucket(global, keys, index)),
                    span,
                )
            }
            _ => {
                self.report(errors::not_an_array(base.span));
                self.wrong(span)
            }
        }
    }

    /// `keys in array`
    pub fn membership(&mut self, keys: &[Key], array: &Identifier, span: Span) -> Expression {
        let global = self.global(&array.name, array.span, keys.len(), UsedAs::Either);
        let (any, fixed) = self.slice(keys);
        self.made(
            global.map(|global| ExpressionKind::Has(global, any, fixed)),
            span,
        )
    }

    /// A statistic: a global or an array's element, with its keys.
    pub fn statistic(&mut self, of: &syntax::Expression) -> Option<(usize, Vec<Expression>)> {
        match &of.kind {
            Syntax::Variable(name) => Some((
                self.global(name, of.span, 0, UsedAs::Statistic)?,
                Vec::new(),
            )),
            Syntax::Index { base, keys } if let Syntax::Variable(name) = &base.kind => {
                let global = self.global(name, base.span, keys.len(), UsedAs::Statistic)?;
                Some((global, self.values(keys)))
            }
            _ => {
                self.report(errors::not_a_statistic(of.span));
                None
            }
        }
    }

    /// `@count(…)` and its like.
    pub fn extract(
        &mut self,
        extractor: syntax::Extractor,
        of: &syntax::Expression,
        shift: Option<i64>,
        span: Span,
    ) -> Expression {
        let statistic = self.statistic(of);
        if let (Some((global, _)), syntax::Extractor::Variance) = (&statistic, extractor) {
            self.resolver
                .use_variance(*global, shift.unwrap_or(0), span);
        }
        self.made(
            statistic.map(|(global, keys)| ExpressionKind::Extract(extractor, global, keys)),
            span,
        )
    }

    /// The statistic of a histogram.
    pub fn histogram(
        &mut self,
        shape: HistogramShape,
        of: &syntax::Expression,
        span: Span,
    ) -> Option<(usize, Vec<Expression>)> {
        let statistic = self.statistic(of);
        if let Some((global, _)) = &statistic {
            self.resolver.use_histogram(*global, shape, span);
        }
        statistic
    }

    /// `delete …`
    pub fn delete(&mut self, target: &syntax::Expression) -> Option<StatementKind> {
        let deleted = match &target.kind {
            Syntax::Variable(name) => Deleted::Variable(self.variable(name, target.span)),
            Syntax::Index { base, keys } if let Syntax::Variable(name) = &base.kind => {
                let global = self.global(name, base.span, keys.len(), UsedAs::Either)?;
                let (any, fixed) = self.slice(keys);
                Deleted::Elements(global, any, fixed)
            }
            _ => {
                self.report(errors::not_deletable(target.span));
                return None;
            }
        };
        Some(StatementKind::Delete(deleted))
    }

    /// `foreach (…) …`
    pub fn foreach(&mut self, foreach: &syntax::Foreach) -> Option<StatementKind> {
        let array = match &foreach.subject {
            ForeachSubject::Array { array, .. } => array.span,
            ForeachSubject::Histogram(histogram) => histogram.span,
        };
        let (global, over, fixed) = match &foreach.subject {
            ForeachSubject::Array { array, slice } => {
                if !slice.is_empty() && slice.len() != foreach.keys.len() {
                    self.report(errors::slice_keys(
                        array.span,
                        foreach.keys.len(),
                        slice.len(),
                    ));
                    return None;
                }
                let sorted = foreach.sort.as_ref().map(|sort| sort.by);
                let used = match (sorted, &foreach.value) {
                    (Some(SortBy::Statistic(_)), _) => UsedAs::Statistic,
                    (_, Some(_)) => UsedAs::Plain,
                    (_, None) => UsedAs::Either,
                };
                let global = self.global(&array.name, array.span, foreach.keys.len(), used)?;
                let all = AnyKeys(u32::MAX >> (32 - foreach.keys.len().clamp(1, 32)));
                let (any, fixed) = if slice.is_empty() {
                    (all, Vec::new())
                } else {
                    self.slice(slice)
                };
                (global, WalkOver::Elements(any), fixed)
            }
            ForeachSubject::Histogram(histogram) => {
                let Syntax::Histogram { shape, of } = &histogram.kind else {
                    self.report(errors::not_an_array(histogram.span));
                    return None;
                };
                let (global, keys) = self.histogram(*shape, of, histogram.span)?;
                (global, WalkOver::Buckets, keys)
            }
        };
        let limit = foreach.limit.as_ref().map(|limit| self.expression(limit));
        let direction = |descending| {
            if descending {
                Direction::Descending
            } else {
                Direction::Ascending
            }
        };
        let sort = foreach
            .sort
            .as_ref()
            .map(|sort| (sort.by, direction(sort.descending)));
        let keys = foreach
            .keys
            .iter()
            .map(|key| self.variable(&key.name, key.span))
            .collect();
        let value = foreach
            .value
            .as_ref()
            .map(|value| self.variable(&value.name, value.span));
        let places = WalkPlaces {
            value: foreach.value.as_ref().map_or(array, |value| value.span),
            keys: foreach.keys.iter().map(|key| key.span).collect(),
            array,
        };
        let body = *self.loop_body(&foreach.body);
        Some(StatementKind::Foreach(Box::new(Foreach {
            value,
            keys,
            global,
            places,
            over,
            fixed,
            sort,
            limit,
            body,
        })))
    }

    /// `try { … } catch (message) { … }`
    pub fn attempt(
        &mut self,
        body: &[syntax::Statement],
        message: Option<&Identifier>,
        handler: &[syntax::Statement],
        span: Span,
    ) -> StatementKind {
        let body = StatementKind::Block(self.statements(body));
        let named = message.map_or(span, |message| message.span);
        let message = message.map(|message| self.variable(&message.name, message.span));
        let handler = StatementKind::Block(self.statements(handler));
        let boxed = |kind| Box::new(Statement::new(kind, span));
        StatementKind::Try {
            body: boxed(body),
            message,
            named,
            handler: boxed(handler),
        }
    }
}
