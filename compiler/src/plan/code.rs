//! The bytecode of handlers and functions: a register machine with one register file for numbers and one for strings.
//!
//! Types are known when the code is made, so no instruction looks at a tag. A call opens a window: the callee's register 0 of each kind is
//! the caller's register named by the call, where the arguments already stand and where the value will be left. The registers behind
//! the arguments hold 0 and the empty string when a window opens.

use sigscript_grammar::Span;
use sigscript_grammar::format::Format;
use sigscript_grammar::operators::{BinaryOperator, UnaryOperator};
use sigscript_grammar::syntax::Extractor;

use super::AnyKeys;

/// A number or string register of the running window.
pub type Register = u16;

/// The code of one handler or function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// What runs, from the first on.
    pub instructions: Vec<Instruction>,
    /// Where each instruction comes from.
    pub spans: Vec<Span>,
    /// How many number registers it uses, windows of its callees not counted.
    pub numbers: u16,
    /// How many string registers it uses, windows of its callees not counted.
    pub texts: u16,
}

/// The first registers of a window: numbers and strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first number register.
    pub numbers: Register,
    /// The first string register.
    pub texts: Register,
}

/// One step. `to` is where the result goes; `left`, `right`, `from` are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// A small constant.
    Number {
        /// Number register.
        to: Register,
        /// The constant.
        value: i32,
    },
    /// A constant of [`super::Plan::numbers`].
    NumberConstant {
        /// Number register.
        to: Register,
        /// Its index.
        index: u32,
    },
    /// A constant of [`super::Plan::texts`].
    TextConstant {
        /// String register.
        to: Register,
        /// Its index.
        index: u32,
    },
    /// Between number registers.
    CopyNumber {
        /// Number register.
        to: Register,
        /// Number register.
        from: Register,
    },
    /// Between string registers.
    CopyText {
        /// String register.
        to: Register,
        /// String register.
        from: Register,
    },
    /// An operator on numbers; fails with `division by 0`.
    Binary {
        /// Which; never `&&` or `||`.
        operator: BinaryOperator,
        /// Number register.
        to: Register,
        /// Number register.
        left: Register,
        /// Number register.
        right: Register,
    },
    /// An operator on a number and a small constant.
    BinaryConstant {
        /// Which; never `&&` or `||`.
        operator: BinaryOperator,
        /// Number register.
        to: Register,
        /// Number register.
        left: Register,
        /// The constant.
        right: i32,
    },
    /// A prefix operator.
    Unary {
        /// Which.
        operator: UnaryOperator,
        /// Number register.
        to: Register,
        /// Number register.
        from: Register,
    },
    /// A comparison of strings.
    CompareTexts {
        /// One of the six comparisons.
        operator: BinaryOperator,
        /// Number register.
        to: Register,
        /// String register.
        left: Register,
        /// String register.
        right: Register,
    },
    /// `left . right`
    Concatenate {
        /// String register.
        to: Register,
        /// String register.
        left: Register,
        /// String register.
        right: Register,
    },
    /// A global number.
    LoadNumber {
        /// Number register.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        global: u16,
    },
    /// A global string.
    LoadText {
        /// String register.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        global: u16,
    },
    /// To a global number.
    StoreNumber {
        /// Its index in [`super::Plan::globals`].
        global: u16,
        /// Number register.
        from: Register,
    },
    /// To a global string.
    StoreText {
        /// Its index in [`super::Plan::globals`].
        global: u16,
        /// String register.
        from: Register,
    },
    /// Whether a capture could be read at the event: 1 or 0.
    Readable {
        /// Number register.
        to: Register,
        /// Its index in [`super::Plan::captures`].
        capture: u16,
    },
    /// A captured number; fails with `read fault` where it could not be read at the event.
    CaptureNumber {
        /// Number register.
        to: Register,
        /// Its index in [`super::Plan::captures`].
        capture: u16,
    },
    /// A captured string; fails with `read fault` where it could not be read at the event.
    CaptureText {
        /// String register.
        to: Register,
        /// Its index in [`super::Plan::captures`].
        capture: u16,
    },
    /// As [`Instruction::CaptureText`], with every byte as it is even where output goes to a terminal: for builtins that make it visible.
    CaptureRaw {
        /// String register.
        to: Register,
        /// Its index in [`super::Plan::captures`].
        capture: u16,
    },
    /// A function of the script.
    Call {
        /// Its index in [`super::Plan::functions`].
        function: u16,
        /// Where its window opens.
        window: Window,
    },
    /// A builtin function: arguments and value as with [`Instruction::Call`].
    Builtin {
        /// Its index in [`crate::Rows::builtins`].
        row: u16,
        /// Where its window opens.
        window: Window,
    },
    /// Prints by a template.
    Print {
        /// Its index in [`super::Plan::templates`].
        template: u16,
        /// Where its arguments stand, numbers and strings each in order.
        window: Window,
    },
    /// Makes a string by a template.
    Format {
        /// Its index in [`super::Plan::templates`].
        template: u16,
        /// Where its arguments stand; the value is left in the window's first string register.
        window: Window,
    },
    /// Goes on elsewhere.
    Jump {
        /// Index of the next instruction.
        to: u32,
    },
    /// Goes on elsewhere, backwards: one more round of a loop, counted against the limit.
    Loop {
        /// Index of the next instruction.
        to: u32,
    },
    /// Goes on elsewhere where the number is not 0.
    JumpIf {
        /// Number register.
        condition: Register,
        /// Index of the next instruction.
        to: u32,
    },
    /// Goes on elsewhere where the number is 0.
    JumpUnless {
        /// Number register.
        condition: Register,
        /// Index of the next instruction.
        to: u32,
    },
    /// Goes on elsewhere where the comparison holds.
    JumpCompare {
        /// One of the six comparisons.
        operator: BinaryOperator,
        /// Number register.
        left: Register,
        /// Number register.
        right: Register,
        /// Index of the next instruction.
        to: u32,
    },
    /// Goes on elsewhere where the comparison with a small constant holds.
    JumpCompareConstant {
        /// One of the six comparisons.
        operator: BinaryOperator,
        /// Number register.
        left: Register,
        /// The constant.
        right: i32,
        /// Index of the next instruction.
        to: u32,
    },
    /// The end of a counting loop's round: adds 1 to the counter and goes on elsewhere, one more round counted against the limit, where
    /// the comparison with another register then holds.
    Count {
        /// One of the six comparisons.
        operator: BinaryOperator,
        /// Number register.
        counter: Register,
        /// Number register.
        limit: Register,
        /// Index of the next instruction.
        to: u32,
    },
    /// As [`Instruction::Count`], with a small constant.
    CountConstant {
        /// One of the six comparisons.
        operator: BinaryOperator,
        /// Number register.
        counter: Register,
        /// The constant.
        limit: i32,
        /// Index of the next instruction.
        to: u32,
    },
    /// The value of an array's element; 0 or the empty string, and no new element, where there is none.
    LoadElement {
        /// Number or string register, as the array holds.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        array: u16,
        /// Where the keys stand, numbers and strings each in order.
        keys: Window,
    },
    /// To an array's element, which is made where there is none; fails with `Array overflow, check size limit (N)`.
    StoreElement {
        /// Its index in [`super::Plan::globals`].
        array: u16,
        /// Where the keys stand.
        keys: Window,
        /// Number or string register, as the array holds.
        from: Register,
    },
    /// Adds to an array's element, which is made where there is none: `a[k] += n`, `++a[k]`.
    AddElement {
        /// Its index in [`super::Plan::globals`]; an array of numbers.
        array: u16,
        /// Where the keys stand.
        keys: Window,
        /// Number register: what is added; then the new value.
        by: Register,
    },
    /// Whether an array has an element with these keys: 0 or 1.
    HasElement {
        /// Number register.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        array: u16,
        /// Where the keys stand, those that may be anything left out.
        keys: Window,
        /// The keys that may be anything.
        any: AnyKeys,
    },
    /// `delete array[keys]`: removes every element with these keys.
    DeleteElement {
        /// Its index in [`super::Plan::globals`].
        array: u16,
        /// Where the keys stand, those that may be anything left out.
        keys: Window,
        /// The keys that may be anything.
        any: AnyKeys,
    },
    /// `delete global`: a scalar becomes 0 or the empty string, a statistic or an array empty.
    DeleteGlobal {
        /// Its index in [`super::Plan::globals`].
        global: u16,
    },
    /// `global <<< number`, `array[keys] <<< number`
    Accumulate {
        /// Its index in [`super::Plan::globals`].
        global: u16,
        /// Where the keys stand.
        keys: Window,
        /// Number register.
        from: Register,
    },
    /// `@count(global)` and its like; fails with `empty aggregate` where SystemTap does.
    Extract {
        /// Which.
        extractor: Extractor,
        /// Number register.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        global: u16,
        /// Where the keys stand.
        keys: Window,
    },
    /// `@hist_log(global)[index]`; the bucket's number stands in `to` before, its count after. Fails with `histogram index out of range`.
    Bucket {
        /// Number register.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        global: u16,
        /// Where the keys stand.
        keys: Window,
    },
    /// The histogram as text, as SystemTap prints it; fails with `empty aggregate`.
    FormatHistogram {
        /// String register.
        to: Register,
        /// Its index in [`super::Plan::globals`].
        global: u16,
        /// Where the keys stand.
        keys: Window,
    },
    /// `subject =~ pattern`: 0 or 1; what matched is kept for `matched()`.
    Match {
        /// Number register.
        to: Register,
        /// String register.
        subject: Register,
        /// Its index in [`super::Plan::patterns`].
        pattern: u16,
    },
    /// Begins a walk, the innermost from here on.
    Walk {
        /// Its index in [`super::Plan::walks`].
        walk: u16,
        /// Where the fixed keys stand, and behind the number keys the limit.
        window: Window,
    },
    /// Goes on with the innermost walk: its next keys are left in the window, numbers and strings each in order (a bucket's number is
    /// one number). Where the walk is over it ends, and the code goes on elsewhere.
    Advance {
        /// Where the keys go.
        window: Window,
        /// Index of the next instruction when the walk is over.
        to: u32,
    },
    /// Ends the innermost walk early. (Leaving a function or handler ends its walks by itself.)
    EndWalk,
    /// From here to [`Instruction::EndTry`], a run-time error goes on elsewhere; walks and calls begun since are left.
    Try {
        /// String register that receives the message.
        message: Register,
        /// Index of the first instruction of the handler.
        to: u32,
    },
    /// Ends the innermost [`Instruction::Try`].
    EndTry,
    /// Fails with a constant of [`super::Plan::texts`] as the message.
    Fail {
        /// Its index.
        message: u32,
    },
    /// Leaves a function.
    Return,
    /// Leaves the handler: `next`, or its end.
    End,
}

/// How a text is put together from literal pieces and values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Template {
    /// The pieces, in order; conversions take the next number or string of the window. Widths and precisions that are
    /// arguments come before their value, as numbers.
    pub format: Format,
    /// What the arguments are called in structured output, widths and precisions among them; empty for literals.
    pub names: Vec<String>,
}
