//! What evaluating an expression does beside giving a value.

use sigscript_grammar::operators::BinaryOperator;

use crate::plan::{Base, Read};
use crate::rows::Rows;
use crate::tree::{
    Expression, ExpressionKind, Place, Program, Start, Statement, StatementKind, walk_expressions,
};

/// What is known of a program's functions.
pub struct Effects<'a> {
    rows: Rows<'a>,
    /// By index: whether a call does nothing but give a value.
    pure: Vec<bool>,
    /// By index: whether a call reads a global, whose value may be another one later.
    reads: Vec<bool>,
    /// By index: whether a call makes a read that may fail at the event.
    fallible: Vec<bool>,
}

impl<'a> Effects<'a> {
    /// Looks at a program's functions. One that calls itself counts as not pure: it may never end.
    pub fn of(program: &Program, rows: Rows<'a>) -> Self {
        let none = vec![false; program.functions.len()];
        let mut effects = Self {
            rows,
            pure: none.clone(),
            reads: none.clone(),
            fallible: none,
        };
        while effects.find_fallible(program) {}
        while effects.find_reads(program) {}
        while effects.find_pure(program) {}
        effects
    }

    /// One pass of the search for pure functions, which are those whose callees are all pure; tells whether it found more. What is
    /// called stands behind its caller mostly, so the search goes backwards.
    fn find_pure(&mut self, program: &Program) -> bool {
        let mut more = false;
        for (index, function) in program.functions.iter().enumerate().rev() {
            let found = !self.pure[index]
                && function
                    .body
                    .iter()
                    .all(|statement| self.harmless(statement));
            self.pure[index] |= found;
            more |= found;
        }
        more
    }

    /// One pass of the search for functions that make reads which may fail; tells whether it found more.
    fn find_fallible(&mut self, program: &Program) -> bool {
        let before = self.fallible.clone();
        for (index, function) in program.functions.iter().enumerate().rev() {
            let mut found = self.fallible[index];
            walk_expressions(&function.body, &mut |expression| {
                found |= self.fails(expression);
            });
            self.fallible[index] = found;
        }
        self.fallible != before
    }

    /// One pass of the search for functions that read globals; tells whether it found more.
    fn find_reads(&mut self, program: &Program) -> bool {
        let before = self.reads.clone();
        for (index, function) in program.functions.iter().enumerate().rev() {
            let mut found = self.reads[index];
            walk_expressions(&function.body, &mut |expression| {
                found |= self.reads_global(expression);
            });
            self.reads[index] = found;
        }
        self.reads != before
    }

    /// Whether this node reads what a global holds, which may change between two evaluations.
    pub fn reads_global(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Call(function, _) => {
                self.reads.get(*function).is_some_and(|reads| *reads)
            }
            ExpressionKind::Variable(Place::Global(_))
            | ExpressionKind::Element(..)
            | ExpressionKind::Has(..) => true,
            _ => false,
        }
    }

    /// Whether this node itself, its operands apart, makes a read that may fail.
    fn fails(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Call(function, _) => {
                self.fallible.get(*function).copied().unwrap_or(true)
            }
            _ => is_fallible_read(expression),
        }
    }

    /// Whether evaluating an expression may fail by a read that failed at the event.
    pub fn may_fault(&self, expression: &Expression) -> bool {
        expression.any(|expression| self.fails(expression))
    }

    /// Whether a statement of a function does nothing that outlives the call and always ends.
    fn harmless(&self, statement: &Statement) -> bool {
        let local_only = |expression: &Expression| {
            !expression.any(|expression| match &expression.kind {
                ExpressionKind::Assign { place, .. } | ExpressionKind::Increment { place, .. } => {
                    matches!(place, Place::Global(_))
                }
                _ => self.acts(expression),
            })
        };
        let mut harmless = true;
        statement.walk(&mut |statement| {
            harmless &= !matches!(
                statement.kind,
                StatementKind::Loop { .. }
                    | StatementKind::Next
                    | StatementKind::Foreach(_)
                    | StatementKind::Delete(_)
                    | StatementKind::Try { .. }
            );
            harmless &= statement.expressions().into_iter().all(local_only);
        });
        harmless
    }

    /// Whether this node itself, its operands apart, does more than give a value.
    fn acts(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Assign { .. }
            | ExpressionKind::Increment { .. }
            | ExpressionKind::Accumulate(..)
            // These fail where there is nothing to extract, and this is kept for `matched()`.
            | ExpressionKind::Extract(..)
            | ExpressionKind::Bucket(..)
            | ExpressionKind::Histogram(..)
            | ExpressionKind::Match(..) => true,
            ExpressionKind::Print(print) => !print.name.to_text,
            ExpressionKind::Call(function, _) => {
                !self.pure.get(*function).copied().unwrap_or(true)
            }
            ExpressionKind::Builtin(row, _) => !self.rows.builtins[*row].pure,
            ExpressionKind::Binary(BinaryOperator::Divide | BinaryOperator::Remainder, _, right) => {
                right.as_number().is_none_or(|divisor| divisor == 0)
            }
            _ => false,
        }
    }

    /// Whether evaluating an expression does nothing but give a value, and cannot fail but by a read that failed at the event.
    pub fn pure(&self, expression: &Expression) -> bool {
        !expression.any(|expression| self.acts(expression))
    }

    /// Whether a call of the function gives the same value wherever it is made; those made since this was computed do.
    pub fn steady_function(&self, function: usize) -> bool {
        self.pure.get(function).copied().unwrap_or(true)
            && !self.reads.get(function).is_some_and(|reads| *reads)
    }
}

/// Whether this node is a read that may fail at the event: one that follows a pointer which the event brings.
pub fn is_fallible_read(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Event(event) if event.otherwise.is_some() => false,
        ExpressionKind::Event(event) => {
            let follows = match event.start {
                Start::Base(Base::Argument(_) | Base::SyscallArgument(_)) => {
                    !event.offsets.is_empty()
                }
                Start::Base(Base::Record) => event.offsets.len() > 1,
                Start::Base(
                    Base::Helper(_)
                    | Base::SyscallNumber
                    | Base::SyscallResult
                    | Base::Fact(_)
                    | Base::Field(_)
                    | Base::Kept { .. }
                    | Base::Computed { .. }
                    | Base::Constant(_)
                    | Base::RealtimeOffset,
                ) => event.user > 0,
                Start::Pointer(_) => true,
            };
            let reads = matches!(
                event.read,
                Read::KernelString | Read::UserString | Read::Bytes { .. }
            );
            !event.optional && (follows || reads)
        }
        _ => false,
    }
}
