//! Expressions to bytecode.

use sigscript_grammar::Span;
use sigscript_grammar::operators::{BinaryOperator, Operands};
use sigscript_grammar::syntax::Literal;

use crate::plan::code::{Instruction, Register};
use crate::plan::generate::Generator;
use crate::rows::Kind;
use crate::tree::{Expression, ExpressionKind, Place};

impl Generator<'_> {
    /// An expression whose value nobody uses.
    pub fn effect(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Print(print) if !print.name.to_text => {
                self.print(print, expression.span);
            }
            ExpressionKind::Increment {
                place, keys, by, ..
            } => {
                self.increment(*place, keys, *by, true, expression.span);
            }
            _ => {
                self.value(expression, self.kind(expression));
            }
        }
    }

    pub fn value(&mut self, expression: &Expression, kind: Kind) -> Register {
        match kind {
            Kind::Long => self.number(expression),
            Kind::String => self.text(expression),
        }
    }

    /// Evaluates into a certain register.
    pub fn value_to(&mut self, expression: &Expression, kind: Kind, to: Register) {
        let free = self.body.free;
        let before = self.here();
        let from = self.value(expression, kind);
        self.body.free = free;
        if from == to || self.retarget(before, kind, from, to) {
            return;
        }
        self.copy(kind, to, from, expression.span);
    }

    /// Lets the last instruction leave its result in `to` at once, where it made it in a register that nobody else reads.
    pub fn retarget(&mut self, since: u32, kind: Kind, from: Register, to: Register) -> bool {
        let fresh = match kind {
            Kind::Long => from >= self.body.free.numbers,
            Kind::String => from >= self.body.free.texts,
        };
        if !fresh || self.here() != since + 1 {
            return false;
        }
        match (kind, self.body.code.instructions.last_mut()) {
            (
                Kind::Long,
                Some(
                    Instruction::Number { to: result, .. }
                    | Instruction::NumberConstant { to: result, .. }
                    | Instruction::Binary { to: result, .. }
                    | Instruction::BinaryConstant { to: result, .. }
                    | Instruction::Unary { to: result, .. }
                    | Instruction::CompareTexts { to: result, .. }
                    | Instruction::LoadNumber { to: result, .. }
                    | Instruction::CaptureNumber { to: result, .. },
                ),
            )
            | (
                Kind::String,
                Some(
                    Instruction::TextConstant { to: result, .. }
                    | Instruction::Concatenate { to: result, .. }
                    | Instruction::LoadText { to: result, .. }
                    | Instruction::CaptureText { to: result, .. },
                ),
            ) => {
                *result = to;
                true
            }
            _ => false,
        }
    }

    pub fn copy(&mut self, kind: Kind, to: Register, from: Register, span: Span) {
        match kind {
            Kind::Long => self.emit(Instruction::CopyNumber { to, from }, span),
            Kind::String => self.emit(Instruction::CopyText { to, from }, span),
        }
    }

    /// Evaluates a number; gives the register where it stands, which may be a local's.
    pub fn number(&mut self, expression: &Expression) -> Register {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Literal(Literal::Number(value)) => {
                let to = self.allocate(Kind::Long, span);
                if let Ok(value) = i32::try_from(*value) {
                    self.emit(Instruction::Number { to, value }, span);
                } else {
                    let index = self.number_constant(*value);
                    self.emit(Instruction::NumberConstant { to, index }, span);
                }
                to
            }
            ExpressionKind::Unary(operator, operand) => {
                let from = self.number(operand);
                let to = self.allocate(Kind::Long, span);
                self.emit(
                    Instruction::Unary {
                        operator: *operator,
                        to,
                        from,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), ..) => {
                let _ = operator;
                self.truth(expression)
            }
            ExpressionKind::Binary(operator, left, right)
                if operator.operands() == Operands::Comparable
                    && self.kind(left) == Kind::String =>
            {
                let left = self.operand(left, right, Kind::String);
                let right = self.text(right);
                let to = self.allocate(Kind::Long, span);
                self.emit(
                    Instruction::CompareTexts {
                        operator: *operator,
                        to,
                        left,
                        right,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Binary(operator, left, right) => {
                self.binary(*operator, left, right, span)
            }
            ExpressionKind::Increment {
                place,
                keys,
                by,
                prefix,
            } => self.increment(*place, keys, *by, *prefix, span),
            ExpressionKind::Has(..)
            | ExpressionKind::Accumulate(..)
            | ExpressionKind::Extract(..)
            | ExpressionKind::Bucket(..)
            | ExpressionKind::Match(..) => self.question(expression),
            ExpressionKind::Print(print) => {
                self.print(print, span);
                let to = self.allocate(Kind::Long, span);
                self.nothing(to, Kind::Long, span);
                to
            }
            _ => self.either(expression, Kind::Long),
        }
    }

    /// Evaluates a string; gives the register where it stands, which may be a local's.
    pub fn text(&mut self, expression: &Expression) -> Register {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Literal(Literal::Text(text)) => {
                let to = self.allocate(Kind::String, span);
                let index = self.text_constant(text);
                self.emit(Instruction::TextConstant { to, index }, span);
                to
            }
            ExpressionKind::Binary(_, left, right) => {
                let left = self.operand(left, right, Kind::String);
                let right = self.text(right);
                let to = self.allocate(Kind::String, span);
                self.emit(Instruction::Concatenate { to, left, right }, span);
                to
            }
            ExpressionKind::Histogram(global, keys) => {
                let keys = self.keys(keys);
                let to = self.keep(Kind::String, keys, span);
                self.emit(
                    Instruction::FormatHistogram {
                        to,
                        global: *global as u16,
                        keys,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Print(print) => {
                let window = self.print_window(print);
                let template = self.template(print, span);
                self.emit(Instruction::Format { template, window }, span);
                self.keep(Kind::String, window, span)
            }
            _ => self.either(expression, Kind::String),
        }
    }

    /// What numbers and strings have in common.
    pub fn either(&mut self, expression: &Expression, kind: Kind) -> Register {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Variable(Place::Local(index)) => self.body.locals[*index].0,
            ExpressionKind::Variable(Place::Global(index)) => {
                let to = self.allocate(kind, span);
                let global = *index as u16;
                self.emit(
                    match kind {
                        Kind::Long => Instruction::LoadNumber { to, global },
                        Kind::String => Instruction::LoadText { to, global },
                    },
                    span,
                );
                to
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let to = self.allocate(kind, span);
                let past_then = self.jump_unless(condition);
                self.value_to(then, kind, to);
                let past_all = self.jump(Instruction::Jump { to: 0 }, span);
                past_then.into_iter().for_each(|jump| self.land(jump));
                self.value_to(otherwise, kind, to);
                self.land(past_all);
                to
            }
            ExpressionKind::Element(global, keys) => {
                let keys = self.keys(keys);
                let to = self.keep(kind, keys, span);
                self.emit(
                    Instruction::LoadElement {
                        to,
                        array: *global as u16,
                        keys,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Assign {
                place,
                keys,
                operator,
                value,
            } if keys.is_empty() => self.assign(*place, *operator, value, span),
            ExpressionKind::Assign {
                place,
                keys,
                operator,
                value,
            } => self.assign_element(*place, keys, *operator, value, span),
            ExpressionKind::Call(function, arguments) => {
                let kinds: Vec<Kind> = arguments
                    .iter()
                    .map(|argument| self.kind(argument))
                    .collect();
                let raw = self.program.functions[*function].raw;
                let window = self.filled_window(arguments, &kinds, raw);
                self.emit(
                    Instruction::Call {
                        function: *function as u16,
                        window,
                    },
                    span,
                );
                self.keep(kind, window, span)
            }
            ExpressionKind::Builtin(row, arguments) => {
                let builtin = &self.rows.builtins[*row];
                let window = self.filled_window(arguments, builtin.parameters, builtin.raw);
                self.emit(
                    Instruction::Builtin {
                        row: *row as u16,
                        window,
                    },
                    span,
                );
                self.keep(kind, window, span)
            }
            ExpressionKind::Context(_) | ExpressionKind::Event(_) => {
                self.captured(expression, kind, false)
            }
            other => unreachable!("{other:?} has another type"),
        }
    }

    /// A left operand; copied where it stands in a local's register that evaluating the right one changes.
    pub fn operand(&mut self, left: &Expression, right: &Expression, kind: Kind) -> Register {
        let register = self.value(left, kind);
        let is_local = self.body.locals.contains(&(register, kind));
        if !is_local || !right.any(|expression| expression.changes().is_some()) {
            return register;
        }
        let to = self.allocate(kind, left.span);
        self.copy(kind, to, register, left.span);
        to
    }

    pub fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        span: Span,
    ) -> Register {
        let left = self.operand(left, right, Kind::Long);
        if let Some(right) = small(right) {
            let to = self.allocate(Kind::Long, span);
            self.emit(
                Instruction::BinaryConstant {
                    operator,
                    to,
                    left,
                    right,
                },
                span,
            );
            return to;
        }
        let right = self.number(right);
        let to = self.allocate(Kind::Long, span);
        self.emit(
            Instruction::Binary {
                operator,
                to,
                left,
                right,
            },
            span,
        );
        to
    }

    /// 0 or 1, for `&&` and `||`.
    pub fn truth(&mut self, condition: &Expression) -> Register {
        let span = condition.span;
        let to = self.allocate(Kind::Long, span);
        let fails = self.jump_unless(condition);
        self.emit(Instruction::Number { to, value: 1 }, span);
        let past = self.jump(Instruction::Jump { to: 0 }, span);
        fails.into_iter().for_each(|jump| self.land(jump));
        self.emit(Instruction::Number { to, value: 0 }, span);
        self.land(past);
        to
    }

    pub fn assign(
        &mut self,
        place: Place,
        operator: Option<BinaryOperator>,
        value: &Expression,
        span: Span,
    ) -> Register {
        let kind = self.place_kind(place);
        let value = match operator {
            None => value.clone(),
            Some(operator) => {
                let old = Expression::new(ExpressionKind::Variable(place), span);
                Expression::new(
                    ExpressionKind::Binary(operator, Box::new(old), Box::new(value.clone())),
                    span,
                )
            }
        };
        match place {
            Place::Local(index) => {
                let to = self.body.locals[index].0;
                self.value_to(&value, kind, to);
                to
            }
            Place::Global(_) => {
                let from = self.value(&value, kind);
                self.store(place, from, kind, span);
                from
            }
        }
    }

    pub fn store(&mut self, place: Place, from: Register, kind: Kind, span: Span) {
        let Place::Global(index) = place else { return };
        let global = index as u16;
        self.emit(
            match kind {
                Kind::Long => Instruction::StoreNumber { global, from },
                Kind::String => Instruction::StoreText { global, from },
            },
            span,
        );
    }

    pub fn increment(
        &mut self,
        place: Place,
        keys: &[Expression],
        by: i8,
        prefix: bool,
        span: Span,
    ) -> Register {
        if let (Place::Global(global), [_, ..]) = (place, keys) {
            return self.increment_element(global, keys, by, prefix, span);
        }
        let old = self.number(&Expression::new(ExpressionKind::Variable(place), span));
        let kept = if prefix {
            None
        } else {
            let kept = self.allocate(Kind::Long, span);
            self.emit(
                Instruction::CopyNumber {
                    to: kept,
                    from: old,
                },
                span,
            );
            Some(kept)
        };
        let add = |to| Instruction::BinaryConstant {
            operator: BinaryOperator::Add,
            to,
            left: old,
            right: i32::from(by),
        };
        let new = match place {
            Place::Local(index) => self.body.locals[index].0,
            Place::Global(_) => self.allocate(Kind::Long, span),
        };
        self.emit(add(new), span);
        self.store(place, new, Kind::Long, span);
        kept.unwrap_or(new)
    }
}

/// A constant that fits an instruction.
pub fn small(expression: &Expression) -> Option<i32> {
    expression
        .as_number()
        .and_then(|value| i32::try_from(value).ok())
}
