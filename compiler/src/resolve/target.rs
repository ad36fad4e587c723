//! Target variables and paths (`$task->comm`, `@cast(p, "type")->member`) to reads at the event.

use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{self, Identifier, PathStep, TargetBase};
use sigscript_grammar::{Diagnostic, Span, similar};

use crate::catalog::{Part, Type};
use crate::errors;
use crate::path::{Path, PathError, is_char, size_of, type_text};
use crate::plan::{Base, MAX_OFFSETS, Read};
use crate::resolve::body::Body;
use crate::resolve::fields::{Located, declared};
use crate::resolve::points::EventScope;
use crate::rows::ELEMENT;
use crate::tree::{Event, Expression, ExpressionKind, Start};

/// The most bytes of an array that has its place in every event's values.
const FIELD: u16 = 256;
/// The most bytes of an array whose elements the handler picks.
const ARRAY: u16 = 4096;

/// A path while it is followed, with where it starts and how it was written so far.
#[derive(Clone)]
pub struct Walk {
    start: Start,
    pub path: Path,
    pub label: String,
    /// Set where a word of the record only says where the array is.
    pub located: Option<Located>,
    /// Pointers lead into the memory of the current process.
    pub user: bool,
}

pub type Outcome<T> = Result<T, Box<Diagnostic>>;

impl Body<'_, '_> {
    /// A target path. Reports what is wrong with it and gives 0 then.
    pub fn target(&mut self, target: &syntax::Target, span: Span) -> Expression {
        self.walk(target, span).unwrap_or_else(|diagnostic| {
            let told = matches!(&target.base, TargetBase::Variable(name) if self.resolver.with_dollar.contains(name));
            if !told {
                self.report(*diagnostic);
            }
            self.wrong(span)
        })
    }

    fn walk(&mut self, target: &syntax::Target, span: Span) -> Outcome<Expression> {
        let mut walk = match &target.base {
            TargetBase::Variable(name) => {
                let typed = target.pretty > 0 || !target.path.is_empty();
                self.variable_start(name, typed, span)?
            }
            TargetBase::All(name) => return self.all(name, target.pretty, span),
            TargetBase::Cast {
                pointer, type_name, ..
            } => self.cast(pointer, type_name, span)?,
            TargetBase::Static { .. } => return Err(errors::no_static_variables(span).into()),
        };
        for (number, step) in target.path.iter().enumerate() {
            let picked = match step {
                PathStep::Member(name) => {
                    self.member(&mut walk, name)?;
                    None
                }
                PathStep::Index(index) => self.element_of(&mut walk, index, span)?,
            };
            if let Some(picked) = picked {
                let last = number + 1 == target.path.len() && target.pretty == 0;
                return if last && !target.address_of {
                    Ok(picked)
                } else {
                    Err(errors::index_ends_path(span, &walk.label).into())
                };
            }
            if walk.path.offsets.len() > MAX_OFFSETS {
                return Err(errors::path_too_long(span, MAX_OFFSETS).into());
            }
        }
        match target.pretty {
            _ if target.address_of => address(walk, span),
            0 => self.value(walk, span),
            depth => self.pretty(walk, depth, span),
        }
    }

    /// What a target variable is. The fields of a record get the structures that they name only where it is `typed`.
    pub fn variable_start(&mut self, name: &str, typed: bool, span: Span) -> Outcome<Walk> {
        let (walk, names): (Option<Walk>, Vec<&str>) = match self.scope() {
            None => return Err(errors::target_in_function(span, name).into()),
            Some(EventScope::None) => return Err(errors::no_event(span, name).into()),
            Some(EventScope::Trace { parameters, .. }) => {
                let parameter = parameters
                    .iter()
                    .position(|parameter| parameter.name == name);
                let walk = parameter.map(|index| Walk {
                    start: Start::Base(Base::Argument(index as u8)),
                    path: Path::new(parameters[index].kind.clone()),
                    label: format!("${name}"),
                    located: None,
                    user: false,
                });
                let names = parameters.iter().map(|parameter| parameter.name.as_str());
                (walk, names.collect())
            }
            Some(EventScope::Syscall { returns, .. }) => {
                let value = syscall_value(name, *returns).map(|(base, kind)| Walk {
                    start: Start::Base(base),
                    path: Path::new(kind),
                    label: format!("${name}"),
                    located: None,
                    user: false,
                });
                (value, syscall_values(*returns))
            }
            Some(EventScope::Stop(stop)) => {
                let fields = stop.fields();
                let field = fields.iter().position(|field| *field == name);
                let walk = field.map(|index| Walk {
                    start: Start::Base(Base::Field(index as u8)),
                    path: Path::new(register("long int", 8)),
                    label: format!("${name}"),
                    located: None,
                    user: false,
                });
                (walk, fields.to_vec())
            }
            Some(EventScope::Record { event, user, .. }) => {
                let field = event.fields.iter().find(|field| field.name == name);
                let catalog = typed.then_some(self.resolver.inputs.catalog);
                let walk = field.map(|field| {
                    let declared = declared(field, catalog);
                    Walk {
                        start: Start::Base(Base::Record),
                        path: Path::in_record(u32::from(field.offset), declared.kind),
                        label: format!("${name}"),
                        located: declared.located,
                        user: *user,
                    }
                });
                let names = event.fields.iter().map(|field| field.name.as_str());
                (walk, names.collect())
            }
        };
        walk.ok_or_else(|| {
            let event = match self.scope() {
                Some(
                    EventScope::Trace { name, .. }
                    | EventScope::Syscall { name, .. }
                    | EventScope::Record { name, .. },
                ) => name,
                Some(EventScope::Stop(stop)) => stop.name(),
                _ => "",
            };
            let record = self.record_with(name);
            errors::unknown_target(span, name, event, &names, record.as_deref()).into()
        })
    }

    /// The tracefs event of the body's raw tracepoint, where it has a field called `name`.
    fn record_with(&self, name: &str) -> Option<String> {
        let Some(EventScope::Trace { name: trace, .. }) = self.scope() else {
            return None;
        };
        let catalog = self.resolver.inputs.catalog;
        let mut events = catalog.events().into_iter();
        let full = events.find(|full| full.split_once(':').is_some_and(|(_, own)| own == trace))?;
        let (system, event) = full.split_once(':')?;
        let fields = catalog.event(system, event)?.fields;
        fields
            .iter()
            .any(|field| field.name == name)
            .then_some(full)
    }

    fn cast(&mut self, pointer: &syntax::Expression, type_name: &str, span: Span) -> Outcome<Walk> {
        let bare = type_name
            .trim_start_matches("struct ")
            .trim_start_matches("union ")
            .trim_end_matches(['*', ' ']);
        let catalog = self.resolver.inputs.catalog;
        let Some(id) = catalog.find_structure(bare) else {
            return Err(match catalog.missing(Part::Btf) {
                Some(reason) => errors::missing_part(span, &format!("struct {bare}"), &reason),
                None => errors::unknown_type(span, bare),
            }
            .into());
        };
        let label = format!(
            "@cast({}, \"{bare}\")",
            self.resolver.sources.snippet(pointer.span)
        );
        Ok(Walk {
            start: Start::Pointer(self.expression(pointer)),
            path: Path::new(Type::Pointer(Box::new(Type::Structure(id)))),
            label,
            located: None,
            user: false,
        })
    }

    /// `->name`
    fn member(&self, walk: &mut Walk, name: &Identifier) -> Outcome<()> {
        let kind = type_text(&walk.path.kind);
        walk.path
            .member(self.resolver.inputs.catalog, &name.name)
            .map_err(|error| member_error(&error, name, &walk.label, &kind))?;
        walk.label = format!("{}->{}", walk.label, name.name);
        Ok(())
    }

    /// `[index]`: goes on to the element, or gives it, where only the handler can pick it.
    fn element_of(
        &mut self,
        walk: &mut Walk,
        index: &syntax::Expression,
        span: Span,
    ) -> Outcome<Option<Expression>> {
        let kind = type_text(&walk.path.kind);
        let resolved = self.expression(index);
        let number = resolved
            .as_number()
            .and_then(|number| u32::try_from(number).ok());
        match number {
            Some(number) if walk.located.is_none() => {
                walk.path
                    .element(self.resolver.inputs.catalog, number)
                    .map_err(|_| errors::no_elements(index.span, &walk.label, &kind))?;
                walk.label = format!("{}[{number}]", walk.label);
                Ok(None)
            }
            _ => self.picked(walk, resolved, index.span, span).map(Some),
        }
    }

    /// An element that the handler picks from an array which is captured as a whole.
    fn picked(
        &self,
        walk: &Walk,
        index: Expression,
        place: Span,
        span: Span,
    ) -> Outcome<Expression> {
        let catalog = self.resolver.inputs.catalog;
        let Type::Array { element, length } = &walk.path.kind else {
            return Err(match walk.path.kind {
                Type::Pointer(_) => errors::late_index(place, &walk.label),
                _ => errors::no_elements(place, &walk.label, &type_text(&walk.path.kind)),
            }
            .into());
        };
        let (size, signed) = match &**element {
            Type::Integer { size, signed, .. } | Type::Enumeration { size, signed, .. } => {
                (*size, *signed)
            }
            Type::Pointer(_) => (8, false),
            _ => return Err(errors::late_index(place, &walk.label).into()),
        };
        let bytes = u16::try_from(length.saturating_mul(size_of(catalog, element)))
            .ok()
            .filter(|bytes| *bytes <= ARRAY && (*bytes > 0 || walk.located.is_some()))
            .filter(|_| !walk.path.lies_in_word());
        let bytes = bytes.ok_or_else(|| errors::late_index(place, &walk.label))?;
        let arguments = vec![
            walk.clone().bytes(bytes, span),
            index,
            Expression::number(size.into(), span),
            Expression::number(signed.into(), span),
        ];
        let call = self.builtin(ELEMENT, arguments, span);
        call.ok_or_else(|| errors::late_index(place, &walk.label).into())
    }

    /// The number or text that is there.
    pub fn value(&self, walk: Walk, span: Span) -> Outcome<Expression> {
        let kind = type_text(&walk.path.kind);
        if let (Some(located), Type::Array { element, .. }) = (walk.located, &walk.path.kind) {
            if !is_char(element) {
                return Err(errors::not_in_one_value(span, &walk.label, &kind).into());
            }
            return Ok(walk.read(
                match located {
                    Located::Record => Read::LocatedText,
                    Located::Field => Read::RelativeText,
                },
                span,
            ));
        }
        match walk.path.read(self.resolver.inputs.catalog) {
            Ok(read) => Ok(walk.read(read, span)),
            Err(PathError::NoValue(members)) if !members.is_empty() => {
                Err(errors::not_a_value(span, &walk.label, &kind, &members).into())
            }
            Err(_) if matches!(walk.path.kind, Type::Array { .. }) => {
                Err(errors::not_in_one_value(span, &walk.label, &kind).into())
            }
            Err(_) => Err(errors::not_a_value(span, &walk.label, &kind, &[]).into()),
        }
    }
}

impl Walk {
    /// What is read where the path ends.
    pub fn read(self, read: Read, span: Span) -> Expression {
        self.event(read, false, span)
    }

    /// The same, empty where it cannot be read.
    pub fn read_optional(self, read: Read, span: Span) -> Expression {
        self.event(read, true, span)
    }

    /// The bytes that are there; of a located array, all of it.
    pub fn bytes(self, size: u16, span: Span) -> Expression {
        let read = match (self.located, &self.start) {
            (Some(Located::Record), _) => Read::LocatedBytes,
            (Some(Located::Field), _) => Read::RelativeBytes,
            // What is in the record can be read for certain; more is better off where values are as long as they are.
            (None, Start::Base(Base::Record)) if self.path.offsets.len() == 1 && size <= FIELD => {
                Read::Field { size }
            }
            _ => Read::Bytes { size },
        };
        self.read(read, span)
    }

    fn event(self, read: Read, optional: bool, span: Span) -> Expression {
        // The record itself is the kernel's.
        let behind = self.path.offsets.len().saturating_sub(1);
        let event = Event {
            user: if self.user { behind as u8 } else { 0 },
            start: self.start,
            offsets: self.path.offsets,
            read,
            label: self.label,
            variable: None,
            otherwise: None,
            optional,
        };
        Expression::new(ExpressionKind::Event(Box::new(event)), span)
    }
}

/// A signed integer.
fn register(name: &str, size: u8) -> Type {
    Type::Integer {
        name: name.to_owned(),
        size,
        signed: true,
    }
}

/// What a system call brings, under this name.
pub fn syscall_value(name: &str, returns: bool) -> Option<(Base, Type)> {
    match name {
        "syscall" => Some((Base::SyscallNumber, register("int", 4))),
        "return" if returns => Some((Base::SyscallResult, register("long int", 8))),
        _ => {
            let number: u8 = name.strip_prefix("arg")?.parse().ok()?;
            (1..=6)
                .contains(&number)
                .then(|| (Base::SyscallArgument(number - 1), register("long int", 8)))
        }
    }
}

/// The names that [`syscall_value`] knows.
pub fn syscall_values(returns: bool) -> Vec<&'static str> {
    let mut names = vec!["syscall", "arg1", "arg2", "arg3", "arg4", "arg5", "arg6"];
    if returns {
        names.push("return");
    }
    names
}

fn member_error(error: &PathError, name: &Identifier, label: &str, kind: &str) -> Diagnostic {
    match error {
        PathError::UnknownMember { structure, members } => {
            let near = similar(&name.name, members.iter().map(String::as_str));
            errors::unknown_member(name, structure, &near)
        }
        _ => errors::no_members(name.span, label, kind),
    }
}

/// `&path`: the address instead of what is there.
fn address(mut walk: Walk, span: Span) -> Outcome<Expression> {
    let in_record = walk.start == Start::Base(Base::Record);
    if walk.path.offsets.len() <= usize::from(in_record) {
        return Err(errors::no_address(span, &walk.label).into());
    }
    let last = walk.path.offsets.pop().unwrap_or(0);
    let pointer = match walk.start {
        Start::Pointer(pointer) if walk.path.offsets.is_empty() => pointer,
        _ => walk.read(Read::POINTER, span),
    };
    let last = Expression::number(i64::from(last), span);
    let sum = ExpressionKind::Binary(BinaryOperator::Add, Box::new(pointer), Box::new(last));
    Ok(Expression::new(sum, span))
}
