//! Handlers and functions to bytecode.
//!
//! Every local has a register of its own; what an expression needs in between stands above them, last in first out. A call's window
//! opens at the first free registers of both kinds.

mod calls;
mod captured;
mod elements;
mod expressions;
mod kinds;
mod statements;

use std::collections::HashMap;
use std::hash::Hash;

use sigscript_grammar::{Diagnostic, Span};

use crate::errors;
use crate::plan::Plan;
use crate::plan::capture::Captures;
use crate::plan::code::{Code, Instruction, Register, Template};
use crate::rows::{Kind, Rows};
use crate::tree::{Expression, Function, Probe, Program, StatementKind, Variable};

/// Makes a plan's code, and collects what its code refers to.
pub struct Generator<'a> {
    pub plan: Plan,
    pub captures: Captures<'a>,
    program: &'a Program,
    rows: Rows<'a>,
    diagnostics: Vec<Diagnostic>,
    body: Body,
    texts: Places<Box<[u8]>>,
    numbers: Places<i64>,
    templates: Places<Template>,
    patterns: Places<Box<[u8]>>,
}

/// Where the items of one of the plan's lists stand in it.
type Places<T> = HashMap<T, usize>;

/// The place of an item in a list, to which it is added where it is missing.
fn place<T: Clone + Eq + Hash>(list: &mut Vec<T>, places: &mut Places<T>, item: T) -> usize {
    *places.entry(item).or_insert_with_key(|item| {
        list.push(item.clone());
        list.len() - 1
    })
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
    /// The `try` blocks around.
    attempts: usize,
    returns: Returns,
    /// Of a function with overloads behind it: how `next` goes on.
    overload: Option<Overload>,
}

/// What leaving a body gives.
#[derive(Clone, Copy, Default)]
enum Returns {
    /// It is a handler's: nothing.
    #[default]
    Handler,
    /// It is a function's without a value.
    Nothing,
    /// It is a function's with a value of this type.
    Value(Kind),
}

/// How a function falls to its next overload.
struct Overload {
    /// Its index; `None` for the last.
    next: Option<usize>,
    /// Its arguments as they came: registers and types.
    arguments: Vec<(Register, Kind)>,
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
    /// The `try` blocks around it.
    attempts: usize,
}

impl<'a> Generator<'a> {
    pub fn new(program: &'a Program, captures: Captures<'a>) -> Self {
        let rows = captures.rows();
        Self {
            plan: Plan::default(),
            captures,
            program,
            rows,
            diagnostics: Vec::new(),
            body: Body::default(),
            texts: Places::new(),
            numbers: Places::new(),
            templates: Places::new(),
            patterns: Places::new(),
        }
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
        self.start(&probe.locals, Returns::Handler);
        self.statements(&probe.body);
        self.emit(Instruction::End, probe.span);
        self.end()
    }

    /// An arming condition's code: its value is left in number register 0.
    pub fn condition(&mut self, condition: &Expression, locals: &[Variable]) -> Code {
        self.start(locals, Returns::Handler);
        let value = self.number(condition);
        self.emit(
            Instruction::CopyNumber { to: 0, from: value },
            condition.span,
        );
        self.emit(Instruction::End, condition.span);
        self.end()
    }

    /// Code that leaves an element's keys in the first registers.
    pub fn keys_alone(&mut self, keys: &[Expression], span: Span) -> Code {
        self.start(&[], Returns::Handler);
        self.keys(keys);
        self.emit(Instruction::End, span);
        self.end()
    }

    /// A function's code.
    pub fn function(&mut self, function: &Function) -> Code {
        let returns = function.returns.map_or(Returns::Nothing, Returns::Value);
        self.start(&function.locals, returns);
        self.keep_arguments(function);
        self.statements(&function.body);
        self.return_nothing(function.name.span);
        self.end()
    }

    /// Places the locals in registers, parameters first. The machine empties those that are no parameters.
    fn start(&mut self, locals: &[Variable], returns: Returns) {
        self.body = Body {
            returns,
            ..Body::default()
        };
        for local in locals {
            let kind = local.kind.unwrap_or(Kind::Long);
            let register = self.allocate(kind, local.span);
            self.body.locals.push((register, kind));
        }
    }

    /// Keeps the arguments for the next overload, where the function uses `next` and may change them before.
    fn keep_arguments(&mut self, function: &Function) {
        let mut falls = false;
        for statement in &function.body {
            statement.walk(&mut |statement| falls |= statement.kind == StatementKind::Next);
        }
        if !falls {
            return;
        }
        let span = function.name.span;
        let parameters = self.body.locals[..function.parameters].to_vec();
        let mut arguments = Vec::new();
        for (from, kind) in parameters {
            let to = self.allocate(kind, span);
            self.copy(kind, to, from, span);
            arguments.push((to, kind));
        }
        self.body.overload = Some(Overload {
            next: function.next,
            arguments,
        });
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

    /// Leaves a function without a value of its own: 0 or the empty string.
    fn return_nothing(&mut self, span: Span) {
        if let Returns::Value(kind) = self.body.returns {
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
            | Instruction::JumpCompareConstant { to, .. }
            | Instruction::Count { to, .. }
            | Instruction::CountConstant { to, .. }
            | Instruction::Advance { to, .. }
            | Instruction::Try { to, .. } => *to = target,
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

    fn text_constant(&mut self, text: &[u8]) -> u32 {
        place(&mut self.plan.texts, &mut self.texts, text.into()) as u32
    }

    fn number_constant(&mut self, number: i64) -> u32 {
        place(&mut self.plan.numbers, &mut self.numbers, number) as u32
    }
}
