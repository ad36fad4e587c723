//! Calls: of the script's and the library's functions, of the runtime's, and of those that read memory at the event.

use sigscript_grammar::syntax::{self, Identifier, Literal, PrintName};
use sigscript_grammar::{Span, similar};

use crate::errors;
use crate::plan::Read;
use crate::resolve::Reported;
use crate::resolve::body::Body;
use crate::resolve::memory::{self, MemoryRead};
use crate::resolve::unsupported;
use crate::rows::Kind;
use crate::tree::{Event, Expression, ExpressionKind, Start};

impl Body<'_, '_> {
    /// `function(arguments)`
    pub fn call(
        &mut self,
        function: &Identifier,
        arguments: &[syntax::Expression],
        span: Span,
    ) -> Expression {
        if let Some(point) = self
            .own_point(&function.name)
            .filter(|_| arguments.is_empty())
        {
            return Expression::new(
                ExpressionKind::Literal(Literal::Text(point.into_bytes())),
                span,
            );
        }
        if function.name == "target" && arguments.is_empty() {
            return Expression::number(self.resolver.inputs.options.target, span);
        }
        let variable = self.is_variable(&function.name, function.span);
        if self.is_unknown(function) {
            return self.unknown_call(function, arguments, variable, span);
        }
        let resolved: Vec<Expression> = arguments
            .iter()
            .map(|argument| self.expression(argument))
            .collect();
        match self.resolver.function(function, resolved.len(), variable) {
            Ok(Some(index)) => Expression::new(ExpressionKind::Call(index, resolved), span),
            Err(Reported) => self.wrong(span),
            Ok(None) => self.foreign_call(function, resolved, span),
        }
    }

    /// Whether neither script nor library nor runtime has a function of this name.
    fn is_unknown(&self, function: &Identifier) -> bool {
        let (rows, name) = (self.resolver.inputs.rows, function.name.as_str());
        !(self
            .resolver
            .declared
            .get(name, function.span.file)
            .is_some()
            || self.resolver.library.functions().any(|known| known == name)
            || rows.builtins.iter().any(|row| row.name == name)
            || rows.contexts.iter().any(|row| row.name == name)
            || memory::READS.iter().any(|row| row.name == name)
            || unsupported::function(name).is_some())
    }

    /// A call of what is no function.
    fn unknown_call(
        &mut self,
        function: &Identifier,
        arguments: &[syntax::Expression],
        variable: bool,
        span: Span,
    ) -> Expression {
        let near = self.similar_functions(&function.name, function.span);
        self.report(errors::unknown_function(function, &near, variable));
        for argument in arguments {
            // What the function would do with a variable is not known: an array, perhaps.
            if !matches!(argument.kind, syntax::ExpressionKind::Variable(_)) {
                self.expression(argument);
            }
        }
        self.wrong(span)
    }

    /// Whether a variable called so has a value here, or could have one by an alias.
    fn is_variable(&self, name: &str, span: Span) -> bool {
        self.knows_variable(name, span) || self.aliases_set.iter().any(|set| set == name)
    }

    /// A call of a function that the script and its library do not define.
    fn foreign_call(
        &mut self,
        function: &Identifier,
        mut arguments: Vec<Expression>,
        span: Span,
    ) -> Expression {
        let rows = self.resolver.inputs.rows;
        let arity = arguments.len();
        let name = function.name.as_str();
        if let Some(row) = memory::read(name, arity) {
            return self.memory_read(row, &mut arguments, span);
        }
        if let Some(row) = rows.contexts.iter().position(|row| row.name == name) {
            if arity != 0 {
                self.report(errors::wrong_arity(function, arity, &[Vec::new()], false));
            }
            return Expression::new(ExpressionKind::Context(row), span);
        }
        let named = || {
            rows.builtins
                .iter()
                .enumerate()
                .filter(|(_, row)| row.name == name)
        };
        if let Some((row, _)) = named().find(|(_, row)| row.parameters.len() == arity) {
            if rows.builtins[row].runs_program && !self.resolver.inputs.options.allow_system {
                self.report(errors::program_not_allowed(function));
            }
            return Expression::new(ExpressionKind::Builtin(row, arguments), span);
        }
        if let Some(reason) = unsupported::function(name) {
            self.report(errors::unsupported_function(function, reason));
            return self.wrong(span);
        }
        let memory = memory::READS.iter().filter(|row| row.name == name);
        let kinds = |kinds: &[Kind]| -> Vec<String> {
            let words = kinds.iter().map(|kind| match kind {
                Kind::Long => "number",
                Kind::String => "text",
            });
            words.map(str::to_owned).collect()
        };
        let forms: Vec<Vec<String>> = named()
            .map(|(_, row)| kinds(row.parameters))
            .chain(memory.flat_map(MemoryRead::forms))
            .collect();
        let variable = self.is_variable(name, span);
        self.report(errors::wrong_arity(function, arity, &forms, variable));
        self.wrong(span)
    }

    /// `kernel_string(pointer)` and its like.
    pub fn memory_read(
        &mut self,
        row: &MemoryRead,
        arguments: &mut Vec<Expression>,
        span: Span,
    ) -> Expression {
        let otherwise = (arguments.len() > row.arity())
            .then(|| arguments.pop().map(Box::new))
            .flatten();
        let mut read = row.read;
        if let Read::Bytes { size } = &mut read {
            let wanted = arguments.pop().and_then(|wanted| wanted.as_number());
            let Some(wanted) = wanted.filter(|wanted| (1..=memory::MOST_BYTES).contains(wanted))
            else {
                self.report(errors::bytes_to_read(span, memory::MOST_BYTES));
                return self.wrong(span);
            };
            *size = wanted as u16;
        }
        let pointer = arguments.remove(0);
        // A character array is text already.
        if let ExpressionKind::Event(event) = &pointer.kind
            && row.read == Read::KernelString
            && event.read.kind() == Kind::String
        {
            return pointer;
        }
        let label = match &pointer.kind {
            ExpressionKind::Event(event) => format!("{}({})", row.name, event.label),
            _ => format!("{}(…)", row.name),
        };
        let event = Event {
            start: Start::Pointer(pointer),
            offsets: if matches!(read, Read::Target { .. }) {
                Vec::new()
            } else {
                vec![0]
            },
            user: u8::from(row.user),
            read,
            label,
            variable: None,
            otherwise,
            optional: false,
        };
        Expression::new(ExpressionKind::Event(Box::new(event)), span)
    }

    fn similar_functions(&self, name: &str, span: Span) -> Vec<String> {
        let rows = self.resolver.inputs.rows;
        let prints = PrintName::NAMES.iter().copied();
        let candidates = rows
            .builtins
            .iter()
            .map(|row| row.name)
            .chain(rows.contexts.iter().map(|row| row.name))
            .chain(memory::READS.iter().map(|row| row.name))
            .chain(self.resolver.declared.names(span.file))
            .chain(self.resolver.library.functions())
            .chain(prints);
        similar(name, candidates)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }
}
