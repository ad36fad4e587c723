//! Handlers and functions to bytecode.
//!
//! Every local has a register of its own; what an expression needs in between stands above them, last in first out. A call's window
//! opens at the first free registers of both kinds.

use sigscript_grammar::operators::{BinaryOperator, Operands};
use sigscript_grammar::syntax::Literal;
use sigscript_grammar::{Diagnostic, Span};

use crate::errors;
use crate::plan::Plan;
use crate::plan::capture::Captures;
use crate::plan::code::{Code, Instruction, Register, Window};
use crate::plan::template;
use crate::rows::{Kind, Rows};
use crate::tree::{Expression, ExpressionKind, Function, Place, Print, Probe, Program, Statement, StatementKind, Variable};

/// Makes a plan's code, and collects what its code refers to.
pub struct Generator<'a> {
    pub plan: Plan,
    pub captures: Captures<'a>,
    program: &'a Program,
    rows: Rows<'a>,
    diagnostics: Vec<Diagnostic>,
    body: Body,
}

/// The body whose code is being made.
#[derive(Default)]
struct Body {
    code: Code,
    /// The register and type of each local.
    locals: Vec<(Register, Kind)>,
    /// The first free registers.
    free: Free,
    /// The loops around, innermost last.
    loops: Vec<Loop>,
    in_function: Option<Option<Kind>>,
}

#[derive(Clone, Copy, Default)]
struct Free {
    numbers: Register,
    texts: Register,
}

/// Jumps out of a loop and to its next round, whose targets are not known yet.
#[derive(Default)]
struct Loop {
    breaks: Vec<usize>,
    continues: Vec<usize>,
}

impl<'a> Generator<'a> {
    pub fn new(program: &'a Program, captures: Captures<'a>) -> Self {
        let rows = captures.rows();
        Self { plan: Plan::default(), captures, program, rows, diagnostics: Vec::new(), body: Body::default() }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn finish(mut self) -> (Plan, Vec<Diagnostic>) {
        self.plan.captures = self.captures.list;
        (self.plan, self.diagnostics)
    }

    /// A handler's code.
    pub fn handler(&mut self, probe: &Probe) -> Code {
        self.start(&probe.locals, None);
        self.statements(&probe.body);
        self.emit(Instruction::End, probe.span);
        self.end()
    }

    /// An arming condition's code: its value is left in number register 0.
    pub fn condition(&mut self, condition: &Expression, locals: &[Variable]) -> Code {
        self.start(locals, None);
        let value = self.number(condition);
        self.emit(Instruction::CopyNumber { to: 0, from: value }, condition.span);
        self.emit(Instruction::End, condition.span);
        self.end()
    }

    /// A function's code.
    pub fn function(&mut self, function: &Function) -> Code {
        self.start(&function.locals, Some(function.returns));
        self.statements(&function.body);
        self.return_nothing(function.returns, function.name.span);
        self.end()
    }

    /// Places the locals in registers, parameters first. The machine empties those that are no parameters.
    fn start(&mut self, locals: &[Variable], in_function: Option<Option<Kind>>) {
        self.body = Body { in_function, ..Body::default() };
        for local in locals {
            let kind = local.kind.unwrap_or(Kind::Long);
            let register = self.allocate(kind, local.span);
            self.body.locals.push((register, kind));
        }
    }

    fn end(&mut self) -> Code {
        std::mem::take(&mut self.body.code)
    }

    fn nothing(&mut self, to: Register, kind: Kind, span: Span) {
        match kind {
            Kind::Long => self.emit(Instruction::Number { to, value: 0 }, span),
            Kind::String => {
                let index = self.text_constant(b"");
                self.emit(Instruction::TextConstant { to, index }, span);
            }
        }
    }

    fn return_nothing(&mut self, returns: Option<Kind>, span: Span) {
        if let Some(kind) = returns {
            let code = &mut self.body.code;
            match kind {
                Kind::Long => code.numbers = code.numbers.max(1),
                Kind::String => code.texts = code.texts.max(1),
            }
            self.nothing(0, kind, span);
        }
        self.emit(Instruction::Return, span);
    }

    fn emit(&mut self, instruction: Instruction, span: Span) {
        self.body.code.instructions.push(instruction);
        self.body.code.spans.push(span);
    }

    fn here(&self) -> u32 {
        self.body.code.instructions.len() as u32
    }

    /// Emits a jump whose target is set later by [`Self::land`].
    fn jump(&mut self, instruction: Instruction, span: Span) -> usize {
        self.emit(instruction, span);
        self.body.code.instructions.len() - 1
    }

    /// Makes a jump lead here.
    fn land(&mut self, jump: usize) {
        let here = self.here();
        self.direct(jump, here);
    }

    fn direct(&mut self, jump: usize, target: u32) {
        match &mut self.body.code.instructions[jump] {
            Instruction::Jump { to }
            | Instruction::Loop { to }
            | Instruction::JumpIf { to, .. }
            | Instruction::JumpUnless { to, .. }
            | Instruction::JumpCompare { to, .. }
            | Instruction::JumpCompareConstant { to, .. } => *to = target,
            other => unreachable!("{other:?} is no jump"),
        }
    }

    fn allocate(&mut self, kind: Kind, span: Span) -> Register {
        let (free, most) = match kind {
            Kind::Long => (&mut self.body.free.numbers, &mut self.body.code.numbers),
            Kind::String => (&mut self.body.free.texts, &mut self.body.code.texts),
        };
        let register = *free;
        if register == Register::MAX {
            self.diagnostics.push(errors::too_large(span, "variables"));
            return 0;
        }
        *free += 1;
        *most = (*most).max(*free);
        register
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let free = self.body.free;
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body),
            StatementKind::Expression(expression) => self.effect(expression),
            StatementKind::If { condition, then, otherwise } => {
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
            StatementKind::Loop { condition, body, step } => self.rounds(condition, body, step.as_ref(), statement.span),
            StatementKind::Break => {
                let jump = self.jump(Instruction::Jump { to: 0 }, statement.span);
                self.body.loops.last_mut().expect("`break` stands in a loop").breaks.push(jump);
            }
            StatementKind::Continue => {
                let jump = self.jump(Instruction::Jump { to: 0 }, statement.span);
                self.body.loops.last_mut().expect("`continue` stands in a loop").continues.push(jump);
            }
            StatementKind::Next => self.emit(Instruction::End, statement.span),
            StatementKind::Return(value) => self.leave(value.as_ref(), statement.span),
        }
        self.body.free = free;
    }

    fn leave(&mut self, value: Option<&Expression>, span: Span) {
        match (self.body.in_function, value) {
            (None, _) => self.emit(Instruction::End, span),
            (Some(Some(kind)), Some(value)) => {
                self.value_to(value, kind, 0);
                self.emit(Instruction::Return, span);
            }
            (Some(returns), _) => self.return_nothing(returns, span),
        }
    }

    /// A loop, its test at the end of each round.
    fn rounds(&mut self, condition: &Expression, body: &Statement, step: Option<&Expression>, span: Span) {
        let leave = self.jump_unless(condition);
        let start = self.here();
        self.body.loops.push(Loop::default());
        self.statement(body);
        let Loop { breaks, continues } = self.body.loops.pop().unwrap_or_default();
        continues.into_iter().for_each(|jump| self.land(jump));
        if let Some(step) = step {
            let free = self.body.free;
            self.effect(step);
            self.body.free = free;
        }
        let again = self.jump_unless(condition);
        self.emit(Instruction::Loop { to: start }, span);
        leave.into_iter().chain(again).chain(breaks).for_each(|jump| self.land(jump));
    }

    /// Jumps that are taken where the condition is 0; what it needed in between is free again.
    fn jump_unless(&mut self, condition: &Expression) -> Vec<usize> {
        let free = self.body.free;
        let jumps = self.branches(condition, false);
        self.body.free = free;
        jumps
    }

    /// Jumps that are taken where the condition is not 0 (`sense`), or is 0.
    fn branches(&mut self, condition: &Expression, sense: bool) -> Vec<usize> {
        let span = condition.span;
        match &condition.kind {
            ExpressionKind::Unary(sigscript_grammar::operators::UnaryOperator::Not, operand) => self.branches(operand, !sense),
            ExpressionKind::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), left, right) => {
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
                let operator = if sense { *operator } else { operator.negated().unwrap_or(*operator) };
                let left = self.number(left);
                let instruction = match small(right) {
                    Some(right) => Instruction::JumpCompareConstant { operator, left, right, to: 0 },
                    None => Instruction::JumpCompare { operator, left, right: self.number(right), to: 0 },
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

    /// The type of an expression.
    fn kind(&self, expression: &Expression) -> Kind {
        match &expression.kind {
            ExpressionKind::Literal(Literal::Number(_)) | ExpressionKind::Unary(..) | ExpressionKind::Increment { .. } => Kind::Long,
            ExpressionKind::Literal(Literal::Text(_)) => Kind::String,
            ExpressionKind::Variable(place) => self.place_kind(*place),
            ExpressionKind::Binary(operator, ..) => match operator.operands() {
                Operands::Texts => Kind::String,
                _ => Kind::Long,
            },
            ExpressionKind::Conditional(_, then, _) => self.kind(then),
            ExpressionKind::Assign { place, .. } => self.place_kind(*place),
            ExpressionKind::Call(function, _) => self.program.functions[*function].returns.unwrap_or(Kind::Long),
            ExpressionKind::Builtin(row, _) => self.rows.builtins[*row].returns.unwrap_or(Kind::Long),
            ExpressionKind::Context(row) => self.rows.contexts[*row].kind,
            ExpressionKind::Event(event) => event.read.kind(),
            ExpressionKind::Print(print) if print.name.to_text => Kind::String,
            ExpressionKind::Print(_) => Kind::Long,
        }
    }

    fn place_kind(&self, place: Place) -> Kind {
        match place {
            Place::Local(index) => self.body.locals[index].1,
            Place::Global(index) => self.program.globals[index].kind.unwrap_or(Kind::Long),
        }
    }

    /// An expression whose value nobody uses.
    fn effect(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Print(print) if !print.name.to_text => self.print(print, expression.span),
            ExpressionKind::Increment { place, by, .. } => {
                self.increment(*place, *by, true, expression.span);
            }
            _ => {
                self.value(expression, self.kind(expression));
            }
        }
    }

    fn value(&mut self, expression: &Expression, kind: Kind) -> Register {
        match kind {
            Kind::Long => self.number(expression),
            Kind::String => self.text(expression),
        }
    }

    /// Evaluates into a certain register.
    fn value_to(&mut self, expression: &Expression, kind: Kind, to: Register) {
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
    fn retarget(&mut self, since: u32, kind: Kind, from: Register, to: Register) -> bool {
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

    fn copy(&mut self, kind: Kind, to: Register, from: Register, span: Span) {
        match kind {
            Kind::Long => self.emit(Instruction::CopyNumber { to, from }, span),
            Kind::String => self.emit(Instruction::CopyText { to, from }, span),
        }
    }

    /// Evaluates a number; gives the register where it stands, which may be a local's.
    fn number(&mut self, expression: &Expression) -> Register {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Literal(Literal::Number(value)) => {
                let to = self.allocate(Kind::Long, span);
                match i32::try_from(*value) {
                    Ok(value) => self.emit(Instruction::Number { to, value }, span),
                    Err(_) => {
                        let index = self.number_constant(*value);
                        self.emit(Instruction::NumberConstant { to, index }, span);
                    }
                }
                to
            }
            ExpressionKind::Unary(operator, operand) => {
                let from = self.number(operand);
                let to = self.allocate(Kind::Long, span);
                self.emit(Instruction::Unary { operator: *operator, to, from }, span);
                to
            }
            ExpressionKind::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), ..) => {
                let _ = operator;
                self.truth(expression)
            }
            ExpressionKind::Binary(operator, left, right) if operator.operands() == Operands::Comparable && self.kind(left) == Kind::String => {
                let left = self.operand(left, right, Kind::String);
                let right = self.text(right);
                let to = self.allocate(Kind::Long, span);
                self.emit(Instruction::CompareTexts { operator: *operator, to, left, right }, span);
                to
            }
            ExpressionKind::Binary(operator, left, right) => self.binary(*operator, left, right, span),
            ExpressionKind::Increment { place, by, prefix } => self.increment(*place, *by, *prefix, span),
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
    fn text(&mut self, expression: &Expression) -> Register {
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
            ExpressionKind::Print(print) => {
                let window = self.print_window(print, span);
                let template = self.template(print, span);
                self.emit(Instruction::Format { template, window }, span);
                self.keep(Kind::String, window, span)
            }
            _ => self.either(expression, Kind::String),
        }
    }

    /// What numbers and strings have in common.
    fn either(&mut self, expression: &Expression, kind: Kind) -> Register {
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
            ExpressionKind::Assign { place, operator, value } => self.assign(*place, *operator, value, span),
            ExpressionKind::Call(function, arguments) => {
                let kinds: Vec<Kind> = arguments.iter().map(|argument| self.kind(argument)).collect();
                let window = self.window(arguments, &kinds);
                self.emit(Instruction::Call { function: *function as u16, window }, span);
                self.keep(kind, window, span)
            }
            ExpressionKind::Builtin(row, arguments) => {
                let window = self.window(arguments, self.rows.builtins[*row].parameters);
                self.emit(Instruction::Builtin { row: *row as u16, window }, span);
                self.keep(kind, window, span)
            }
            ExpressionKind::Context(_) | ExpressionKind::Event(_) => {
                let to = self.allocate(kind, span);
                let Some(capture) = self.captures.of(expression) else {
                    let label = match &expression.kind {
                        ExpressionKind::Event(event) => event.label.clone(),
                        _ => String::new(),
                    };
                    self.report(errors::read_late(span, &label));
                    return to;
                };
                let capture = capture as u16;
                self.emit(
                    match kind {
                        Kind::Long => Instruction::CaptureNumber { to, capture },
                        Kind::String => Instruction::CaptureText { to, capture },
                    },
                    span,
                );
                to
            }
            other => unreachable!("{other:?} has another type"),
        }
    }

    /// A left operand; copied where it stands in a local's register that evaluating the right one changes.
    fn operand(&mut self, left: &Expression, right: &Expression, kind: Kind) -> Register {
        let register = self.value(left, kind);
        let changes = matches!(left.kind, ExpressionKind::Variable(Place::Local(_)))
            && right.any(|expression| {
                matches!(expression.kind, ExpressionKind::Assign { .. } | ExpressionKind::Increment { .. })
            });
        let assigned = matches!(left.kind, ExpressionKind::Assign { place: Place::Local(_), .. });
        if !changes && !assigned {
            return register;
        }
        let to = self.allocate(kind, left.span);
        self.copy(kind, to, register, left.span);
        to
    }

    fn binary(&mut self, operator: BinaryOperator, left: &Expression, right: &Expression, span: Span) -> Register {
        let left = self.operand(left, right, Kind::Long);
        if let Some(right) = small(right) {
            let to = self.allocate(Kind::Long, span);
            self.emit(Instruction::BinaryConstant { operator, to, left, right }, span);
            return to;
        }
        let right = self.number(right);
        let to = self.allocate(Kind::Long, span);
        self.emit(Instruction::Binary { operator, to, left, right }, span);
        to
    }

    /// 0 or 1, for `&&` and `||`.
    fn truth(&mut self, condition: &Expression) -> Register {
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

    fn assign(&mut self, place: Place, operator: Option<BinaryOperator>, value: &Expression, span: Span) -> Register {
        let kind = self.place_kind(place);
        let value = match operator {
            None => value.clone(),
            Some(operator) => {
                let old = Expression::new(ExpressionKind::Variable(place), span);
                Expression::new(ExpressionKind::Binary(operator, Box::new(old), Box::new(value.clone())), span)
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

    fn store(&mut self, place: Place, from: Register, kind: Kind, span: Span) {
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

    fn increment(&mut self, place: Place, by: i8, prefix: bool, span: Span) -> Register {
        let old = self.number(&Expression::new(ExpressionKind::Variable(place), span));
        let kept = if prefix {
            None
        } else {
            let kept = self.allocate(Kind::Long, span);
            self.emit(Instruction::CopyNumber { to: kept, from: old }, span);
            Some(kept)
        };
        let add = |to| Instruction::BinaryConstant { operator: BinaryOperator::Add, to, left: old, right: i32::from(by) };
        let new = match place {
            Place::Local(index) => self.body.locals[index].0,
            Place::Global(_) => self.allocate(Kind::Long, span),
        };
        self.emit(add(new), span);
        self.store(place, new, Kind::Long, span);
        kept.unwrap_or(new)
    }

    /// Evaluates arguments into a fresh window.
    fn window(&mut self, arguments: &[Expression], kinds: &[Kind]) -> Window {
        let window = Window { numbers: self.body.free.numbers, texts: self.body.free.texts };
        // All registers of the window first: what an argument needs in between stands above it.
        let registers: Vec<Register> =
            arguments.iter().zip(kinds).map(|(argument, &kind)| self.allocate(kind, argument.span)).collect();
        for ((argument, &kind), to) in arguments.iter().zip(kinds).zip(registers) {
            self.value_to(argument, kind, to);
        }
        window
    }

    /// The register of a window's value, with the window's other registers free again.
    fn keep(&mut self, kind: Kind, window: Window, span: Span) -> Register {
        self.body.free = Free { numbers: window.numbers, texts: window.texts };
        self.allocate(kind, span)
    }

    fn print(&mut self, print: &Print, span: Span) {
        let free = self.body.free;
        let window = self.print_window(print, span);
        let template = self.template(print, span);
        self.emit(Instruction::Print { template, window }, span);
        self.body.free = free;
    }

    fn print_window(&mut self, print: &Print, _span: Span) -> Window {
        let kinds: Vec<Kind> = print.arguments.iter().map(|argument| self.kind(argument)).collect();
        self.window(&print.arguments, &kinds)
    }

    fn template(&mut self, print: &Print, span: Span) -> u16 {
        let kinds: Vec<Kind> = print.arguments.iter().map(|argument| self.kind(argument)).collect();
        let template = template::of(print, &kinds);
        if let Some(index) = self.plan.templates.iter().position(|known| *known == template) {
            return index as u16;
        }
        if self.plan.templates.len() > usize::from(u16::MAX) {
            self.report(errors::too_large(span, "print statements"));
            return 0;
        }
        self.plan.templates.push(template);
        (self.plan.templates.len() - 1) as u16
    }

    fn text_constant(&mut self, text: &[u8]) -> u32 {
        match self.plan.texts.iter().position(|known| **known == *text) {
            Some(index) => index as u32,
            None => {
                self.plan.texts.push(text.into());
                self.plan.texts.len() as u32 - 1
            }
        }
    }

    fn number_constant(&mut self, number: i64) -> u32 {
        match self.plan.numbers.iter().position(|known| *known == number) {
            Some(index) => index as u32,
            None => {
                self.plan.numbers.push(number);
                self.plan.numbers.len() as u32 - 1
            }
        }
    }
}

/// A constant that fits an instruction.
fn small(expression: &Expression) -> Option<i32> {
    expression.as_number().and_then(|value| i32::try_from(value).ok())
}
