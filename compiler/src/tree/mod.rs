//! The resolved tree: every name is an index, every target path a load, every alias gone. The stages between resolving and planning
//! share it; the newtypes in [`crate::stage`] tell how far a program has come.

mod walk;

use sigscript_grammar::Span;
use sigscript_grammar::operators::{BinaryOperator, UnaryOperator};
use sigscript_grammar::syntax::{Extractor, Identifier, Literal, PrintName, SortBy};

use crate::BackendKind;
use crate::plan::{AnyKeys, Base, Direction, Point, Read, Statistic, WalkOver};
use crate::rows::Kind;

pub use walk::walk_expressions;

/// A program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Its globals; names in the tree are indices.
    pub globals: Vec<Variable>,
    /// The functions that are called, directly or not; names in the tree are indices.
    pub functions: Vec<Function>,
    /// Its probes, one for each concrete point, in source order.
    pub probes: Vec<Probe>,
    /// Variables that library aliases offer and nobody reads, for suggestions.
    pub offered: Vec<String>,
    /// Further texts will be entered, which may give any global another value.
    pub goes_on: bool,
}

/// A global or a local variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its type, once known.
    pub kind: Option<Kind>,
    /// Its first value, for a global that is given one.
    pub initial: Option<Literal>,
    /// A global that is written but never read: shown when the session ends.
    pub display: bool,
    /// A global of a library file: the script sees of it what the file's functions give.
    pub library: bool,
    /// For a global: its elements.
    pub elements: Elements,
    /// Where it is declared or first used.
    pub span: Span,
}

impl Variable {
    /// The name of every hidden global of `@entry`; no script can declare one so.
    pub const ENTRY: &str = "@entry";

    /// Whether it keeps the values of an `@entry`, which nobody misses that never reads them.
    pub fn is_entry(&self) -> bool {
        self.name == Self::ENTRY
    }
}

/// What a global holds beside a single value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Elements {
    /// The types of its keys, once known; none for a scalar.
    pub keys: Vec<Option<Kind>>,
    /// It, or each of its elements, is a statistic.
    pub statistic: Option<Statistic>,
    /// The most elements it may have, where the script says so.
    pub size: Option<u64>,
    /// The oldest element makes room when it is full.
    pub wrap: bool,
}

/// A function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: Identifier,
    /// How many of the locals are parameters; they come first.
    pub parameters: usize,
    /// Its locals.
    pub locals: Vec<Variable>,
    /// Its value's type, once known; `None` in the end for a function without a value.
    pub returns: Option<Kind>,
    /// What it does.
    pub body: Vec<Statement>,
    /// Made from a handler's variable, whose value is computed where it is used.
    pub derived: bool,
    /// The library's own: it makes bytes visible, and takes captured text as it is, as builtins with [`crate::Signature::raw`] do.
    pub raw: bool,
    /// The overload that `next` falls to.
    pub next: Option<usize>,
}

/// A probe on one concrete point.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// The point as the script names it.
    pub name: String,
    /// The concrete point.
    pub point: Point,
    /// Its locals, those of alias bodies included.
    pub locals: Vec<Variable>,
    /// The arming condition.
    pub condition: Option<Expression>,
    /// Prologues, handler, epilogues.
    pub body: Vec<Statement>,
    /// What its alias would set if it had another source, on other backends.
    pub set_elsewhere: Vec<SetElsewhere>,
    /// It came with a library file, to keep the file's globals up to date.
    pub library: bool,
    /// Where the point stands in the script.
    pub span: Span,
}

/// A variable that other sources of an alias set.
#[derive(Clone, Debug, PartialEq)]
pub struct SetElsewhere {
    /// Its name.
    pub name: String,
    /// The backends that have those sources.
    pub backends: Vec<BackendKind>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Where.
    pub span: Span,
}

/// What a statement is; see [`sigscript_grammar::syntax::StatementKind`] for how each is written.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// Several.
    Block(Vec<Statement>),
    /// Evaluated for its effects.
    Expression(Expression),
    /// Two ways.
    If {
        /// Not 0: `then`.
        condition: Expression,
        /// The first way.
        then: Box<Statement>,
        /// The second.
        otherwise: Option<Box<Statement>>,
    },
    /// `while`, and `for` behind its start.
    Loop {
        /// Not 0: once more.
        condition: Expression,
        /// Each round.
        body: Box<Statement>,
        /// After each round, and after `continue`.
        step: Option<Expression>,
    },
    /// `foreach`
    Foreach(Box<Foreach>),
    /// `delete`
    Delete(Deleted),
    /// `try { … } catch (message) { … }`
    Try {
        /// What may fail.
        body: Box<Statement>,
        /// The variable that receives the message.
        message: Option<Place>,
        /// Where that variable's name stands.
        named: Span,
        /// Runs when it failed.
        handler: Box<Statement>,
    },
    /// Stores, or deletes, an element where the event happens, once this is reached ([`crate::plan::Kept`]); nothing for the handler.
    Kept,
    /// Leaves a loop.
    Break,
    /// Goes on with a loop's next round.
    Continue,
    /// Leaves the handler; in a function, falls to the next overload.
    Next,
    /// Leaves a function.
    Return(Option<Expression>),
}

/// `foreach ([value =] keys in …) body`
#[derive(Clone, Debug, PartialEq)]
pub struct Foreach {
    /// Receives an element's value.
    pub value: Option<Place>,
    /// Receive its keys, or a bucket's number.
    pub keys: Vec<Place>,
    /// The array, or the statistic whose buckets are walked: a global's index.
    pub global: usize,
    /// Where the value's variable, the keys' and the array's name stand.
    pub places: WalkPlaces,
    /// What is walked.
    pub over: WalkOver,
    /// The fixed keys of the slice; for buckets, the keys of the element.
    pub fixed: Vec<Expression>,
    /// What the walk is sorted by.
    pub sort: Option<(SortBy, Direction)>,
    /// The most rounds.
    pub limit: Option<Expression>,
    /// Each round.
    pub body: Statement,
}

/// Where the names in the head of a `foreach` stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WalkPlaces {
    /// The variable that receives the value.
    pub value: Span,
    /// The variables that receive the keys.
    pub keys: Vec<Span>,
    /// The array.
    pub array: Span,
}

/// What is deleted.
#[derive(Clone, Debug, PartialEq)]
pub enum Deleted {
    /// A variable as a whole.
    Variable(Place),
    /// The elements of a global with these keys.
    Elements(usize, AnyKeys, Vec<Expression>),
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where.
    pub span: Span,
}

/// A variable by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Of the handler or function.
    Local(usize),
    /// Of the program.
    Global(usize),
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A constant.
    Literal(Literal),
    /// A variable's value.
    Variable(Place),
    /// A prefix operator.
    Unary(UnaryOperator, Box<Expression>),
    /// A binary operator.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `condition ? then : otherwise`
    Conditional(Box<Expression>, Box<Expression>, Box<Expression>),
    /// The value of a global array's element.
    Element(usize, Vec<Expression>),
    /// Whether a global array has elements with these keys.
    Has(usize, AnyKeys, Vec<Expression>),
    /// `global[keys] <<< value`
    Accumulate(usize, Vec<Expression>, Box<Expression>),
    /// `@count(global[keys])` and its like
    Extract(Extractor, usize, Vec<Expression>),
    /// `@hist_log(global[keys])[index]`
    Bucket(usize, Vec<Expression>, Box<Expression>),
    /// `@hist_log(global[keys])` as text
    Histogram(usize, Vec<Expression>),
    /// `subject =~ pattern`
    Match(Box<Expression>, Vec<u8>),
    /// `place[keys] = value`, or `place[keys] operator= value`
    Assign {
        /// What changes.
        place: Place,
        /// The element's keys; none for a scalar.
        keys: Vec<Expression>,
        /// The operator in front of `=`, if any.
        operator: Option<BinaryOperator>,
        /// The right side.
        value: Box<Expression>,
    },
    /// `++place`, `place--`
    Increment {
        /// What changes.
        place: Place,
        /// The element's keys; none for a scalar.
        keys: Vec<Expression>,
        /// 1 or -1.
        by: i8,
        /// Whether the value is the new one.
        prefix: bool,
    },
    /// A function of the program: its index.
    Call(usize, Vec<Expression>),
    /// A builtin function: its row.
    Builtin(usize, Vec<Expression>),
    /// A context function: its row.
    Context(usize),
    /// Something read at the event.
    Event(Box<Event>),
    /// The print family.
    Print(Box<Print>),
}

/// Something read at the event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where the read starts.
    pub start: Start,
    /// As in [`crate::plan::Load::offsets`].
    pub offsets: Vec<u32>,
    /// As in [`crate::plan::Load::user`].
    pub user: u8,
    /// As in [`crate::plan::Load::read`].
    pub read: Read,
    /// As the script writes it.
    pub label: String,
    /// The variable it was assigned to, where that was folded away.
    pub variable: Option<String>,
    /// Its value where the read fails; without one, such an event is a fault.
    pub otherwise: Option<Box<Expression>>,
    /// As in [`crate::plan::Capture::optional`].
    pub optional: bool,
}

/// Where a read starts.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// At something the event brings.
    Base(Base),
    /// At the address that this gives, which must itself be read at the event.
    Pointer(Expression),
}

/// A call of the print family.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// Which.
    pub name: PrintName,
    /// The format or delimiter, where the name has one.
    pub format: Option<Vec<u8>>,
    /// The values.
    pub arguments: Vec<Expression>,
    /// What each value is called in structured output; empty for a literal.
    pub names: Vec<String>,
}
