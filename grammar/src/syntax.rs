//! The syntax tree: a script as it was written, every node with its span. Each variant's doc shows the syntax that makes it.

use crate::operators::{AssignOperator, BinaryOperator, UnaryOperator};
use crate::span::Span;

mod printing;

pub use printing::{Print, PrintName, PrintStyle};

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identifier {
    /// The name.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// A whole text: the declarations of one script or library file, each kind in source order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// `global …`
    pub globals: Vec<Global>,
    /// `function …`
    pub functions: Vec<Function>,
    /// `probe NAME = …`
    pub aliases: Vec<Alias>,
    /// `probe …`
    pub probes: Vec<Probe>,
}

/// The two types that can be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeName {
    /// `long`
    Long,
    /// `string`
    String,
}

/// A constant in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// `42`, `0x2a`, `-42`
    Number(i64),
    /// `"text"`, escapes already resolved, cut at the first NUL byte
    Text(Vec<u8>),
}

/// `[private] global NAME[%][[SIZE]] [= LITERAL]`
#[derive(Clone, Debug, PartialEq)]
pub struct Global {
    /// Its name.
    pub name: Identifier,
    /// `%`: replace the oldest element when full.
    pub wrap: bool,
    /// `[SIZE]`: the number of elements it may have.
    pub size: Option<u64>,
    /// `= LITERAL`
    pub initial: Option<Literal>,
    /// Visible in its own file only.
    pub private: bool,
}

/// `[private] function NAME[:TYPE] (PARAMETERS)[:PRIORITY] { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: Identifier,
    /// `:long` or `:string` behind the name.
    pub returns: Option<TypeName>,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// `:N` behind the parameters; lower runs first among overloads.
    pub priority: Option<i64>,
    /// Visible in its own file only.
    pub private: bool,
    /// What it does.
    pub body: Vec<Statement>,
    /// The comment block right above it, without comment marks; empty where there is none.
    pub doc: String,
    /// From `function` to the closing brace.
    pub span: Span,
}

/// `NAME[:TYPE]` in a parameter list.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Identifier,
    /// Its type, where written.
    pub declared: Option<TypeName>,
}

/// `probe NAME [= NAME]… = POINTS { prologue }[, { epilogue }]` or `probe NAME += POINTS { epilogue }`
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The names it defines; usually one.
    pub names: Vec<ProbePoint>,
    /// The points it stands for.
    pub points: Vec<ProbePoint>,
    /// Runs before the handler.
    pub prologue: Vec<Statement>,
    /// Runs after the handler.
    pub epilogue: Vec<Statement>,
    /// The comment block right above it, without comment marks; empty where there is none.
    pub doc: String,
    /// From `probe` to the last closing brace.
    pub span: Span,
}

/// `[private] probe POINTS { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// Where it fires; braces (`a.{b,c}`) are already expanded.
    pub points: Vec<ProbePoint>,
    /// What it does then.
    pub body: Vec<Statement>,
    /// From `probe` to the closing brace.
    pub span: Span,
}

/// `name.name("literal").name(3) [?|!] [if (condition)]`
#[derive(Clone, Debug, PartialEq)]
pub struct ProbePoint {
    /// The parts between the dots.
    pub components: Vec<Component>,
    /// `?`: no error where it does not resolve.
    pub optional: bool,
    /// `!`: optional, and the points behind it are left out where it resolves.
    pub sufficient: bool,
    /// `if (…)`: fires only while this is not 0.
    pub condition: Option<Expression>,
    /// The whole point.
    pub span: Span,
}

/// One part of a probe point; `*` in the name matches within a part, `**` across parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The name or pattern.
    pub name: String,
    /// `("text")` or `(number)` behind it.
    pub argument: Option<Literal>,
    /// The part, with its argument.
    pub span: Span,
}

/// A statement and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Where.
    pub span: Span,
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// `;`
    Empty,
    /// `{ … }`
    Block(Vec<Statement>),
    /// `expression`
    Expression(Expression),
    /// `if (condition) then [else otherwise]`
    If {
        /// Not 0: `then` runs.
        condition: Expression,
        /// The first branch.
        then: Box<Statement>,
        /// The second.
        otherwise: Option<Box<Statement>>,
    },
    /// `while (condition) body`
    While {
        /// Not 0: once more.
        condition: Expression,
        /// The loop's body.
        body: Box<Statement>,
    },
    /// `for (start; condition; step) body`
    For {
        /// Runs once.
        start: Option<Expression>,
        /// Not 0: once more; absent: for ever.
        condition: Option<Expression>,
        /// Runs after each round and after `continue`.
        step: Option<Expression>,
        /// The loop's body.
        body: Box<Statement>,
    },
    /// `foreach (… in …) body`
    Foreach(Box<Foreach>),
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `next`
    Next,
    /// `return [value]`
    Return(Option<Expression>),
    /// `delete target`; the target may be an array slice, with `Key::Any` among its keys
    Delete(Expression),
    /// `try { body } catch[(message)] { handler }`
    Try {
        /// What may fail.
        body: Vec<Statement>,
        /// The variable that receives the message.
        message: Option<Identifier>,
        /// Runs when it failed.
        handler: Vec<Statement>,
    },
}

/// `foreach ([value =] keys in subject[slice] [@sort][+|-] [limit n]) body`
#[derive(Clone, Debug, PartialEq)]
pub struct Foreach {
    /// `value =`
    pub value: Option<Identifier>,
    /// `k` or `[k1, k2]`
    pub keys: Vec<Identifier>,
    /// What is walked.
    pub subject: ForeachSubject,
    /// The one sort mark, wherever it stands.
    pub sort: Option<Sort>,
    /// `limit n`
    pub limit: Option<Expression>,
    /// The loop's body.
    pub body: Statement,
}

/// What a `foreach` walks.
#[derive(Clone, Debug, PartialEq)]
pub enum ForeachSubject {
    /// `array` or `array[slice, *]`
    Array {
        /// The array.
        array: Identifier,
        /// The slice; empty where none is written.
        slice: Vec<Key>,
    },
    /// `@hist_log(x)`: the bucket numbers
    Histogram(Expression),
}

/// A sort mark of a `foreach`.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// What to sort by.
    pub by: SortBy,
    /// `-`
    pub descending: bool,
    /// Where the mark stands.
    pub span: Span,
}

/// What a `foreach` sorts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The key with this number, from 0.
    Key(usize),
    /// The value, or a statistic's count.
    Value,
    /// `@sum` and its like: this part of a statistic.
    Statistic(Extractor),
}

/// One key of an array access.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A value.
    Value(Expression),
    /// `*`: any; in `delete`, `in` and slices only.
    Any(Span),
}

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// `42` or `"text"` (adjacent string literals are one)
    Literal(Literal),
    /// `name`
    Variable(String),
    /// `array[keys]`, or `$pointer->member[index]` written on any other expression
    Index {
        /// What is indexed.
        base: Box<Expression>,
        /// The keys.
        keys: Vec<Key>,
    },
    /// `name(arguments)`
    Call {
        /// The function.
        function: Identifier,
        /// The arguments.
        arguments: Vec<Expression>,
    },
    /// `-a`
    Unary {
        /// Which.
        operator: UnaryOperator,
        /// Its operand.
        operand: Box<Expression>,
    },
    /// `a + b`
    Binary {
        /// Which.
        operator: BinaryOperator,
        /// Left operand.
        left: Box<Expression>,
        /// Right operand.
        right: Box<Expression>,
    },
    /// `a ? b : c`
    Conditional {
        /// Not 0: `then`.
        condition: Box<Expression>,
        /// The first value.
        then: Box<Expression>,
        /// The second.
        otherwise: Box<Expression>,
    },
    /// `a = b`, `a += b`, `a <<< b`
    Assign {
        /// Which.
        operator: AssignOperator,
        /// What changes.
        target: Box<Expression>,
        /// The right side.
        value: Box<Expression>,
    },
    /// `a++`, `--a`
    Increment {
        /// 1 or -1.
        by: i8,
        /// Written before the target: the value is the new one.
        prefix: bool,
        /// What changes.
        target: Box<Expression>,
    },
    /// `k in array`, `[k1, *] in array`
    In {
        /// The keys.
        keys: Vec<Key>,
        /// The array.
        array: Identifier,
    },
    /// `a =~ "pattern"`, `a !~ "pattern"`
    Match {
        /// `!~`
        negated: bool,
        /// What is searched.
        subject: Box<Expression>,
        /// The pattern, a POSIX extended regular expression.
        pattern: Vec<u8>,
    },
    /// `$name`, `$$vars`, `$name->a[1]$`, `&$name->a`, `@cast(p, "type")->a`, `@var("name")`
    Target(Box<Target>),
    /// `@count(x)`, `@variance(x, 2)`
    Statistic {
        /// Which part.
        extractor: Extractor,
        /// The statistic: a variable or an array element.
        of: Box<Expression>,
        /// The second argument of `@variance`.
        shift: Option<i64>,
    },
    /// `@hist_log(x)`, `@hist_linear(x, start, stop, step)`: printed, indexed or walked only
    Histogram {
        /// Which.
        shape: HistogramShape,
        /// The statistic.
        of: Box<Expression>,
    },
    /// `@defined(e)`, `@entry(e)`, `@const("C")`, `@probewrite(v)` and its like
    Operator {
        /// The name, without `@`.
        name: Identifier,
        /// The arguments.
        arguments: Vec<Expression>,
    },
    /// `print(…)`, `sprintf("…", …)` and the rest of the family
    Print(Box<Print>),
}

/// A value that lives in the probed program or kernel.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// `&` in front: the address instead of the value.
    pub address_of: bool,
    /// What the path starts from.
    pub base: TargetBase,
    /// `->member` and `[index]`, in order.
    pub path: Vec<PathStep>,
    /// The number of trailing `$`: pretty printing one (1) or two (2) levels deep; else 0.
    pub pretty: u8,
}

/// What a target path starts from.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetBase {
    /// `$name`, without the `$`
    Variable(String),
    /// `$$vars`, `$$parms`, `$$name` …, without the `$$`
    All(String),
    /// `@cast(pointer, "type"[, "module"])`
    Cast {
        /// The address.
        pointer: Expression,
        /// The type's name.
        type_name: String,
        /// Where the type is defined, if said.
        module: Option<String>,
    },
    /// `@var("name[@file]"[, "module"])`
    Static {
        /// The name.
        name: String,
        /// Where it lives, if said.
        module: Option<String>,
    },
}

/// One step of a target path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathStep {
    /// `->name`
    Member(Identifier),
    /// `[index]`
    Index(Expression),
}

/// A part of a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extractor {
    /// `@count`
    Count,
    /// `@sum`
    Sum,
    /// `@min`
    Min,
    /// `@max`
    Max,
    /// `@avg`
    Average,
    /// `@variance`
    Variance,
}

impl Extractor {
    /// Every extractor.
    pub const ALL: &[Self] = &[
        Self::Count,
        Self::Sum,
        Self::Min,
        Self::Max,
        Self::Average,
        Self::Variance,
    ];

    /// How it is written, without `@`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Min => "min",
            Self::Max => "max",
            Self::Average => "avg",
            Self::Variance => "variance",
        }
    }
}

/// The shape of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HistogramShape {
    /// `@hist_log(x)`: powers of two
    Logarithmic,
    /// `@hist_linear(x, start, stop, step)`
    Linear {
        /// Lower end of the first bucket.
        start: i64,
        /// Lower end of the last bucket.
        stop: i64,
        /// Width of a bucket.
        step: i64,
    },
}
