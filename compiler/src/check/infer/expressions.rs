//! The types of expressions.

use sigscript_grammar::operators::{BinaryOperator, Operands};
use sigscript_grammar::syntax::PrintStyle;
use sigscript_grammar::{Diagnostic, Span};

use crate::check::infer::formats::conversions;
use crate::check::infer::{Inference, Known, literal_kind};
use crate::errors::{self, Meant};
use crate::rows::Kind;
use crate::tree::{Event, Expression, ExpressionKind, Place, Print, Start};

impl Inference<'_> {
    fn event(&mut self, event: &Event) {
        if let Start::Pointer(pointer) = &event.start {
            self.expect(pointer, Kind::Long);
        }
        if let Some(otherwise) = &event.otherwise {
            self.expect(otherwise, event.read.kind());
        }
    }

    /// Infers an expression that must be of a type.
    pub fn expect(&mut self, expression: &Expression, kind: Kind) {
        self.infer(expression, Some(kind));
    }

    /// The type of an expression; `wanted` is what its surroundings need, if they know. Reports where the two differ.
    pub fn infer(&mut self, expression: &Expression, wanted: Option<Kind>) -> Option<Kind> {
        if self.wrong.expressions.contains(&expression.span) {
            return None;
        }
        let found = match &expression.kind {
            ExpressionKind::Variable(place) => {
                return self.variable(*place, wanted, expression.span);
            }
            ExpressionKind::Literal(literal) => Some(literal_kind(literal)),
            ExpressionKind::Unary(_, operand) => {
                self.expect(operand, Kind::Long);
                Some(Kind::Long)
            }
            ExpressionKind::Binary(operator, left, right) => {
                Some(self.binary(*operator, left, right, expression.span))
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                self.condition(condition);
                return self.agree(then, otherwise, wanted);
            }
            ExpressionKind::Element(global, keys) => {
                self.all_keys(*global, keys);
                return self.variable(Place::Global(*global), wanted, expression.span);
            }
            ExpressionKind::Has(global, any, keys) => {
                self.keys(*global, *any, keys);
                Some(Kind::Long)
            }
            ExpressionKind::Accumulate(global, keys, value)
            | ExpressionKind::Bucket(global, keys, value) => {
                self.all_keys(*global, keys);
                self.expect(value, Kind::Long);
                Some(Kind::Long)
            }
            ExpressionKind::Extract(_, global, keys) => {
                self.all_keys(*global, keys);
                Some(Kind::Long)
            }
            ExpressionKind::Histogram(global, keys) => {
                self.all_keys(*global, keys);
                Some(Kind::String)
            }
            ExpressionKind::Match(subject, _) => {
                self.expect(subject, Kind::String);
                Some(Kind::Long)
            }
            ExpressionKind::Assign {
                place,
                keys,
                operator,
                value,
            } => {
                if let Place::Global(global) = place {
                    self.all_keys(*global, keys);
                }
                let held = self.known(*place).0;
                if let Some(operator) = operator {
                    self.compound(*operator, *place, value, expression.span)
                } else {
                    match held {
                        Some(held) => self.assigned(*place, held, value),
                        None => {
                            let kind = self.infer(value, wanted);
                            self.variable(*place, kind, expression.span)
                        }
                    }
                }
            }
            ExpressionKind::Increment { place, keys, .. } => {
                if let Place::Global(global) = place {
                    self.all_keys(*global, keys);
                }
                self.variable(*place, Some(Kind::Long), expression.span)
            }
            ExpressionKind::Call(function, arguments) => {
                self.call(*function, arguments);
                return self.call_value(*function, wanted, expression.span);
            }
            ExpressionKind::Builtin(row, arguments) => {
                self.builtin(*row, arguments);
                let row = &self.rows.builtins[*row];
                if row.returns.is_none() {
                    self.mistake(|| errors::no_value(expression.span, row.name, false));
                }
                row.returns
            }
            ExpressionKind::Context(row) => Some(self.rows.contexts[*row].kind),
            ExpressionKind::Event(event) => {
                self.event(event);
                Some(event.read.kind())
            }
            ExpressionKind::Print(print) => {
                self.print(print, expression.span);
                Some(if print.name.to_text {
                    Kind::String
                } else {
                    Kind::Long
                })
            }
        };
        if let (Some(wanted), Some(found)) = (wanted, found)
            && wanted != found
        {
            self.unfit(expression, wanted, found);
        }
        found
    }

    pub fn mistake(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.is_none() {
            return;
        }
        let diagnostic = self.led_here(diagnostic());
        if let Some(diagnostics) = &mut self.diagnostics {
            diagnostics.push(diagnostic);
        }
    }

    pub fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        span: Span,
    ) -> Kind {
        match operator.operands() {
            Operands::Numbers => {
                if operator != BinaryOperator::Add || !self.adds_text(left, right) {
                    self.expect(left, Kind::Long);
                    self.expect(right, Kind::Long);
                }
                Kind::Long
            }
            Operands::Comparable => {
                self.compare(left, right);
                Kind::Long
            }
            Operands::Texts => {
                if !self.joins_numbers(left, right, span) {
                    self.expect(left, Kind::String);
                    self.expect(right, Kind::String);
                }
                Kind::String
            }
        }
    }

    /// Two expressions of one type.
    pub fn agree(
        &mut self,
        left: &Expression,
        right: &Expression,
        wanted: Option<Kind>,
    ) -> Option<Kind> {
        let first = self.infer(left, wanted);
        let second = self.infer(right, first.or(wanted));
        if first.is_none() && second.is_some() {
            self.infer(left, second);
        }
        first.or(second)
    }

    pub(super) fn known(&mut self, place: Place) -> &mut Known {
        match place {
            Place::Local(index) => &mut self.locals[self.body][index],
            Place::Global(index) => &mut self.globals[index],
        }
    }

    pub fn variable(&mut self, place: Place, wanted: Option<Kind>, span: Span) -> Option<Kind> {
        let known = self.known(place);
        match (known.0, wanted) {
            (None, Some(kind)) => {
                known.0 = Some((kind, span));
                self.changed = true;
                Some(kind)
            }
            (Some(_), Some(wanted)) if self.disputed.contains(&(self.body, place)) => Some(wanted),
            (Some((kind, first)), Some(wanted)) if kind != wanted => {
                if self.diagnostics.is_some() {
                    self.disputed.insert((self.body, place));
                }
                let name = self.name(self.body, place);
                self.mistake(|| errors::variable_mismatch(span, &name, wanted, (first, kind)));
                Some(wanted)
            }
            (known, _) => known.map(|(kind, _)| kind),
        }
    }

    pub fn call(&mut self, function: usize, arguments: &[Expression]) {
        for (index, argument) in arguments.iter().enumerate() {
            let parameter = self.locals[function][index].0.map(|(kind, _)| kind);
            let found = self.infer(argument, parameter);
            if let (None, Some(found)) = (parameter, found) {
                self.locals[function][index] = Known(Some((found, argument.span)));
                self.changed = true;
            }
        }
    }

    pub fn call_value(
        &mut self,
        function: usize,
        wanted: Option<Kind>,
        span: Span,
    ) -> Option<Kind> {
        if !self.has_value[function] {
            let name = self.names[function].clone();
            self.mistake(|| errors::no_value(span, &name, true));
            return wanted;
        }
        match (self.returns[function].0, wanted) {
            (None, Some(kind)) => {
                self.returns[function] = Known(Some((kind, span)));
                self.changed = true;
                Some(kind)
            }
            (Some((kind, _)), Some(wanted)) if kind != wanted => {
                let written = self.sources.snippet(span).to_owned();
                self.mistake(|| errors::type_mismatch(span, wanted, kind, &written));
                Some(kind)
            }
            (None, None) if self.wrong.any => None,
            (None, None) => {
                let name = self.names[function].clone();
                self.mistake(|| errors::unresolved(span, &name, &Meant::Nothing));
                None
            }
            (Some((kind, _)), _) => Some(kind),
        }
    }

    pub fn builtin(&mut self, row: usize, arguments: &[Expression]) {
        for (argument, kind) in arguments.iter().zip(self.rows.builtins[row].parameters) {
            self.expect(argument, *kind);
        }
    }

    pub fn print(&mut self, print: &Print, span: Span) {
        match print.name.style {
            PrintStyle::Plain | PrintStyle::Delimited => {
                for argument in &print.arguments {
                    self.infer(argument, None);
                }
            }
            PrintStyle::Character => print
                .arguments
                .iter()
                .for_each(|argument| self.expect(argument, Kind::Long)),
            PrintStyle::Format => self.formatted(print, span),
        }
    }

    pub fn formatted(&mut self, print: &Print, span: Span) {
        let wanted = conversions(print.format.as_deref().unwrap_or_default());
        if wanted.len() != print.arguments.len() {
            let letters: Vec<&str> = wanted.iter().map(|(_, letter)| *letter).collect();
            let extra = print.arguments.get(wanted.len()).map(|extra| extra.span);
            let given = print.arguments.len();
            self.mistake(|| errors::print_count(span, &letters, given, extra));
        }
        for (argument, (kind, letter)) in print.arguments.iter().zip(wanted) {
            match self.kind_of(argument) {
                Some(found) if found != kind => {
                    self.infer(argument, None);
                    self.mistake(|| errors::print_conversion(argument.span, letter, kind, found));
                }
                _ => self.expect(argument, kind),
            }
        }
    }
}
