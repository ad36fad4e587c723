//! Statements to bytecode, conditions to jumps.

use sigscript_grammar::Span;
use sigscript_grammar::operators::{BinaryOperator, Operands, UnaryOperator};

use crate::plan::code::{Instruction, Register};
use crate::plan::generate::expressions::small;
use crate::plan::generate::{Free, Generator, Loop, Returns};
use crate::rows::Kind;
use crate::tree::{Deleted, Expression, ExpressionKind, Foreach, Place, Statement, StatementKind};

impl Generator<'_> {
    pub fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let free = self.body.free;
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body),
            StatementKind::Expression(expression) => self.effect(expression),
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                let past_then = self.jump_unless(condition);
                self.statement(then);
                match otherwise {
                    None => past_then.into_iter().for_each(|jump| self.land(jump)),
                    Some(otherwise) => {
                        let past_all = self.jump(Instruction::Jump { to: 0 }, statement.span);
                        past_then.into_iter().for_each(|jump| self.land(jump));
                        self.statement(otherwise);
                        self.land(past_all);
                    }
                }
            }
            StatementKind::Loop {
                condition,
                body,
                step,
            } => self.rounds(condition, body, step.as_ref(), statement.span),
            StatementKind::Kept => {}
            StatementKind::Break => {
                self.leave_attempts(statement.span);
                let jump = self.jump(Instruction::Jump { to: 0 }, statement.span);
                self.innermost_loop().breaks.push(jump);
            }
            StatementKind::Continue => {
                self.leave_attempts(statement.span);
                let jump = self.jump(Instruction::Jump { to: 0 }, statement.span);
                self.innermost_loop().continues.push(jump);
            }
            StatementKind::Foreach(foreach) => self.foreach(foreach, statement.span),
            StatementKind::Delete(deleted) => self.delete(deleted, statement.span),
            StatementKind::Try {
                body,
                message,
                handler,
                ..
            } => self.attempt(body, *message, handler, statement.span),
            StatementKind::Next => self.next_overload(statement.span),
            StatementKind::Return(value) => self.leave(value.as_ref(), statement.span),
        }
        self.body.free = free;
    }

    fn leave(&mut self, value: Option<&Expression>, span: Span) {
        match (self.body.returns, value) {
            (Returns::Handler, _) => self.emit(Instruction::End, span),
            (Returns::Value(kind), Some(value)) => {
                self.value_to(value, kind, 0);
                self.emit(Instruction::Return, span);
            }
            _ => self.return_nothing(span),
        }
    }

    fn innermost_loop(&mut self) -> &mut Loop {
        self.body
            .loops
            .last_mut()
            .expect("the resolver lets `break` and `continue` stand in loops only")
    }

    /// Ends the `try` blocks that a jump to the innermost loop's end leaves.
    fn leave_attempts(&mut self, span: Span) {
        let since = self.innermost_loop().attempts;
        for _ in since..self.body.attempts {
            self.emit(Instruction::EndTry, span);
        }
    }

    /// `next`: leaves a handler; in a function, the value is the next overload's.
    fn next_overload(&mut self, span: Span) {
        let Some(overload) = &self.body.overload else {
            self.emit(Instruction::End, span);
            return;
        };
        let Some(function) = overload.next else {
            let message = self.text_constant(b"all functions exhausted");
            self.emit(Instruction::Fail { message }, span);
            return;
        };
        let arguments = overload.arguments.clone();
        let window = self.free_window();
        let registers: Vec<Register> = arguments
            .iter()
            .map(|&(_, kind)| self.allocate(kind, span))
            .collect();
        for (&(from, kind), to) in arguments.iter().zip(registers) {
            self.copy(kind, to, from, span);
        }
        self.emit(
            Instruction::Call {
                function: function as u16,
                window,
            },
            span,
        );
        if let Returns::Value(kind) = self.body.returns {
            let value = self.keep(kind, window, span);
            self.copy(kind, 0, value, span);
        }
        self.emit(Instruction::Return, span);
    }

    /// `foreach`: the walk's registers stay its own until it is over.
    fn foreach(&mut self, foreach: &Foreach, span: Span) {
        let walk = self.walk(foreach, span);
        let window = self.fixed_keys(foreach);
        self.emit(Instruction::Walk { walk, window }, span);
        self.body.free = Free {
            numbers: window.numbers,
            texts: window.texts,
        };
        let kinds = self.walked_kinds(foreach);
        let keys: Vec<Register> = kinds
            .iter()
            .map(|&kind| self.allocate(kind, span))
            .collect();
        let start = self.here();
        let over = self.jump(Instruction::Advance { window, to: 0 }, span);
        for ((&place, &kind), &from) in foreach.keys.iter().zip(&kinds).zip(&keys) {
            self.set(place, kind, from, span);
        }
        if let Some(value) = foreach.value {
            let kind = self.place_kind(Place::Global(foreach.global));
            let to = self.allocate(kind, span);
            self.emit(
                Instruction::LoadElement {
                    to,
                    array: foreach.global as u16,
                    keys: window,
                },
                span,
            );
            self.set(value, kind, to, span);
        }
        self.body.loops.push(Loop {
            attempts: self.body.attempts,
            ..Loop::default()
        });
        self.statement(&foreach.body);
        let Loop {
            breaks, continues, ..
        } = self.body.loops.pop().unwrap_or_default();
        continues.into_iter().for_each(|jump| self.land(jump));
        self.emit(Instruction::Loop { to: start }, span);
        if !breaks.is_empty() {
            breaks.into_iter().for_each(|jump| self.land(jump));
            self.emit(Instruction::EndWalk, span);
        }
        self.land(over);
    }

    fn delete(&mut self, deleted: &Deleted, span: Span) {
        match deleted {
            Deleted::Variable(Place::Global(global)) => self.emit(
                Instruction::DeleteGlobal {
                    global: *global as u16,
                },
                span,
            ),
            Deleted::Variable(Place::Local(index)) => {
                let (register, kind) = self.body.locals[*index];
                self.nothing(register, kind, span);
            }
            Deleted::Elements(global, any, keys) => {
                let keys = self.keys(keys);
                self.emit(
                    Instruction::DeleteElement {
                        array: *global as u16,
                        keys,
                        any: *any,
                    },
                    span,
                );
            }
        }
    }

    fn attempt(
        &mut self,
        body: &Statement,
        message: Option<Place>,
        handler: &Statement,
        span: Span,
    ) {
        let register = self.allocate(Kind::String, span);
        let caught = self.jump(
            Instruction::Try {
                message: register,
                to: 0,
            },
            span,
        );
        self.body.attempts += 1;
        self.statement(body);
        self.body.attempts -= 1;
        self.emit(Instruction::EndTry, span);
        let past = self.jump(Instruction::Jump { to: 0 }, span);
        self.land(caught);
        if let Some(message) = message {
            self.set(message, Kind::String, register, span);
        }
        self.statement(handler);
        self.land(past);
    }

    /// A loop, its test at the end of each round.
    fn rounds(
        &mut self,
        condition: &Expression,
        body: &Statement,
        step: Option<&Expression>,
        span: Span,
    ) {
        let leave = self.jump_unless(condition);
        let start = self.here();
        self.body.loops.push(Loop {
            attempts: self.body.attempts,
            ..Loop::default()
        });
        self.statement(body);
        let Loop {
            breaks, continues, ..
        } = self.body.loops.pop().unwrap_or_default();
        continues.into_iter().for_each(|jump| self.land(jump));
        let again = match step.and_then(|step| self.count(condition, step, start)) {
            Some(count) => {
                self.emit(count, span);
                Vec::new()
            }
            None => self.step_and_repeat(condition, step, start, span),
        };
        leave
            .into_iter()
            .chain(again)
            .chain(breaks)
            .for_each(|jump| self.land(jump));
    }

    /// The end of a round; gives the jumps that leave the loop.
    fn step_and_repeat(
        &mut self,
        condition: &Expression,
        step: Option<&Expression>,
        start: u32,
        span: Span,
    ) -> Vec<usize> {
        if let Some(step) = step {
            let free = self.body.free;
            self.effect(step);
            self.body.free = free;
        }
        let again = self.jump_unless(condition);
        self.emit(Instruction::Loop { to: start }, span);
        again
    }

    /// The end of a round of a loop that counts a local up to a constant or another local: `i < n; i++`.
    fn count(&self, condition: &Expression, step: &Expression, start: u32) -> Option<Instruction> {
        let ExpressionKind::Increment {
            place: Place::Local(counter),
            by: 1,
            ..
        } = step.kind
        else {
            return None;
        };
        let ExpressionKind::Binary(operator, left, right) = &condition.kind else {
            return None;
        };
        let compares = operator.operands() == Operands::Comparable
            && left.kind == ExpressionKind::Variable(Place::Local(counter));
        if !compares {
            return None;
        }
        let (operator, counter, to) = (*operator, self.body.locals[counter].0, start);
        if let Some(limit) = small(right) {
            return Some(Instruction::CountConstant {
                operator,
                counter,
                limit,
                to,
            });
        }
        let ExpressionKind::Variable(Place::Local(limit)) = right.kind else {
            return None;
        };
        let limit = self.body.locals[limit].0;
        Some(Instruction::Count {
            operator,
            counter,
            limit,
            to,
        })
    }

    /// Jumps that are taken where the condition is 0; what it needed in between is free again.
    pub fn jump_unless(&mut self, condition: &Expression) -> Vec<usize> {
        let free = self.body.free;
        let jumps = self.branches(condition, false);
        self.body.free = free;
        jumps
    }

    /// Jumps that are taken where the condition is not 0 (`sense`), or is 0.
    fn branches(&mut self, condition: &Expression, sense: bool) -> Vec<usize> {
        let span = condition.span;
        match &condition.kind {
            ExpressionKind::Unary(UnaryOperator::Not, operand) => self.branches(operand, !sense),
            ExpressionKind::Binary(
                operator @ (BinaryOperator::And | BinaryOperator::Or),
                left,
                right,
            ) => {
                // Whether the left side alone, being so, decides for the jump.
                if (*operator == BinaryOperator::And) == sense {
                    let past = self.branches(left, !sense);
                    let jumps = self.branches(right, sense);
                    past.into_iter().for_each(|jump| self.land(jump));
                    jumps
                } else {
                    let mut jumps = self.branches(left, sense);
                    jumps.extend(self.branches(right, sense));
                    jumps
                }
            }
            ExpressionKind::Binary(operator, left, right)
                if operator.operands() == Operands::Comparable && self.kind(left) == Kind::Long =>
            {
                let operator = if sense {
                    *operator
                } else {
                    operator.negated().unwrap_or(*operator)
                };
                let left = self.number(left);
                let instruction = match small(right) {
                    Some(right) => Instruction::JumpCompareConstant {
                        operator,
                        left,
                        right,
                        to: 0,
                    },
                    None => Instruction::JumpCompare {
                        operator,
                        left,
                        right: self.number(right),
                        to: 0,
                    },
                };
                vec![self.jump(instruction, span)]
            }
            _ => {
                let condition = self.number(condition);
                let instruction = if sense {
                    Instruction::JumpIf { condition, to: 0 }
                } else {
                    Instruction::JumpUnless { condition, to: 0 }
                };
                vec![self.jump(instruction, span)]
            }
        }
    }
}
