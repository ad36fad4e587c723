//! The inference: what is known of the types is carried from expression to expression until nothing new comes.

use sigscript_grammar::format::{Conversion, Format, Piece, Size};
use sigscript_grammar::operators::Operands;
use sigscript_grammar::syntax::{Literal, PrintStyle};
use sigscript_grammar::{Diagnostic, Span};

use crate::check::bodies;
use crate::errors;
use crate::plan::{AnyKeys, WalkOver};
use crate::rows::{Kind, Rows};
use crate::tree::{
    Deleted, Expression, ExpressionKind, Foreach, Place, Print, Program, Start, Statement, StatementKind, Variable,
};

/// A type as far as it is known, and where it was first seen.
#[derive(Clone, Copy, Debug, Default)]
struct Known(Option<(Kind, Span)>);

/// What is known of a program's types.
pub struct Inference<'a> {
    rows: Rows<'a>,
    globals: Vec<Known>,
    /// The keys of each global array.
    keys: Vec<Vec<Known>>,
    /// The locals of each body: functions first, then probes.
    locals: Vec<Vec<Known>>,
    returns: Vec<Known>,
    /// Whether a function has a `return` with a value or declares a type.
    has_value: Vec<bool>,
    names: Vec<String>,
    body: usize,
    changed: bool,
    /// Set in the last pass only, when mismatches are reported.
    diagnostics: Option<Vec<Diagnostic>>,
}

impl<'a> Inference<'a> {
    pub fn new(program: &Program, rows: Rows<'a>) -> Self {
        let known = |variable: &Variable| {
            let initial = variable.initial.as_ref().map(literal_kind);
            Known(variable.kind.or(initial).map(|kind| (kind, variable.span)))
        };
        let functions = program.functions.iter().map(|function| &function.locals);
        let probes = program.probes.iter().map(|probe| &probe.locals);
        Self {
            rows,
            globals: program.globals.iter().map(known).collect(),
            keys: program.globals.iter().map(|global| vec![Known::default(); global.elements.keys.len()]).collect(),
            locals: functions.chain(probes).map(|locals| locals.iter().map(known).collect()).collect(),
            returns: program
                .functions
                .iter()
                .map(|function| Known(function.returns.map(|kind| (kind, function.name.span))))
                .collect(),
            has_value: program
                .functions
                .iter()
                .map(|function| function.returns.is_some() || returns_value(&function.body))
                .collect(),
            names: program.functions.iter().map(|function| function.name.name.clone()).collect(),
            body: 0,
            changed: false,
            diagnostics: None,
        }
    }

    /// One pass over the program; tells whether anything new became known.
    pub fn pass(&mut self, program: &Program) -> bool {
        self.changed = false;
        for (index, function) in program.functions.iter().enumerate() {
            if let Some(next) = function.next {
                self.link(index, next, function.parameters);
            }
        }
        for (index, body) in bodies(program) {
            self.body = index;
            self.statements(body);
        }
        for (index, probe) in program.probes.iter().enumerate() {
            if let Some(condition) = &probe.condition {
                self.body = program.functions.len() + index;
                self.expect(condition, Kind::Long);
            }
        }
        self.changed
    }

    /// Overloads of one function have the same types.
    fn link(&mut self, first: usize, next: usize, parameters: usize) {
        for parameter in 0..parameters {
            let (one, other) = (self.locals[first][parameter], self.locals[next][parameter]);
            self.locals[first][parameter] = self.same(one, other);
            self.locals[next][parameter] = self.same(other, one);
        }
        let (one, other) = (self.returns[first], self.returns[next]);
        self.returns[first] = self.same(one, other);
        self.returns[next] = self.same(other, one);
        let has_value = self.has_value[first] || self.has_value[next];
        self.has_value[first] = has_value;
        self.has_value[next] = has_value;
    }

    /// What is known of one of two things that have the same type.
    fn same(&mut self, known: Known, other: Known) -> Known {
        match (known.0, other.0) {
            (None, Some(_)) => {
                self.changed = true;
                other
            }
            (Some((kind, span)), Some((first, place))) if kind != first => {
                self.mistake(|| errors::variable_mismatch(span, kind, (place, first)));
                known
            }
            _ => known,
        }
    }

    /// What is wrong, once nothing new becomes known.
    pub fn report(&mut self, program: &Program) -> Vec<Diagnostic> {
        self.diagnostics = Some(Vec::new());
        self.pass(program);
        let mut diagnostics = self.diagnostics.take().unwrap_or_default();
        let functions = program.functions.iter().map(|function| &function.locals);
        let probes = program.probes.iter().map(|probe| &probe.locals);
        for (locals, known) in functions.chain(probes).zip(&self.locals) {
            for (local, _) in locals.iter().zip(known).filter(|(_, known)| known.0.is_none()) {
                diagnostics.push(errors::unresolved(local.span, &local.name));
            }
        }
        diagnostics
    }

    /// Writes the types into the program. A global that is never used counts as a number.
    pub fn apply(&self, program: &mut Program) {
        let kind = |known: &Known| known.0.map(|(kind, _)| kind);
        for ((global, known), keys) in program.globals.iter_mut().zip(&self.globals).zip(&self.keys) {
            global.kind = kind(known).or(Some(Kind::Long));
            global.elements.keys = keys.iter().map(|key| kind(key).or(Some(Kind::Long))).collect();
        }
        for (function, known) in program.functions.iter_mut().zip(&self.returns) {
            function.returns = kind(known);
        }
        let functions = program.functions.iter_mut().map(|function| &mut function.locals);
        let probes = program.probes.iter_mut().map(|probe| &mut probe.locals);
        for (locals, known) in functions.chain(probes).zip(&self.locals) {
            for (local, known) in locals.iter_mut().zip(known) {
                local.kind = kind(known);
            }
        }
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body),
            StatementKind::Expression(expression) => {
                if let ExpressionKind::Call(function, arguments) = &expression.kind {
                    self.call(*function, arguments);
                } else if let ExpressionKind::Builtin(row, arguments) = &expression.kind {
                    self.builtin(*row, arguments);
                } else {
                    self.infer(expression, None);
                }
            }
            StatementKind::If { condition, then, otherwise } => {
                self.expect(condition, Kind::Long);
                self.statement(then);
                if let Some(otherwise) = otherwise {
                    self.statement(otherwise);
                }
            }
            StatementKind::Loop { condition, body, step } => {
                self.expect(condition, Kind::Long);
                self.statement(body);
                if let Some(step) = step {
                    self.infer(step, None);
                }
            }
            StatementKind::Return(Some(value)) => {
                let expected = self.returns.get(self.body).and_then(|known| known.0);
                let found = self.infer(value, expected.map(|(kind, _)| kind));
                if let (Some(found), None) = (found, expected)
                    && self.body < self.returns.len()
                {
                    self.returns[self.body] = Known(Some((found, value.span)));
                    self.changed = true;
                }
            }
            StatementKind::Foreach(foreach) => self.foreach(foreach, statement.span),
            StatementKind::Delete(Deleted::Elements(global, any, keys)) => self.keys(*global, *any, keys),
            StatementKind::Delete(Deleted::Variable(_)) => {}
            StatementKind::Try { body, message, handler } => {
                self.statement(body);
                if let Some(message) = message {
                    self.variable(*message, Some(Kind::String), statement.span);
                }
                self.statement(handler);
            }
            StatementKind::Break | StatementKind::Continue | StatementKind::Next | StatementKind::Return(None) => {}
        }
    }

    fn foreach(&mut self, foreach: &Foreach, span: Span) {
        match foreach.over {
            WalkOver::Elements(any) => {
                self.keys(foreach.global, any, &foreach.fixed);
                for (index, &place) in foreach.keys.iter().enumerate() {
                    let known = self.keys[foreach.global][index].0.map(|(kind, _)| kind);
                    let found = self.variable(place, known, span);
                    self.key(foreach.global, index, found, span);
                }
            }
            WalkOver::Buckets => {
                self.keys(foreach.global, AnyKeys::default(), &foreach.fixed);
                for &place in &foreach.keys {
                    self.variable(place, Some(Kind::Long), span);
                }
            }
        }
        if let Some(value) = foreach.value {
            let content = self.globals[foreach.global].0.map(|(kind, _)| kind);
            let found = self.variable(value, content, span);
            self.variable(Place::Global(foreach.global), found, span);
        }
        if let Some(limit) = &foreach.limit {
            self.expect(limit, Kind::Long);
        }
        self.statement(&foreach.body);
    }

    /// The keys of an access to an array, those that may be anything left out.
    fn keys(&mut self, global: usize, any: AnyKeys, keys: &[Expression]) {
        let fixed: Vec<usize> = (0..self.keys[global].len()).filter(|&index| !any.contains(index)).collect();
        for (index, key) in fixed.into_iter().zip(keys) {
            let known = self.keys[global][index].0.map(|(kind, _)| kind);
            let found = self.infer(key, known);
            self.key(global, index, found, key.span);
        }
    }

    fn all_keys(&mut self, global: usize, keys: &[Expression]) {
        self.keys(global, AnyKeys::default(), keys);
    }

    fn key(&mut self, global: usize, index: usize, found: Option<Kind>, span: Span) {
        let known = &mut self.keys[global][index];
        if let (None, Some(kind)) = (known.0, found) {
            known.0 = Some((kind, span));
            self.changed = true;
        }
    }

    /// Infers an expression that must be of a type.
    fn expect(&mut self, expression: &Expression, kind: Kind) {
        self.infer(expression, Some(kind));
    }

    /// The type of an expression; `wanted` is what its surroundings need, if they know. Reports where the two differ.
    fn infer(&mut self, expression: &Expression, wanted: Option<Kind>) -> Option<Kind> {
        let found = match &expression.kind {
            ExpressionKind::Variable(place) => return self.variable(*place, wanted, expression.span),
            ExpressionKind::Literal(literal) => Some(literal_kind(literal)),
            ExpressionKind::Unary(_, operand) => {
                self.expect(operand, Kind::Long);
                Some(Kind::Long)
            }
            ExpressionKind::Binary(operator, left, right) => self.binary(operator.operands(), left, right),
            ExpressionKind::Conditional(condition, then, otherwise) => {
                self.expect(condition, Kind::Long);
                return self.agree(then, otherwise, wanted);
            }
            ExpressionKind::Element(global, keys) => {
                self.all_keys(*global, keys);
                return self.variable(Place::Global(*global), wanted, expression.span);
            }
            ExpressionKind::Has(global, any, keys) => {
                self.keys(*global, *any, keys);
                Some(Kind::Long)
            }
            ExpressionKind::Accumulate(global, keys, value) | ExpressionKind::Bucket(global, keys, value) => {
                self.all_keys(*global, keys);
                self.expect(value, Kind::Long);
                Some(Kind::Long)
            }
            ExpressionKind::Extract(_, global, keys) => {
                self.all_keys(*global, keys);
                Some(Kind::Long)
            }
            ExpressionKind::Histogram(global, keys) => {
                self.all_keys(*global, keys);
                Some(Kind::String)
            }
            ExpressionKind::Match(subject, _) => {
                self.expect(subject, Kind::String);
                Some(Kind::Long)
            }
            ExpressionKind::Assign { place, keys, operator, value } => {
                if let Place::Global(global) = place {
                    self.all_keys(*global, keys);
                }
                let fixed = operator.map(|operator| match operator.operands() {
                    Operands::Texts => Kind::String,
                    _ => Kind::Long,
                });
                let held = fixed.or_else(|| self.known(*place).0.map(|(kind, _)| kind));
                let kind = self.infer(value, held.or(wanted));
                self.variable(*place, fixed.or(kind), expression.span)
            }
            ExpressionKind::Increment { place, keys, .. } => {
                if let Place::Global(global) = place {
                    self.all_keys(*global, keys);
                }
                self.variable(*place, Some(Kind::Long), expression.span)
            }
            ExpressionKind::Call(function, arguments) => {
                self.call(*function, arguments);
                return self.call_value(*function, wanted, expression.span);
            }
            ExpressionKind::Builtin(row, arguments) => {
                self.builtin(*row, arguments);
                let row = &self.rows.builtins[*row];
                if row.returns.is_none() {
                    self.mistake(|| errors::no_value(expression.span, row.name));
                }
                row.returns
            }
            ExpressionKind::Context(row) => Some(self.rows.contexts[*row].kind),
            ExpressionKind::Event(event) => {
                if let Start::Pointer(pointer) = &event.start {
                    self.expect(pointer, Kind::Long);
                }
                Some(event.read.kind())
            }
            ExpressionKind::Print(print) => {
                self.print(print, expression.span);
                Some(if print.name.to_text { Kind::String } else { Kind::Long })
            }
        };
        if let (Some(wanted), Some(found)) = (wanted, found)
            && wanted != found
        {
            self.mistake(|| errors::type_mismatch(expression.span, wanted, found));
        }
        found
    }

    fn mistake(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if let Some(diagnostics) = &mut self.diagnostics {
            diagnostics.push(diagnostic());
        }
    }

    fn binary(&mut self, operands: Operands, left: &Expression, right: &Expression) -> Option<Kind> {
        match operands {
            Operands::Numbers => {
                self.expect(left, Kind::Long);
                self.expect(right, Kind::Long);
                Some(Kind::Long)
            }
            Operands::Comparable => {
                self.agree(left, right, None);
                Some(Kind::Long)
            }
            Operands::Texts => {
                self.expect(left, Kind::String);
                self.expect(right, Kind::String);
                Some(Kind::String)
            }
        }
    }

    /// Two expressions of one type.
    fn agree(&mut self, left: &Expression, right: &Expression, wanted: Option<Kind>) -> Option<Kind> {
        let first = self.infer(left, wanted);
        let second = self.infer(right, first.or(wanted));
        if first.is_none() && second.is_some() {
            self.infer(left, second);
        }
        first.or(second)
    }

    fn known(&mut self, place: Place) -> &mut Known {
        match place {
            Place::Local(index) => &mut self.locals[self.body][index],
            Place::Global(index) => &mut self.globals[index],
        }
    }

    fn variable(&mut self, place: Place, wanted: Option<Kind>, span: Span) -> Option<Kind> {
        let known = self.known(place);
        match (known.0, wanted) {
            (None, Some(kind)) => {
                known.0 = Some((kind, span));
                self.changed = true;
                Some(kind)
            }
            (Some((kind, first)), Some(wanted)) if kind != wanted => {
                self.mistake(|| errors::variable_mismatch(span, wanted, (first, kind)));
                Some(wanted)
            }
            (known, _) => known.map(|(kind, _)| kind),
        }
    }

    fn call(&mut self, function: usize, arguments: &[Expression]) {
        for (index, argument) in arguments.iter().enumerate() {
            let parameter = self.locals[function][index].0.map(|(kind, _)| kind);
            let found = self.infer(argument, parameter);
            if let (None, Some(found)) = (parameter, found) {
                self.locals[function][index] = Known(Some((found, argument.span)));
                self.changed = true;
            }
        }
    }

    fn call_value(&mut self, function: usize, wanted: Option<Kind>, span: Span) -> Option<Kind> {
        if !self.has_value[function] {
            let name = self.names[function].clone();
            self.mistake(|| errors::no_value(span, &name));
            return wanted;
        }
        match (self.returns[function].0, wanted) {
            (None, Some(kind)) => {
                self.returns[function] = Known(Some((kind, span)));
                self.changed = true;
                Some(kind)
            }
            (Some((kind, _)), Some(wanted)) if kind != wanted => {
                self.mistake(|| errors::type_mismatch(span, wanted, kind));
                Some(kind)
            }
            (None, None) => {
                let name = self.names[function].clone();
                self.mistake(|| errors::unresolved(span, &name));
                None
            }
            (Some((kind, _)), _) => Some(kind),
        }
    }

    fn builtin(&mut self, row: usize, arguments: &[Expression]) {
        for (argument, kind) in arguments.iter().zip(self.rows.builtins[row].parameters) {
            self.expect(argument, *kind);
        }
    }

    fn print(&mut self, print: &Print, span: Span) {
        match print.name.style {
            PrintStyle::Plain | PrintStyle::Delimited => {
                for argument in &print.arguments {
                    self.infer(argument, None);
                }
            }
            PrintStyle::Character => print.arguments.iter().for_each(|argument| self.expect(argument, Kind::Long)),
            PrintStyle::Format => self.formatted(print, span),
        }
    }

    fn formatted(&mut self, print: &Print, span: Span) {
        let wanted = conversions(print.format.as_deref().unwrap_or_default());
        if wanted.len() != print.arguments.len() {
            let (wanted, given) = (wanted.len(), print.arguments.len());
            self.mistake(|| errors::print_count(span, wanted, given));
        }
        for (argument, (kind, letter)) in print.arguments.iter().zip(wanted) {
            let quiet = self.diagnostics.take();
            let found = self.infer(argument, None);
            self.diagnostics = quiet;
            match found {
                Some(found) if found != kind => {
                    self.mistake(|| errors::print_conversion(argument.span, letter, kind, found));
                }
                _ => self.expect(argument, kind),
            }
        }
    }
}

/// What each argument of a format must be, and by which conversion.
fn conversions(text: &[u8]) -> Vec<(Kind, &'static str)> {
    let mut wanted = Vec::new();
    let pieces = Format::parse(text).map(|format| format.pieces).unwrap_or_default();
    for piece in pieces {
        let Piece::Conversion(directive) = piece else { continue };
        for size in [directive.width, directive.precision] {
            if size == Some(Size::Argument) {
                wanted.push((Kind::Long, "*"));
            }
        }
        wanted.push(match directive.conversion {
            Conversion::String => (Kind::String, "%s"),
            Conversion::Decimal => (Kind::Long, "%d"),
            Conversion::Unsigned => (Kind::Long, "%u"),
            Conversion::Octal => (Kind::Long, "%o"),
            Conversion::Hexadecimal | Conversion::UpperHexadecimal => (Kind::Long, "%x"),
            Conversion::Pointer => (Kind::Long, "%p"),
            Conversion::Character => (Kind::Long, "%c"),
            Conversion::Binary => (Kind::Long, "%b"),
            Conversion::Memory | Conversion::MemoryHexadecimal => (Kind::Long, "%m"),
        });
    }
    wanted
}

fn literal_kind(literal: &Literal) -> Kind {
    match literal {
        Literal::Number(_) => Kind::Long,
        Literal::Text(_) => Kind::String,
    }
}

fn returns_value(body: &[Statement]) -> bool {
    let mut found = false;
    for statement in body {
        statement.walk(&mut |statement| found |= matches!(statement.kind, StatementKind::Return(Some(_))));
    }
    found
}
