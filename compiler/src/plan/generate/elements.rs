//! Elements of arrays and statistics to bytecode.

use sigscript_grammar::Span;
use sigscript_grammar::operators::{BinaryOperator, UnaryOperator};

use crate::errors;
use crate::plan::code::{Instruction, Register, Window};
use crate::plan::generate::{Generator, place};
use crate::plan::{Walk, WalkOver};
use crate::rows::Kind;
use crate::tree::{Expression, ExpressionKind, Foreach, Place};

impl Generator<'_> {
    /// Evaluates keys into a fresh window.
    pub fn keys(&mut self, keys: &[Expression]) -> Window {
        let kinds: Vec<Kind> = keys.iter().map(|key| self.kind(key)).collect();
        self.window(keys, &kinds)
    }

    /// What is asked of an array, a statistic or a text, giving a number.
    pub fn question(&mut self, expression: &Expression) -> Register {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Has(global, any, keys) => {
                let keys = self.keys(keys);
                let to = self.keep(Kind::Long, keys, span);
                self.emit(
                    Instruction::HasElement {
                        to,
                        array: *global as u16,
                        keys,
                        any: *any,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Accumulate(global, keys, value) => {
                let from = self.number(value);
                let keys = self.keys(keys);
                self.emit(
                    Instruction::Accumulate {
                        global: *global as u16,
                        keys,
                        from,
                    },
                    span,
                );
                from
            }
            ExpressionKind::Extract(extractor, global, keys) => {
                let keys = self.keys(keys);
                let to = self.keep(Kind::Long, keys, span);
                self.emit(
                    Instruction::Extract {
                        extractor: *extractor,
                        to,
                        global: *global as u16,
                        keys,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Bucket(global, keys, index) => {
                let to = self.allocate(Kind::Long, span);
                self.value_to(index, Kind::Long, to);
                let keys = self.keys(keys);
                self.emit(
                    Instruction::Bucket {
                        to,
                        global: *global as u16,
                        keys,
                    },
                    span,
                );
                to
            }
            ExpressionKind::Match(subject, pattern) => {
                let subject = self.text(subject);
                let pattern = self.pattern(pattern, expression.span);
                let to = self.allocate(Kind::Long, span);
                self.emit(
                    Instruction::Match {
                        to,
                        subject,
                        pattern,
                    },
                    span,
                );
                to
            }
            other => unreachable!("{other:?} asks nothing"),
        }
    }

    /// `array[keys] operator= value`
    pub fn assign_element(
        &mut self,
        place: Place,
        keys: &[Expression],
        operator: Option<BinaryOperator>,
        value: &Expression,
        span: Span,
    ) -> Register {
        let Place::Global(global) = place else {
            return 0;
        };
        let array = global as u16;
        let kind = self.place_kind(place);
        let to = self.allocate(kind, span);
        let keys = self.keys(keys);
        match operator {
            None => self.value_to(value, kind, to),
            Some(BinaryOperator::Add) => {
                self.value_to(value, kind, to);
                self.emit(
                    Instruction::AddElement {
                        array,
                        keys,
                        by: to,
                    },
                    span,
                );
                return to;
            }
            Some(BinaryOperator::Subtract) => {
                self.value_to(value, kind, to);
                self.emit(
                    Instruction::Unary {
                        operator: UnaryOperator::Negate,
                        to,
                        from: to,
                    },
                    span,
                );
                self.emit(
                    Instruction::AddElement {
                        array,
                        keys,
                        by: to,
                    },
                    span,
                );
                return to;
            }
            Some(operator) => {
                self.emit(Instruction::LoadElement { to, array, keys }, span);
                let right = self.value(value, kind);
                self.emit(
                    match kind {
                        Kind::Long => Instruction::Binary {
                            operator,
                            to,
                            left: to,
                            right,
                        },
                        Kind::String => Instruction::Concatenate {
                            to,
                            left: to,
                            right,
                        },
                    },
                    span,
                );
            }
        }
        self.emit(
            Instruction::StoreElement {
                array,
                keys,
                from: to,
            },
            span,
        );
        to
    }

    /// `++array[keys]`, `array[keys]--`
    pub fn increment_element(
        &mut self,
        global: usize,
        keys: &[Expression],
        by: i8,
        prefix: bool,
        span: Span,
    ) -> Register {
        let to = self.allocate(Kind::Long, span);
        let keys = self.keys(keys);
        self.emit(
            Instruction::Number {
                to,
                value: by.into(),
            },
            span,
        );
        self.emit(
            Instruction::AddElement {
                array: global as u16,
                keys,
                by: to,
            },
            span,
        );
        if !prefix {
            let right = -i32::from(by);
            self.emit(
                Instruction::BinaryConstant {
                    operator: BinaryOperator::Add,
                    to,
                    left: to,
                    right,
                },
                span,
            );
        }
        to
    }

    /// Gives a variable a value.
    pub fn set(&mut self, place: Place, kind: Kind, from: Register, span: Span) {
        match place {
            Place::Local(index) => {
                let to = self.body.locals[index].0;
                self.copy(kind, to, from, span);
            }
            Place::Global(_) => self.store(place, from, kind, span),
        }
    }

    /// The walk of a `foreach`.
    pub fn walk(&mut self, foreach: &Foreach, span: Span) -> u16 {
        if self.plan.walks.len() > usize::from(u16::MAX) {
            self.report(errors::too_large(span, "loops"));
            return 0;
        }
        self.plan.walks.push(Walk {
            global: foreach.global as u16,
            over: foreach.over.clone(),
            sort: foreach.sort,
            limited: foreach.limit.is_some(),
        });
        (self.plan.walks.len() - 1) as u16
    }

    /// Evaluates what a walk begins with: its fixed keys, and behind the numbers its limit.
    pub fn fixed_keys(&mut self, foreach: &Foreach) -> Window {
        let mut values = foreach.fixed.clone();
        values.extend(foreach.limit.clone());
        self.keys(&values)
    }

    /// The types of what a walk brings.
    pub fn walked_kinds(&self, foreach: &Foreach) -> Vec<Kind> {
        match foreach.over {
            WalkOver::Buckets => vec![Kind::Long],
            WalkOver::Elements(_) => {
                let keys = &self.program.globals[foreach.global].elements.keys;
                keys.iter().map(|key| key.unwrap_or(Kind::Long)).collect()
            }
        }
    }

    /// The index of a regular expression in the plan.
    pub fn pattern(&mut self, pattern: &[u8], span: Span) -> u16 {
        let index = place(&mut self.plan.patterns, &mut self.patterns, pattern.into());
        self.narrow(index, "regular expressions", span)
    }

    /// An index that an instruction has 16 bits for.
    pub fn narrow(&mut self, index: usize, what: &str, span: Span) -> u16 {
        u16::try_from(index).unwrap_or_else(|_| {
            self.report(errors::too_large(span, what));
            0
        })
    }
}
