//! Expressions: names to indices, `@defined` to its answer.

use sigscript_grammar::Span;
use sigscript_grammar::operators::{AssignOperator, UnaryOperator};
use sigscript_grammar::syntax::{self, Identifier, Key, Literal, PrintStyle};

use crate::errors;
use crate::resolve::body::{Body, Owner};
use crate::resolve::elements::UsedAs;
use crate::resolve::field;
use crate::resolve::points::EventScope;
use crate::tree::{Expression, ExpressionKind, Place, Print};

impl Body<'_, '_> {
    pub fn expression(&mut self, expression: &syntax::Expression) -> Expression {
        let span = expression.span;
        let kind = match &expression.kind {
            syntax::ExpressionKind::Literal(literal) => ExpressionKind::Literal(literal.clone()),
            syntax::ExpressionKind::Variable(name) => self.variable_value(name, span),
            syntax::ExpressionKind::Index { base, keys } => return self.index(base, keys, span),
            syntax::ExpressionKind::Call {
                function,
                arguments,
            } => return self.call(function, arguments, span),
            syntax::ExpressionKind::Unary { operator, operand } => {
                ExpressionKind::Unary(*operator, Box::new(self.expression(operand)))
            }
            syntax::ExpressionKind::Binary {
                operator,
                left,
                right,
            } => {
                let left = self.expression(left);
                ExpressionKind::Binary(*operator, Box::new(left), Box::new(self.expression(right)))
            }
            syntax::ExpressionKind::Conditional {
                condition,
                then,
                otherwise,
            } => {
                return self.conditional(condition, then, otherwise, span);
            }
            syntax::ExpressionKind::Assign {
                operator,
                target,
                value,
            } => {
                return self.assign(*operator, target, value, span);
            }
            syntax::ExpressionKind::Increment { by, prefix, target } => match self.place(target) {
                Some((place, keys)) => ExpressionKind::Increment {
                    place,
                    keys,
                    by: *by,
                    prefix: *prefix,
                },
                None => return self.wrong(span),
            },
            syntax::ExpressionKind::Target(target) => return self.target(target, span),
            syntax::ExpressionKind::Print(print) => self.print(print),
            syntax::ExpressionKind::Operator { name, arguments } => {
                return self.operator(name, arguments, span);
            }
            syntax::ExpressionKind::In { keys, array } => {
                return self.membership(keys, array, span);
            }
            syntax::ExpressionKind::Match {
                negated,
                subject,
                pattern,
            } => {
                return self.matching(*negated, subject, pattern, span);
            }
            syntax::ExpressionKind::Statistic {
                extractor,
                of,
                shift,
            } => {
                return self.extract(*extractor, of, *shift, span);
            }
            syntax::ExpressionKind::Histogram { shape, of } => {
                match self.histogram(*shape, of, span) {
                    Some((global, keys)) => ExpressionKind::Histogram(global, keys),
                    None => return self.wrong(span),
                }
            }
        };
        Expression::new(kind, span)
    }

    pub fn unsupported_value(&mut self, span: Span, what: &str) -> Expression {
        self.report(errors::unsupported(span, what));
        self.wrong(span)
    }

    fn variable_value(&mut self, name: &str, span: Span) -> ExpressionKind {
        if name == "argc" && !self.knows_variable(name, span) {
            self.resolver.reads_arguments = true;
            let count = self.resolver.inputs.environment.arguments.len();
            return ExpressionKind::Literal(Literal::Number(count as i64));
        }
        let place = self.variable(name, span);
        if let Place::Global(global) = place {
            self.resolver.use_global(global, 0, UsedAs::Plain, span);
        }
        ExpressionKind::Variable(place)
    }

    /// `subject =~ "pattern"`
    fn matching(
        &mut self,
        negated: bool,
        subject: &syntax::Expression,
        pattern: &[u8],
        span: Span,
    ) -> Expression {
        if let Err(reason) = (self.resolver.inputs.rows.check_pattern)(pattern) {
            self.report(errors::bad_pattern(span, &reason));
        }
        let subject = Box::new(self.expression(subject));
        let found = Expression::new(ExpressionKind::Match(subject, pattern.to_vec()), span);
        if negated {
            return Expression::new(
                ExpressionKind::Unary(UnaryOperator::Not, Box::new(found)),
                span,
            );
        }
        found
    }

    fn index(&mut self, base: &syntax::Expression, keys: &[Key], span: Span) -> Expression {
        if let (syntax::ExpressionKind::Variable(name), [Key::Value(key)]) = (&base.kind, keys)
            && name == "argv"
            && !self.knows_variable(name, span)
            && let Some(number) = self.expression(key).as_number()
        {
            self.resolver.reads_arguments = true;
            let argument = usize::try_from(number - 1).ok();
            let arguments = &self.resolver.inputs.environment.arguments;
            let text = argument
                .and_then(|index| arguments.get(index))
                .cloned()
                .unwrap_or_default();
            return Expression::new(
                ExpressionKind::Literal(Literal::Text(text.into_bytes())),
                span,
            );
        }
        self.element(base, keys, span)
    }

    /// Whether a condition is decided by `@defined`, and how.
    pub fn decided(written: &syntax::Expression, resolved: &Expression) -> Option<bool> {
        if !mentions_defined(written) {
            return None;
        }
        resolved.as_number().map(|value| value != 0)
    }

    fn conditional(
        &mut self,
        condition: &syntax::Expression,
        then: &syntax::Expression,
        otherwise: &syntax::Expression,
        span: Span,
    ) -> Expression {
        let resolved = self.expression(condition);
        match Self::decided(condition, &resolved) {
            Some(true) => self.expression(then),
            Some(false) => self.expression(otherwise),
            None => {
                let then = self.expression(then);
                let otherwise = self.expression(otherwise);
                let kind = ExpressionKind::Conditional(
                    Box::new(resolved),
                    Box::new(then),
                    Box::new(otherwise),
                );
                Expression::new(kind, span)
            }
        }
    }

    /// What an assignment changes: a variable, and the keys of its element.
    fn place(&mut self, target: &syntax::Expression) -> Option<(Place, Vec<Expression>)> {
        match &target.kind {
            syntax::ExpressionKind::Variable(name) => {
                let place = self.variable(name, target.span);
                if let Place::Global(global) = place {
                    self.resolver
                        .use_global(global, 0, UsedAs::Plain, target.span);
                }
                Some((place, Vec::new()))
            }
            syntax::ExpressionKind::Index { base, keys }
                if let syntax::ExpressionKind::Variable(name) = &base.kind =>
            {
                let global = self.global(name, base.span, keys.len(), UsedAs::Plain)?;
                Some((Place::Global(global), self.values(keys)))
            }
            syntax::ExpressionKind::Target(path) => {
                self.target_assigned(path, target.span);
                None
            }
            _ => {
                self.report(errors::not_assignable(target.span));
                None
            }
        }
    }

    /// An assignment to `$name`: another language's variable, perhaps.
    fn target_assigned(&mut self, path: &syntax::Target, span: Span) {
        if let syntax::TargetBase::Variable(name) = &path.base
            && path.path.is_empty()
            && self.variable_start(name, false, span).is_err()
        {
            if self.resolver.with_dollar.insert(name.clone()) {
                self.report(errors::variable_with_dollar(span, name));
            }
            return;
        }
        self.report(errors::target_is_read_only(span));
    }

    fn assign(
        &mut self,
        operator: AssignOperator,
        target: &syntax::Expression,
        value: &syntax::Expression,
        span: Span,
    ) -> Expression {
        let operator = match operator {
            AssignOperator::Plain => None,
            AssignOperator::Compound(operator) => Some(operator),
            AssignOperator::Aggregate => {
                let statistic = self.statistic(target);
                let value = Box::new(self.expression(value));
                return match statistic {
                    Some((global, keys)) => {
                        Expression::new(ExpressionKind::Accumulate(global, keys, value), span)
                    }
                    None => self.wrong(span),
                };
            }
        };
        let place = self.place(target);
        let value = Box::new(self.expression(value));
        match place {
            Some((place, keys)) => Expression::new(
                ExpressionKind::Assign {
                    place,
                    keys,
                    operator,
                    value,
                },
                span,
            ),
            None => self.wrong(span),
        }
    }

    fn print(&mut self, print: &syntax::Print) -> ExpressionKind {
        let names = print
            .arguments
            .iter()
            .map(|argument| field::name(argument, self.resolver.sources.snippet(argument.span)))
            .collect();
        let mut arguments: Vec<Expression> = print
            .arguments
            .iter()
            .map(|argument| self.expression(argument))
            .collect();
        if print.name.style == PrintStyle::Format {
            self.memory_dumps(print.format.as_deref().unwrap_or_default(), &mut arguments);
        }
        ExpressionKind::Print(Box::new(Print {
            name: print.name,
            format: print.format.clone(),
            arguments,
            names,
        }))
    }

    /// `@defined(…)` and its like.
    fn operator(
        &mut self,
        name: &Identifier,
        arguments: &[syntax::Expression],
        span: Span,
    ) -> Expression {
        match (name.name.as_str(), arguments) {
            ("defined", [argument]) => {
                let there = self.succeeds(|body| {
                    body.expression(argument);
                });
                Expression::number(i64::from(there), span)
            }
            ("choose_defined", [wanted, fallback]) => {
                let there = self.succeeds(|body| {
                    body.expression(wanted);
                });
                self.expression(if there { wanted } else { fallback })
            }
            ("entry", [argument]) => self.entry(argument, span),
            (
                "probewrite",
                [
                    syntax::Expression {
                        kind: syntax::ExpressionKind::Variable(variable),
                        span: place,
                    },
                ],
            ) => {
                let place = self.variable(variable, *place);
                Expression::number(i64::from(self.handler_writes(place)), span)
            }
            _ => self.unsupported_value(span, &format!("`@{}`", name.name)),
        }
    }

    /// What the body's event offers.
    pub fn scope(&self) -> Option<&EventScope> {
        match &self.owner {
            Owner::Probe { scope, .. } => Some(scope),
            Owner::Function => None,
        }
    }
}

fn mentions_defined(expression: &syntax::Expression) -> bool {
    match &expression.kind {
        syntax::ExpressionKind::Operator { name, .. } => name.name == "defined",
        syntax::ExpressionKind::Unary { operand, .. } => mentions_defined(operand),
        syntax::ExpressionKind::Binary { left, right, .. } => {
            mentions_defined(left) || mentions_defined(right)
        }
        _ => false,
    }
}
