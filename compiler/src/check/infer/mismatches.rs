//! Where a number meets a string: what to tell, as whoever wrote it would want to know it.

use sigscript_grammar::operators::{BinaryOperator, Operands};
use sigscript_grammar::syntax::Literal;
use sigscript_grammar::{Diagnostic, Span};

use crate::check::infer::{Inference, literal_kind};
use crate::errors::{self, Compared};
use crate::rows::Kind;
use crate::tree::{Expression, ExpressionKind, Place, Program};

/// The names of a program, for messages.
#[derive(Debug, Default)]
pub struct Spelled {
    globals: Vec<String>,
    /// By body: functions first, then probes.
    locals: Vec<Vec<String>>,
    /// What library aliases offer and nobody reads.
    offered: Vec<String>,
    /// Where the points of the probes stand in the script, by body.
    points: Vec<Option<Span>>,
}

impl Spelled {
    pub fn of(program: &Program) -> Self {
        let names = |variables: &[crate::tree::Variable]| {
            variables
                .iter()
                .map(|variable| variable.name.clone())
                .collect()
        };
        let functions = program
            .functions
            .iter()
            .map(|function| names(&function.locals));
        let probes = program.probes.iter().map(|probe| names(&probe.locals));
        Self {
            globals: names(&program.globals),
            locals: functions.chain(probes).collect(),
            offered: program.offered.clone(),
            points: (program.functions.iter().map(|_| None))
                .chain(program.probes.iter().map(|probe| Some(probe.span)))
                .collect(),
        }
    }
}

impl Inference<'_> {
    /// A mistake in a library alias with the probe that it came by.
    pub fn led_here(&self, diagnostic: Diagnostic) -> Diagnostic {
        let point = self.spelled.points.get(self.body).copied().flatten();
        match point {
            Some(point) => errors::led_here(diagnostic, self.sources, point),
            None => diagnostic,
        }
    }

    /// What a variable is called; nothing before mistakes are reported.
    pub fn name(&self, body: usize, place: Place) -> String {
        let name = match place {
            Place::Global(index) => self.spelled.globals.get(index),
            Place::Local(index) => self
                .spelled
                .locals
                .get(body)
                .and_then(|names| names.get(index)),
        };
        name.cloned().unwrap_or_default()
    }

    /// The type of an expression as far as it is known, without a conclusion from it.
    pub fn kind_of(&self, expression: &Expression) -> Option<Kind> {
        if self.wrong.expressions.contains(&expression.span) {
            return None;
        }
        match &expression.kind {
            ExpressionKind::Literal(literal) => Some(literal_kind(literal)),
            ExpressionKind::Variable(place) => self.kind_in(*place),
            ExpressionKind::Element(global, _) => self.kind_in(Place::Global(*global)),
            ExpressionKind::Binary(operator, ..) => Some(match operator.operands() {
                Operands::Texts => Kind::String,
                Operands::Numbers | Operands::Comparable => Kind::Long,
            }),
            ExpressionKind::Conditional(_, then, otherwise) => {
                self.kind_of(then).or_else(|| self.kind_of(otherwise))
            }
            ExpressionKind::Assign {
                place,
                operator: None,
                value,
                ..
            } => self.kind_in(*place).or_else(|| self.kind_of(value)),
            ExpressionKind::Assign {
                operator: Some(operator),
                ..
            } => Some(match operator.operands() {
                Operands::Texts => Kind::String,
                Operands::Numbers | Operands::Comparable => Kind::Long,
            }),
            ExpressionKind::Call(function, _) => self.returns[*function].0.map(|(kind, _)| kind),
            ExpressionKind::Builtin(row, _) => self.rows.builtins[*row].returns,
            ExpressionKind::Context(row) => Some(self.rows.contexts[*row].kind),
            ExpressionKind::Event(event) => Some(event.read.kind()),
            ExpressionKind::Print(print) if print.name.to_text => Some(Kind::String),
            ExpressionKind::Histogram(..) => Some(Kind::String),
            _ => Some(Kind::Long),
        }
    }

    fn kind_in(&self, place: Place) -> Option<Kind> {
        if self.disputed.contains(&(self.body, place)) {
            return None;
        }
        let known = match place {
            Place::Local(index) => &self.locals[self.body][index],
            Place::Global(index) => &self.globals[index],
        };
        known.0.map(|(kind, _)| kind)
    }

    /// What `if`, `while` and `?` ask.
    pub fn condition(&mut self, condition: &Expression) {
        if self.kind_of(condition) == Some(Kind::String) {
            self.infer(condition, None);
            let written = self.written(condition);
            let assigns = matches!(condition.kind, ExpressionKind::Assign { .. });
            self.mistake(|| errors::condition_is_text(condition.span, &written, assigns));
        } else {
            self.expect(condition, Kind::Long);
        }
    }

    /// `left == right`
    pub fn compare(&mut self, left: &Expression, right: &Expression) {
        let (first, second) = (self.kind_of(left), self.kind_of(right));
        if let (Some(first), Some(second)) = (first, second)
            && first != second
        {
            self.infer(left, None);
            self.infer(right, None);
            if self.diagnostics.is_none() {
                return;
            }
            let (number, text) = if first == Kind::Long {
                (left, right)
            } else {
                (right, left)
            };
            let compared = Compared {
                number: number.span,
                text: text.span,
                advice: self.comparison_advice(number, text),
            };
            let right_is_text = second == Kind::String;
            self.mistake(|| errors::compared(&compared, right_is_text));
            return;
        }
        self.agree(left, right, None);
    }

    /// What a comparison of a number with a string was meant to be.
    fn comparison_advice(&self, number: &Expression, text: &Expression) -> String {
        let (number_as, text_as) = (self.written(number), self.written(text));
        if let ExpressionKind::Literal(Literal::Text(bytes)) = &text.kind {
            if let Some(argument) = text_as.strip_prefix('@') {
                return format!("`${argument}` is the argument as it was given, a number here");
            }
            let content = String::from_utf8_lossy(bytes);
            if content.trim().parse::<i64>().is_ok() {
                return format!("write `{}` without quotes", content.trim());
            }
            let named = format!("{number_as}_name");
            if matches!(number.kind, ExpressionKind::Variable(_)) && self.knows(&named) {
                return format!("`{named}` holds the name: write `{named} == {text_as}`");
            }
            if number_as == "pid()" || number_as == "tid()" {
                return format!(
                    "`execname()` is the name of the process: write `execname() == {text_as}`"
                );
            }
        }
        if number.as_number().is_some() {
            let counterpart = text_as
                .strip_suffix("_name")
                .filter(|name| self.knows(name));
            if let Some(counterpart) = counterpart {
                return format!(
                    "`{counterpart}` holds the number: write `{counterpart} == {number_as}`"
                );
            }
            return match text_as.as_str() {
                "execname()" => {
                    format!("`pid()` is the number of the process: write `pid() == {number_as}`")
                }
                "pid_name" if self.knows("sig_pid") => {
                    format!("`sig_pid` holds the number: write `sig_pid == {number_as}`")
                }
                _ => format!("write `\"{number_as}\"` in quotes to compare text"),
            };
        }
        format!(
            "`strtol({text_as}, 10)` turns a string into a number, `sprint({number_as})` a number into a string"
        )
    }

    /// Whether the body or an alias has a variable called so.
    fn knows(&self, name: &str) -> bool {
        let locals = self.spelled.locals.get(self.body);
        locals.is_some_and(|names| names.iter().any(|own| own == name))
            || self.spelled.offered.iter().any(|offered| offered == name)
    }

    /// Whether `left + right` adds a string, which is reported.
    pub fn adds_text(&mut self, left: &Expression, right: &Expression) -> bool {
        let (first, second) = (self.kind_of(left), self.kind_of(right));
        let text = match (first, second) {
            (Some(Kind::String), _) => left,
            (_, Some(Kind::String)) => right,
            _ => return false,
        };
        // A string that holds a number is another mistake.
        if let ExpressionKind::Literal(Literal::Text(bytes)) = &text.kind
            && String::from_utf8_lossy(bytes).parse::<i64>().is_ok()
        {
            return false;
        }
        self.infer(left, None);
        self.infer(right, None);
        let part = |kind, written: String| match kind {
            Some(Kind::Long) if written.parse::<i64>().is_ok() => format!("\"{written}\""),
            Some(Kind::Long) => format!("sprint({written})"),
            _ => written,
        };
        let joined = format!(
            "{} . {}",
            part(first, self.written(left)),
            part(second, self.written(right))
        );
        self.mistake(|| errors::text_added(text.span, &joined));
        true
    }

    /// Whether `left . right` is a fraction or a member, which is reported.
    pub fn joins_numbers(&mut self, left: &Expression, right: &Expression, span: Span) -> bool {
        if left.span.end + 1 != right.span.start || left.span.file != right.span.file {
            return false;
        }
        if left.as_number().is_some() && right.as_number().is_some() {
            self.mistake(|| errors::fraction(span));
            return true;
        }
        if matches!(left.kind, ExpressionKind::Event(_))
            && matches!(right.kind, ExpressionKind::Variable(Place::Local(_)))
            && self.kind_of(left) == Some(Kind::Long)
        {
            let (base, member) = (self.written(left), self.written(right));
            // The member is no variable; whatever type it has says nothing.
            self.expect(right, Kind::String);
            self.mistake(|| errors::member_by_dot(span, &base, &member));
            return true;
        }
        false
    }

    /// `place operator= value`
    pub fn compound(
        &mut self,
        operator: BinaryOperator,
        place: Place,
        value: &Expression,
        span: Span,
    ) -> Option<Kind> {
        let texts = (self.kind_in(place), self.kind_of(value));
        if operator == BinaryOperator::Add && texts == (Some(Kind::String), Some(Kind::String)) {
            self.infer(value, None);
            let (name, written) = (self.name(self.body, place), self.written(value));
            self.mistake(|| errors::text_appended(span, &name, &written));
            return Some(Kind::Long);
        }
        let kind = match operator.operands() {
            Operands::Texts => Kind::String,
            Operands::Numbers | Operands::Comparable => Kind::Long,
        };
        self.expect(value, kind);
        self.variable(place, Some(kind), span)
    }

    /// `place = value`, where the type of `place` is known.
    pub fn assigned(
        &mut self,
        place: Place,
        (held, first): (Kind, Span),
        value: &Expression,
    ) -> Option<Kind> {
        match self.kind_of(value) {
            Some(found) if found != held => {
                self.infer(value, None);
                let name = self.name(self.body, place);
                self.mistake(|| errors::assigned_other(value.span, &name, found, (first, held)));
            }
            _ => self.expect(value, held),
        }
        Some(held)
    }

    /// A key of an element; its type, where it is known.
    pub fn key_value(&mut self, global: usize, index: usize, key: &Expression) -> Option<Kind> {
        let Some((known, first)) = self.keys[global][index].0 else {
            return self.infer(key, None);
        };
        match self.kind_of(key) {
            Some(found) if found != known => {
                self.infer(key, None);
                let name = self.name(self.body, Place::Global(global));
                self.mistake(|| errors::key_mismatch(key.span, &name, found, (first, known)));
                Some(found)
            }
            _ => self.infer(key, Some(known)),
        }
    }

    /// Reports that an expression is not what its surroundings need.
    pub fn unfit(&mut self, expression: &Expression, wanted: Kind, found: Kind) {
        let written = self.written(expression);
        self.mistake(|| errors::type_mismatch(expression.span, wanted, found, &written));
    }

    /// What stands in the script.
    fn written(&self, expression: &Expression) -> String {
        match self.diagnostics {
            Some(_) => self.sources.snippet(expression.span).to_owned(),
            None => String::new(),
        }
    }
}
