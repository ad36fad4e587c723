//! Target values as text: `$path$`, `$path$$`, `$$parms` and `$$vars` with and without `$`.

use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{Literal, PrintName, PrintStyle};

use crate::catalog::Type;
use crate::errors;
use crate::path::{is_char, type_text};
use crate::plan::Read;
use crate::resolve::body::Body;
use crate::resolve::layout::Layout;
use crate::resolve::points::EventScope;
use crate::resolve::target::{Outcome, Walk, syscall_values};
use crate::rows::DECODED;
use crate::tree::{Expression, ExpressionKind, Print};

/// The most bytes of one structure or array that are brought from an event.
const BYTES: u32 = 4096;
/// The same of all of an event's values together.
const ALL_BYTES: u32 = 8192;
/// The highest of the addresses, as signed numbers, that are pointers of the kernel; error numbers in their place lie above.
const LAST_ADDRESS: i64 = -4096;

/// How values are shown.
#[derive(Clone, Copy)]
struct Style {
    /// How many levels deep: 0 for `$$parms`, 1 for `$`, 2 for `$$`.
    depth: u8,
    /// The most bytes that one value may bring.
    bytes: u32,
}

impl Style {
    /// What stands behind a variable that is shown so.
    fn marks(self) -> &'static str {
        ["", "$", "$$"][usize::from(self.depth.min(2))]
    }
}

/// A part of a format, and what it prints.
struct Shown {
    format: String,
    arguments: Vec<Expression>,
}

impl Shown {
    fn one(format: &str, argument: Expression) -> Self {
        Self {
            format: format.to_owned(),
            arguments: vec![argument],
        }
    }

    fn constant(text: &str) -> Self {
        Self {
            format: text.to_owned(),
            arguments: Vec::new(),
        }
    }
}

impl Body<'_, '_> {
    /// `$$name`, and `$$parms` or `$$vars`: everything that the event brings, as text.
    pub fn all(&mut self, name: &str, pretty: u8, span: Span) -> Outcome<Expression> {
        let (event, variables) = match self.scope() {
            None => return Err(errors::target_in_function(span, &format!("${name}")).into()),
            Some(EventScope::None) => {
                return Err(errors::no_event(span, &format!("${name}")).into());
            }
            Some(EventScope::Trace { name, parameters }) => {
                let names = parameters.iter().map(|parameter| parameter.name.clone());
                (name.clone(), names.collect::<Vec<_>>())
            }
            Some(EventScope::Syscall { name, returns }) => {
                let values = syscall_values(*returns);
                (
                    name.clone(),
                    values.into_iter().map(str::to_owned).collect(),
                )
            }
            Some(EventScope::Stop(stop)) => {
                let fields = stop.fields().iter().map(|&field| field.to_owned());
                (stop.name().to_owned(), fields.collect())
            }
            Some(EventScope::Record { name, event, .. }) => {
                let own = event
                    .fields
                    .iter()
                    .filter(|field| !field.name.starts_with("common_"));
                (name.clone(), own.map(|field| field.name.clone()).collect())
            }
        };
        match name {
            "name" => {
                let text = ExpressionKind::Literal(Literal::Text(event.into_bytes()));
                Ok(Expression::new(text, span))
            }
            "parms" | "vars" => self.listed(&variables, pretty, span),
            _ => Err(errors::unsupported(span, &format!("`$${name}`")).into()),
        }
    }

    /// `sig=0x9 comm="cat"`: target variables by name, with `?` for what has no value.
    fn listed(&mut self, variables: &[String], depth: u8, span: Span) -> Outcome<Expression> {
        let mut walks = Vec::new();
        for name in variables {
            walks.push(self.variable_start(name, depth > 0, span)?);
        }
        let large = walks
            .iter()
            .filter(|walk| is_large(&walk.path.kind))
            .count();
        let share = ALL_BYTES / u32::try_from(large.max(1)).unwrap_or(u32::MAX);
        let style = Style {
            depth,
            bytes: BYTES.min(share / 8 * 8),
        };
        let mut parts = Vec::new();
        let mut arguments = Vec::new();
        for (name, walk) in variables.iter().zip(walks) {
            let shown = self.shown(walk, style, span);
            let shown = shown.unwrap_or_else(|| Shown::constant("?"));
            parts.push(format!("{name}={}", shown.format));
            arguments.extend(shown.arguments);
        }
        Ok(formatted(parts.join(" "), arguments, span))
    }

    /// A trailing `$` or `$$`.
    pub fn pretty(&mut self, mut walk: Walk, depth: u8, span: Span) -> Outcome<Expression> {
        match &walk.path.kind {
            Type::Array { element, .. } if is_char(element) => return self.value(walk, span),
            Type::Pointer(to) if is_char(to) => {
                let read = if walk.user {
                    Read::UserString
                } else {
                    Read::KernelString
                };
                walk.path.follow();
                walk.label.push('$');
                return Ok(walk.read(read, span));
            }
            _ => {}
        }
        let (label, kind) = (walk.label.clone(), type_text(&walk.path.kind));
        let style = Style {
            depth,
            bytes: BYTES,
        };
        match self.shown(walk, style, span) {
            Some(Shown {
                format,
                mut arguments,
            }) if format == "%s" && arguments.len() == 1 => Ok(arguments.remove(0)),
            Some(shown) => Ok(formatted(shown.format, shown.arguments, span)),
            None => Err(errors::no_text(span, &label, &kind).into()),
        }
    }

    /// A value as a part of a format; `None` for what has none.
    fn shown(&mut self, walk: Walk, style: Style, span: Span) -> Option<Shown> {
        if walk.located.is_some() {
            return self.shown_located(walk, style, span);
        }
        match walk.path.kind.clone() {
            Type::Pointer(to) if style.depth > 0 && is_char(&to) => {
                Some(self.shown_string(walk, span))
            }
            Type::Pointer(to) if style.depth > 0 && matches!(*to, Type::Structure(_)) => {
                self.shown_target(walk, &to, style, span)
            }
            Type::Integer { signed, .. } | Type::Enumeration { signed, .. } if style.depth > 0 => {
                let format = if signed { "%d" } else { "%u" };
                Some(Shown::one(format, self.value(walk, span).ok()?))
            }
            Type::Array { .. } | Type::Structure(_) => self.shown_aggregate(walk, style, span),
            _ => Some(Shown::one("%#x", self.value(walk, span).ok()?)),
        }
    }

    /// The string that a pointer leads to, in quotes; the pointer, where it leads nowhere.
    fn shown_string(&mut self, mut walk: Walk, span: Span) -> Shown {
        let pointer = walk.clone().read(Read::POINTER, span);
        let (read, there) = if walk.user {
            let zero = Expression::number(0, span);
            (
                Read::UserString,
                binary(BinaryOperator::NotEqual, pointer.clone(), zero),
            )
        } else {
            (Read::KernelString, is_kernel_address(pointer.clone()))
        };
        walk.path.follow();
        walk.label.push('$');
        let text = self.quoted(walk.read_optional(read, span));
        let address = formatted("%#x".to_owned(), vec![pointer], span);
        let kind = ExpressionKind::Conditional(Box::new(there), Box::new(text), Box::new(address));
        Shown::one("%s", Expression::new(kind, span))
    }

    /// The structure that a pointer leads to; the pointer, where it leads nowhere.
    fn shown_target(
        &mut self,
        mut walk: Walk,
        to: &Type,
        style: Style,
        span: Span,
    ) -> Option<Shown> {
        let pointer = walk.clone().read(Read::POINTER, span);
        let catalog = self.resolver.inputs.catalog;
        let (layout, size) = Layout::of(catalog, to, false, style.depth, style.bytes);
        let size = u16::try_from(size).ok()?.max(1);
        walk.path.follow();
        walk.label.push_str(style.marks());
        let bytes = walk.read_optional(Read::Bytes { size }, span);
        let text = self.decoded(bytes, layout, Some(pointer), span)?;
        Some(Shown::one("%s", text))
    }

    /// An array or a structure that is there itself.
    fn shown_aggregate(&mut self, mut walk: Walk, style: Style, span: Span) -> Option<Shown> {
        if let Type::Array { element, length } = &walk.path.kind
            && !walk.path.lies_in_word()
        {
            if is_char(element) {
                let text = self.value(walk, span).ok()?;
                return Some(match style.depth {
                    0 => Shown::one("\"%s\"", text),
                    _ => Shown::one("%s", self.quoted(text)),
                });
            }
            if *length == 0 {
                return Some(Shown::constant("[...]"));
            }
        }
        if walk.path.lies_in_word() {
            return self.shown_word(walk, style, span);
        }
        let (layout, bytes) = self.layout(&walk.path.kind, style);
        let size = u16::try_from(bytes).ok()?.max(1);
        walk.label.push_str(style.marks());
        let bytes = walk.bytes(size, span);
        Some(Shown::one("%s", self.decoded(bytes, layout, None, span)?))
    }

    /// A structure that was passed by value.
    fn shown_word(&mut self, walk: Walk, style: Style, span: Span) -> Option<Shown> {
        let read = walk.path.word(self.resolver.inputs.catalog)?;
        if style.depth == 0 {
            return Some(Shown::one("%#x", walk.read(read, span)));
        }
        let (layout, _) = self.layout(&walk.path.kind, style);
        let bytes = formatted("%8b".to_owned(), vec![walk.read(read, span)], span);
        Some(Shown::one("%s", self.decoded(bytes, layout, None, span)?))
    }

    /// An array that a word of the record leads to.
    fn shown_located(&mut self, walk: Walk, style: Style, span: Span) -> Option<Shown> {
        let Type::Array { element, .. } = walk.path.kind.clone() else {
            return None;
        };
        if is_char(&element) {
            let text = self.value(walk, span).ok()?;
            return Some(match style.depth {
                0 => Shown::one("\"%s\"", text),
                _ => Shown::one("%s", self.quoted(text)),
            });
        }
        let catalog = self.resolver.inputs.catalog;
        let layout = Layout::of_located(catalog, &element, style.depth == 0)?;
        let bytes = walk.bytes(0, span);
        Some(Shown::one("%s", self.decoded(bytes, layout, None, span)?))
    }

    fn layout(&self, kind: &Type, style: Style) -> (String, u32) {
        let catalog = self.resolver.inputs.catalog;
        let (hexadecimal, depth) = (style.depth == 0, style.depth.max(1));
        Layout::of(catalog, kind, hexadecimal, depth, style.bytes)
    }

    /// Bytes as text by a layout; the address, where there is one and no byte could be read there.
    fn decoded(
        &self,
        bytes: Expression,
        layout: String,
        address: Option<Expression>,
        span: Span,
    ) -> Option<Expression> {
        let layout = ExpressionKind::Literal(Literal::Text(layout.into_bytes()));
        let mut arguments = vec![bytes, Expression::new(layout, span)];
        arguments.extend(address);
        self.builtin(DECODED, arguments, span)
    }

    fn quoted(&self, text: Expression) -> Expression {
        let span = text.span;
        self.builtin("string_quoted", vec![text.clone()], span)
            .unwrap_or(text)
    }

    /// A call of a builtin; `None` where the runtime has none of this name and number of parameters.
    pub fn builtin(
        &self,
        name: &str,
        arguments: Vec<Expression>,
        span: Span,
    ) -> Option<Expression> {
        let rows = self.resolver.inputs.rows.builtins;
        let row = rows
            .iter()
            .position(|row| row.name == name && row.parameters.len() == arguments.len())?;
        Some(Expression::new(
            ExpressionKind::Builtin(row, arguments),
            span,
        ))
    }
}

/// Whether showing it may bring many bytes.
fn is_large(kind: &Type) -> bool {
    match kind {
        Type::Pointer(to) => matches!(**to, Type::Structure(_)),
        Type::Array { .. } | Type::Structure(_) => true,
        _ => false,
    }
}

fn is_kernel_address(pointer: Expression) -> Expression {
    let last = Expression::number(LAST_ADDRESS, pointer.span);
    binary(BinaryOperator::LessEqual, pointer, last)
}

fn binary(operator: BinaryOperator, left: Expression, right: Expression) -> Expression {
    let span = left.span;
    Expression::new(
        ExpressionKind::Binary(operator, Box::new(left), Box::new(right)),
        span,
    )
}

/// `sprintf(format, arguments…)`
fn formatted(format: String, arguments: Vec<Expression>, span: Span) -> Expression {
    let print = Print {
        name: PrintName {
            to_text: true,
            style: PrintStyle::Format,
            newline: false,
        },
        format: Some(format.into_bytes()),
        arguments,
        names: Vec::new(),
    };
    Expression::new(ExpressionKind::Print(Box::new(print)), span)
}
