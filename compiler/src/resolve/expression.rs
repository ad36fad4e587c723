//! Expressions: names to indices, `@defined` to its answer.

use sigscript_grammar::operators::{AssignOperator, UnaryOperator};
use sigscript_grammar::syntax::{self, Identifier, Key, Literal, PrintName, PrintStyle};
use sigscript_grammar::{Span, similar};

use crate::errors;
use crate::plan::Read;
use crate::resolve::Reported;
use crate::resolve::body::{Body, Owner};
use crate::resolve::elements::UsedAs;
use crate::resolve::field;
use crate::resolve::memory::{self, MemoryRead};
use crate::resolve::points::EventScope;
use crate::resolve::unsupported;
use crate::rows::Kind;
use crate::tree::{Event, Expression, ExpressionKind, Place, Print, Start};

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

    fn call(
        &mut self,
        function: &Identifier,
        arguments: &[syntax::Expression],
        span: Span,
    ) -> Expression {
        if let Some(point) = self
            .own_point(&function.name)
            .filter(|_| arguments.is_empty())
        {
            return Expression::new(
                ExpressionKind::Literal(Literal::Text(point.into_bytes())),
                span,
            );
        }
        if function.name == "target" && arguments.is_empty() {
            return Expression::number(self.resolver.inputs.options.target, span);
        }
        let variable = self.is_variable(&function.name, function.span);
        if self.is_unknown(function) {
            return self.unknown_call(function, arguments, variable, span);
        }
        let resolved: Vec<Expression> = arguments
            .iter()
            .map(|argument| self.expression(argument))
            .collect();
        match self.resolver.function(function, resolved.len(), variable) {
            Ok(Some(index)) => Expression::new(ExpressionKind::Call(index, resolved), span),
            Err(Reported) => self.wrong(span),
            Ok(None) => self.foreign_call(function, resolved, span),
        }
    }

    /// Whether neither script nor library nor runtime has a function of this name.
    fn is_unknown(&self, function: &Identifier) -> bool {
        let (rows, name) = (self.resolver.inputs.rows, function.name.as_str());
        !(self
            .resolver
            .declared
            .get(name, function.span.file)
            .is_some()
            || self.resolver.library.functions().any(|known| known == name)
            || rows.builtins.iter().any(|row| row.name == name)
            || rows.contexts.iter().any(|row| row.name == name)
            || memory::READS.iter().any(|row| row.name == name)
            || unsupported::function(name).is_some())
    }

    /// A call of what is no function.
    fn unknown_call(
        &mut self,
        function: &Identifier,
        arguments: &[syntax::Expression],
        variable: bool,
        span: Span,
    ) -> Expression {
        let near = self.similar_functions(&function.name, function.span);
        self.report(errors::unknown_function(function, &near, variable));
        for argument in arguments {
            // What the function would do with a variable is not known: an array, perhaps.
            if !matches!(argument.kind, syntax::ExpressionKind::Variable(_)) {
                self.expression(argument);
            }
        }
        self.wrong(span)
    }

    /// Whether a variable called so has a value here, or could have one by an alias.
    fn is_variable(&self, name: &str, span: Span) -> bool {
        self.knows_variable(name, span) || self.aliases_set.iter().any(|set| set == name)
    }

    /// A call of a function that the script and its library do not define.
    fn foreign_call(
        &mut self,
        function: &Identifier,
        mut arguments: Vec<Expression>,
        span: Span,
    ) -> Expression {
        let rows = self.resolver.inputs.rows;
        let arity = arguments.len();
        let name = function.name.as_str();
        if let Some(row) = memory::read(name, arity) {
            return self.memory_read(row, &mut arguments, span);
        }
        if let Some(row) = rows.contexts.iter().position(|row| row.name == name) {
            if arity != 0 {
                self.report(errors::wrong_arity(function, arity, &[Vec::new()], false));
            }
            return Expression::new(ExpressionKind::Context(row), span);
        }
        let named = || {
            rows.builtins
                .iter()
                .enumerate()
                .filter(|(_, row)| row.name == name)
        };
        if let Some((row, _)) = named().find(|(_, row)| row.parameters.len() == arity) {
            if rows.builtins[row].runs_program && !self.resolver.inputs.options.allow_system {
                self.report(errors::program_not_allowed(function));
            }
            return Expression::new(ExpressionKind::Builtin(row, arguments), span);
        }
        if let Some(reason) = unsupported::function(name) {
            self.report(errors::unsupported_function(function, reason));
            return self.wrong(span);
        }
        let memory = memory::READS.iter().filter(|row| row.name == name);
        let kinds = |kinds: &[Kind]| -> Vec<String> {
            let words = kinds.iter().map(|kind| match kind {
                Kind::Long => "number",
                Kind::String => "text",
            });
            words.map(str::to_owned).collect()
        };
        let forms: Vec<Vec<String>> = named()
            .map(|(_, row)| kinds(row.parameters))
            .chain(memory.flat_map(MemoryRead::forms))
            .collect();
        let variable = self.is_variable(name, span);
        self.report(errors::wrong_arity(function, arity, &forms, variable));
        self.wrong(span)
    }

    /// `kernel_string(pointer)` and its like.
    pub fn memory_read(
        &mut self,
        row: &MemoryRead,
        arguments: &mut Vec<Expression>,
        span: Span,
    ) -> Expression {
        let otherwise = (arguments.len() > row.arity())
            .then(|| arguments.pop().map(Box::new))
            .flatten();
        let mut read = row.read;
        if let Read::Bytes { size } = &mut read {
            let wanted = arguments.pop().and_then(|wanted| wanted.as_number());
            let Some(wanted) = wanted.filter(|wanted| (1..=memory::MOST_BYTES).contains(wanted))
            else {
                self.report(errors::bytes_to_read(span, memory::MOST_BYTES));
                return self.wrong(span);
            };
            *size = wanted as u16;
        }
        let pointer = arguments.remove(0);
        // A character array is text already.
        if let ExpressionKind::Event(event) = &pointer.kind
            && row.read == Read::KernelString
            && event.read.kind() == Kind::String
        {
            return pointer;
        }
        let label = match &pointer.kind {
            ExpressionKind::Event(event) => format!("{}({})", row.name, event.label),
            _ => format!("{}(…)", row.name),
        };
        let event = Event {
            start: Start::Pointer(pointer),
            offsets: if matches!(read, Read::Target { .. }) {
                Vec::new()
            } else {
                vec![0]
            },
            user: u8::from(row.user),
            read,
            label,
            variable: None,
            otherwise,
            optional: false,
        };
        Expression::new(ExpressionKind::Event(Box::new(event)), span)
    }

    fn similar_functions(&self, name: &str, span: Span) -> Vec<String> {
        let rows = self.resolver.inputs.rows;
        let prints = PrintName::NAMES.iter().copied();
        let candidates = rows
            .builtins
            .iter()
            .map(|row| row.name)
            .chain(rows.contexts.iter().map(|row| row.name))
            .chain(memory::READS.iter().map(|row| row.name))
            .chain(self.resolver.declared.names(span.file))
            .chain(self.resolver.library.functions())
            .chain(prints);
        similar(name, candidates)
            .into_iter()
            .map(str::to_owned)
            .collect()
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
