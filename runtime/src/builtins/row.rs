//! What a row of the table is made of, and the macro that writes one as a documented function.

use std::fmt;
use std::slice::Iter;

use sigscript_compiler::Signature;

use crate::text::Text;
use crate::vm::{Failure, World};

/// The code of a builtin: the arguments stand in the first numbers and strings; the value goes to the first of its kind.
pub type Code = fn(&mut [i64], &mut [Text], &mut World) -> Result<(), Failure>;

/// A builtin function.
pub struct Row {
    /// What the compiler is told.
    pub signature: Signature,
    /// What it does.
    pub code: Code,
}

impl fmt::Debug for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.signature.fmt(formatter)
    }
}

/// The arguments of a call that were not taken yet.
pub struct Arguments<'a> {
    /// The numbers.
    pub numbers: Iter<'a, i64>,
    /// The strings.
    pub texts: Iter<'a, Text>,
}

/// A parameter's type: how it is taken from the arguments.
pub trait Parameter<'a> {
    /// The next argument of this type.
    fn take(arguments: &mut Arguments<'a>) -> Self;
}

impl Parameter<'_> for i64 {
    fn take(arguments: &mut Arguments) -> Self {
        arguments.numbers.next().copied().unwrap_or(0)
    }
}

impl<'a> Parameter<'a> for &'a Text {
    fn take(arguments: &mut Arguments<'a>) -> Self {
        arguments.texts.next().expect("the code was verified")
    }
}

/// A value's type: how it is left for the caller.
pub trait Value {
    /// Leaves it in the first register of its kind.
    fn leave(self, numbers: &mut [i64], texts: &mut [Text]);
}

impl Value for () {
    fn leave(self, _numbers: &mut [i64], _texts: &mut [Text]) {}
}

impl Value for i64 {
    fn leave(self, numbers: &mut [i64], _texts: &mut [Text]) {
        numbers[0] = self;
    }
}

impl Value for Text {
    fn leave(self, _numbers: &mut [i64], texts: &mut [Text]) {
        texts[0] = self;
    }
}

/// What a row's body may end in: a value, or a value or a failure.
pub trait Outcome<V> {
    /// As a result.
    fn result(self) -> Result<V, Failure>;
}

impl<V: Value> Outcome<V> for V {
    fn result(self) -> Result<V, Failure> {
        Ok(self)
    }
}

impl<V: Value> Outcome<V> for Result<V, Failure> {
    fn result(self) -> Result<V, Failure> {
        self
    }
}

/// Rows, each written as a function with its doc: `pure fn` where the value depends on the arguments alone and nothing else
/// happens, `raw fn` where moreover it takes captured bytes as they are, `late fn` where moreover it looks at the machine when it is
/// called, `system fn` where it runs a program, `ending fn` where it ends the session, `impure fn` otherwise.
/// `Long` is a number, `String` a string. The first word names the world in the bodies.
macro_rules! rows {
    ($world:ident; $(
        $(#[doc = $doc:literal])+
        $purity:ident fn $name:ident($($parameter:ident: $kind:ident),*) $(-> $returns:ident)? $body:block
    )*) => {
        /// The rows of this topic.
        pub(super) const ROWS: &[$crate::builtins::row::Row] = &[$($crate::builtins::row::Row {
            signature: ::sigscript_compiler::Signature {
                name: stringify!($name),
                parameters: &[$(::sigscript_compiler::Kind::$kind),*],
                returns: rows!(@returns $($returns)?),
                pure: rows!(@purity $purity),
                late: rows!(@late $purity),
                ends: rows!(@ends $purity),
                raw: rows!(@raw $purity),
                runs_program: rows!(@runs $purity),
                doc: concat!($($doc),+).trim_ascii_start(),
            },
            code: |numbers, texts, $world| {
                let outcome: Result<rows!(@value $($returns)?), $crate::vm::Failure> = {
                    let mut arguments = $crate::builtins::row::Arguments { numbers: numbers.iter(), texts: texts.iter() };
                    $(let $parameter: rows!(@parameter $kind) = $crate::builtins::row::Parameter::take(&mut arguments);)*
                    let _ = (&mut arguments, &$world);
                    $crate::builtins::row::Outcome::result($body)
                };
                $crate::builtins::row::Value::leave(outcome?, numbers, texts);
                Ok(())
            },
        }),*];
    };
    (@returns) => { None };
    (@returns $kind:ident) => { Some(::sigscript_compiler::Kind::$kind) };
    (@purity pure) => { true };
    (@purity raw) => { true };
    (@purity late) => { true };
    (@purity impure) => { false };
    (@purity ending) => { false };
    (@late late) => { true };
    (@late $purity:ident) => { false };
    (@ends ending) => { true };
    (@ends $purity:ident) => { false };
    (@raw raw) => { true };
    (@raw $purity:ident) => { false };
    (@purity system) => { false };
    (@runs system) => { true };
    (@runs $purity:ident) => { false };
    (@value) => { () };
    (@value Long) => { i64 };
    (@value String) => { $crate::text::Text };
    (@parameter Long) => { i64 };
    (@parameter String) => { &$crate::text::Text };
}
pub(super) use rows;
