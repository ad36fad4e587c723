//! The virtual machine: runs the bytecode of handlers over the globals, one handler at a time.

mod capture;
mod count;
mod data;
mod execute;
mod fault;
mod globals;
mod held;
mod verify;
mod walks;
pub mod world;

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use sigscript_compiler::plan::code::Code;
use sigscript_compiler::plan::{Function, Plan};
use sigscript_compiler::{Context, Kind};
use sigscript_grammar::syntax::Literal;

use crate::builtins::{self, Row};
use crate::event::Event;
use crate::patterns::Pattern;
use crate::statistics::Shape;
use crate::text::{self, Text};
use data::Data;
use globals::Globals;

pub use crate::statistics::Layout;
pub use count::Updated;
pub use fault::{Failure, Fault, FaultKind};
pub use globals::Value;
pub use held::Held;
pub use world::{ProbeNames, Warnings, World};

/// What protects the session from a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Rounds of loops and calls in one handler (`-D MAXACTION=N`).
    pub actions: u64,
    /// How deep functions may call each other (`-D MAXNESTING=N`).
    pub nesting: usize,
    /// The bytes of a string; longer ones are cut, with a warning (`-D MAXSTRINGLEN=N`, less the NUL byte counted in there).
    pub text: usize,
    /// The elements of an array that is declared without a size (`-D MAXMAPENTRIES=N`).
    pub elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            actions: 10_000_000,
            nesting: 1000,
            text: 16 << 20,
            elements: 1_000_000,
        }
    }
}

/// The machine of one plan: its registers and globals.
#[derive(Debug)]
pub struct Machine<'plan> {
    plan: &'plan Plan,
    builtins: &'static [Row],
    contexts: &'static [Context],
    callees: Vec<Callee<'plan>>,
    constants: Vec<Text>,
    limits: Limits,
    data: Data<'plan>,
    numbers: Vec<i64>,
    texts: Vec<Text>,
    frames: Vec<Frame<'plan>>,
    scratch: Vec<u8>,
}

/// A function and its registers behind the arguments, which are emptied when its window opens.
#[derive(Debug)]
struct Callee<'plan> {
    code: &'plan Code,
    numbers: Range<usize>,
    texts: Range<usize>,
}

/// Where a caller goes on.
#[derive(Debug)]
struct Frame<'plan> {
    code: &'plan Code,
    next: u32,
    /// How many walks and `try` were begun before the call.
    begun: u32,
    numbers: usize,
    texts: usize,
}

/// Bytecode that breaks its own rules: a mistake of the compiler, not of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The function or probe.
    pub place: String,
    /// The index of the instruction.
    pub instruction: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "malformed code in `{}`, instruction {}: {}",
            self.place, self.instruction, self.reason
        )
    }
}

impl std::error::Error for Malformed {}

impl<'plan> Machine<'plan> {
    /// The machine of `plan`, whose code is verified here, once. The globals hold their initial values.
    pub fn new(plan: &'plan Plan, limits: Limits) -> Result<Self, Malformed> {
        let (builtins, contexts) = (builtins::rows(), crate::context::rows());
        verify::plan(plan, builtins, contexts)?;
        Ok(Self {
            plan,
            builtins,
            contexts,
            callees: plan.functions.iter().map(Callee::new).collect(),
            constants: plan
                .texts
                .iter()
                .map(|bytes| Text::from(text::before_nul(bytes)))
                .collect(),
            limits,
            data: Data {
                plan,
                globals: Globals::new(plan, limits),
                patterns: patterns(plan)?,
                begun: Vec::new(),
                limit: limits.text,
            },
            numbers: vec![0; 2 * execute::WINDOW],
            texts: Vec::new(),
            frames: Vec::new(),
            scratch: Vec::new(),
        })
    }

    /// Runs a handler of the plan. After a fault the globals keep what was stored before it.
    pub fn run(
        &mut self,
        code: &'plan Code,
        event: Option<&Event>,
        world: &mut World,
    ) -> Result<(), Fault> {
        world.matched.clear();
        self.execute(code, event, world)
    }

    /// Whether an arming condition of the plan holds.
    pub fn condition(&mut self, code: &'plan Code, world: &mut World) -> Result<bool, Fault> {
        self.execute(code, None, world)?;
        Ok(self.numbers[0] != 0)
    }

    /// The value of a global, by its index in the plan.
    #[must_use]
    pub fn global(&self, index: usize) -> Value<'_> {
        self.data.globals.value(self.plan, index)
    }

    /// What is kept of the samples of a global that holds statistics, by its index in the plan.
    #[must_use]
    pub fn shape(&self, index: usize) -> &Shape {
        self.data.globals.shape(index)
    }

    /// Sets a global, by its index in the plan, before the first probe runs (`-G NAME=VALUE`).
    pub fn set_global(&mut self, index: usize, value: &Literal) {
        self.data.globals.numbers[index] = text::number_of_literal(value);
        self.data.globals.texts[index] = text::of_literal(value);
    }

    /// Takes a global's value out of the machine, for machines of other plans that know the same global.
    #[must_use]
    pub fn hold(&mut self, index: usize) -> Held {
        Held::new(&mut self.data.globals, &self.plan.globals[index], index)
    }

    /// Prepares a held value for what this machine's plan does with it. Tells whether a statistic had to start anew, because its samples
    /// were not kept for what is asked now.
    pub fn adopt(&self, index: usize, held: &mut Held) -> bool {
        held.adopt(&self.data.globals, &self.plan.globals[index], index)
    }

    /// Puts a held value in and takes the machine's own out, or the other way round.
    pub fn exchange(&mut self, index: usize, held: &mut Held) {
        held.exchange(&mut self.data.globals, index);
    }

    /// Whether a handler stored to a global, by its index in the plan; an array's elements tell by themselves.
    #[must_use]
    pub fn is_written(&self, index: usize) -> bool {
        self.data.globals.written[index] || !self.data.globals.arrays[index].is_empty()
    }
}

/// The regular expressions of a plan, compiled.
fn patterns(plan: &Plan) -> Result<Vec<Rc<Pattern>>, Malformed> {
    let compiled = plan.patterns.iter().enumerate().map(|(index, pattern)| {
        Pattern::new(pattern).map(Rc::new).map_err(|_| Malformed {
            place: String::from_utf8_lossy(pattern).into_owned(),
            instruction: index,
            reason: "not a regular expression",
        })
    });
    compiled.collect()
}

impl<'plan> Callee<'plan> {
    fn new(function: &'plan Function) -> Self {
        let behind_arguments = |kind, registers: u16| {
            let arguments = function
                .parameters
                .iter()
                .filter(|parameter| **parameter == kind)
                .count();
            let value = usize::from(function.returns == Some(kind));
            arguments..usize::from(registers).max(arguments).max(value)
        };
        let code = &function.code;
        Self {
            code,
            numbers: behind_arguments(Kind::Long, code.numbers),
            texts: behind_arguments(Kind::String, code.texts),
        }
    }
}

#[cfg(test)]
mod tests;
