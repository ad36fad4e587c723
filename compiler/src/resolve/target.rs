//! Target variables and paths (`$task->comm`, `@cast(p, "type")->member`) to reads at the event.

use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{
    self, Identifier, Literal, PathStep, PrintName, PrintStyle, TargetBase,
};
use sigscript_grammar::{Diagnostic, Span, similar};

use crate::catalog::{Field, FieldForm, Part, Type};
use crate::errors;
use crate::path::{Path, PathError, is_char, type_text};
use crate::plan::{Base, MAX_OFFSETS, Read};
use crate::resolve::body::Body;
use crate::resolve::points::EventScope;
use crate::rows::Kind;
use crate::tree::{Event, Expression, ExpressionKind, Print, Start};

/// A path while it is followed, with where it starts and how it was written so far.
struct Walk {
    start: Start,
    path: Path,
    label: String,
}

/// What a target variable is.
enum Found {
    /// Something that a path may lead on from.
    Walk(Walk),
    /// A field of a record.
    Field(Expression),
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

impl Body<'_, '_> {
    /// A target path. Reports what is wrong with it and gives 0 then.
    pub fn target(&mut self, target: &syntax::Target, span: Span) -> Expression {
        self.walk(target, span).unwrap_or_else(|diagnostic| {
            self.report(*diagnostic);
            Expression::number(0, span)
        })
    }

    fn walk(&mut self, target: &syntax::Target, span: Span) -> Outcome<Expression> {
        let mut walk = match &target.base {
            TargetBase::Variable(name) => match self.variable_start(name, span)? {
                Found::Walk(walk) => walk,
                Found::Field(field) if target.path.is_empty() && !target.address_of => {
                    return Ok(field);
                }
                Found::Field(_) => {
                    return Err(
                        errors::unsupported(span, "paths into a tracefs event's fields").into(),
                    );
                }
            },
            TargetBase::All(name) => return self.all(name, span),
            TargetBase::Cast {
                pointer, type_name, ..
            } => self.cast(pointer, type_name, span)?,
            TargetBase::Static { .. } => return Err(errors::no_static_variables(span).into()),
        };
        for step in &target.path {
            self.step(&mut walk, step)?;
            if walk.path.offsets.len() > MAX_OFFSETS {
                return Err(errors::path_too_long(span, MAX_OFFSETS).into());
            }
        }
        match target.pretty {
            _ if target.address_of => address(walk, span),
            0 => self.value(walk, span),
            _ => self.pretty(walk, span),
        }
    }

    fn variable_start(&mut self, name: &str, span: Span) -> Outcome<Found> {
        match self.scope() {
            None => Err(errors::target_in_function(span, name).into()),
            Some(EventScope::None) => Err(errors::no_event(span, name).into()),
            Some(EventScope::Trace {
                parameters,
                name: trace,
            }) => {
                let Some(index) = parameters
                    .iter()
                    .position(|parameter| parameter.name == name)
                else {
                    let names: Vec<&str> = parameters
                        .iter()
                        .map(|parameter| parameter.name.as_str())
                        .collect();
                    return Err(errors::unknown_target(span, name, trace, &names).into());
                };
                Ok(Found::Walk(Walk {
                    start: Start::Base(Base::Argument(index as u8)),
                    path: Path::new(parameters[index].kind.clone()),
                    label: format!("${name}"),
                }))
            }
            Some(EventScope::Syscall {
                name: call,
                returns,
            }) => match syscall_value(name, *returns) {
                Some((base, kind)) => Ok(Found::Walk(Walk {
                    start: Start::Base(base),
                    path: Path::new(kind),
                    label: format!("${name}"),
                })),
                None => {
                    Err(errors::unknown_target(span, name, call, &syscall_values(*returns)).into())
                }
            },
            Some(EventScope::Record {
                event,
                name: record,
            }) => {
                let Some(field) = event.fields.iter().find(|field| field.name == name) else {
                    let names: Vec<&str> = event
                        .fields
                        .iter()
                        .map(|field| field.name.as_str())
                        .collect();
                    return Err(errors::unknown_target(span, name, record, &names).into());
                };
                field_value(field, span).map(Found::Field)
            }
        }
    }

    /// `$$name`, and `$$parms` or `$$vars`: everything that the event brings, as text.
    fn all(&mut self, name: &str, span: Span) -> Outcome<Expression> {
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
            Some(EventScope::Record { name, event }) => {
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
            "parms" | "vars" => Ok(self.listed(&variables, span)),
            _ => Err(errors::unsupported(span, &format!("`$${name}`")).into()),
        }
    }

    /// `sig=0x9 comm="cat"`: target variables by name, with `?` for what is neither a number nor text.
    fn listed(&mut self, variables: &[String], span: Span) -> Expression {
        let mut parts = Vec::new();
        let mut arguments = Vec::new();
        for name in variables {
            let value = match self.variable_start(name, span) {
                Ok(Found::Walk(walk)) => self.value(walk, span).ok(),
                Ok(Found::Field(field)) => Some(field),
                Err(_) => None,
            };
            let text = matches!(&value, Some(Expression { kind: ExpressionKind::Event(event), .. }) if event.read.kind() == Kind::String);
            parts.push(match (&value, text) {
                (None, _) => format!("{name}=?"),
                (Some(_), true) => format!("{name}=\"%s\""),
                (Some(_), false) => format!("{name}=%#x"),
            });
            arguments.extend(value);
        }
        let print = Print {
            name: PrintName {
                to_text: true,
                style: PrintStyle::Format,
                newline: false,
            },
            format: Some(parts.join(" ").into_bytes()),
            arguments,
            names: Vec::new(),
        };
        Expression::new(ExpressionKind::Print(Box::new(print)), span)
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
        })
    }

    fn step(&mut self, walk: &mut Walk, step: &PathStep) -> Outcome<()> {
        let catalog = self.resolver.inputs.catalog;
        let kind = type_text(&walk.path.kind);
        match step {
            PathStep::Member(name) => {
                let made = walk.path.member(catalog, &name.name);
                made.map_err(|error| member_error(&error, name, &walk.label, &kind))?;
                walk.label = format!("{}->{}", walk.label, name.name);
            }
            PathStep::Index(index) => {
                let number = self
                    .expression(index)
                    .as_number()
                    .and_then(|number| u32::try_from(number).ok());
                let Some(number) = number else {
                    return Err(
                        errors::unsupported(index.span, "an index that is not constant").into(),
                    );
                };
                let made = walk.path.element(catalog, number);
                made.map_err(|_| errors::no_elements(index.span, &walk.label, &kind))?;
                walk.label = format!("{}[{number}]", walk.label);
            }
        }
        Ok(())
    }

    fn value(&self, walk: Walk, span: Span) -> Outcome<Expression> {
        match walk.path.read(self.resolver.inputs.catalog) {
            Ok(read) => Ok(walk.read(read, span)),
            Err(PathError::NoValue(members)) => {
                Err(
                    errors::not_a_value(span, &walk.label, &type_text(&walk.path.kind), &members)
                        .into(),
                )
            }
            Err(_) => {
                Err(errors::not_a_value(span, &walk.label, &type_text(&walk.path.kind), &[]).into())
            }
        }
    }

    /// A trailing `$`: text where the path leads to characters.
    fn pretty(&self, mut walk: Walk, span: Span) -> Outcome<Expression> {
        match &walk.path.kind {
            Type::Array { element, .. } if is_char(element) => self.value(walk, span),
            Type::Pointer(to) if is_char(to) => {
                walk.path.follow();
                walk.label.push('$');
                Ok(walk.read(Read::KernelString, span))
            }
            _ => Err(errors::unsupported(span, "pretty-printing (`$` behind a path)").into()),
        }
    }
}

impl Walk {
    fn read(self, read: Read, span: Span) -> Expression {
        let event = Event {
            start: self.start,
            offsets: self.path.offsets,
            user: 0,
            read,
            label: self.label,
            variable: None,
        };
        Expression::new(ExpressionKind::Event(Box::new(event)), span)
    }
}

/// What a system call brings, under this name.
pub fn syscall_value(name: &str, returns: bool) -> Option<(Base, Type)> {
    let integer = |name: &str, size| Type::Integer {
        name: name.to_owned(),
        size,
        signed: true,
    };
    match name {
        "syscall" => Some((Base::SyscallNumber, integer("int", 4))),
        "return" if returns => Some((Base::SyscallResult, integer("long int", 8))),
        _ => {
            let number: u8 = name.strip_prefix("arg")?.parse().ok()?;
            (1..=6)
                .contains(&number)
                .then(|| (Base::SyscallArgument(number - 1), integer("long int", 8)))
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
    let Some(last) = walk.path.offsets.pop() else {
        return Err(errors::no_address(span, &walk.label).into());
    };
    let pointer = match walk.start {
        Start::Pointer(pointer) if walk.path.offsets.is_empty() => pointer,
        _ => walk.read(Read::POINTER, span),
    };
    let last = Expression::number(i64::from(last), span);
    let sum = ExpressionKind::Binary(BinaryOperator::Add, Box::new(pointer), Box::new(last));
    Ok(Expression::new(sum, span))
}

/// A field of a tracefs event's record.
fn field_value(field: &Field, span: Span) -> Outcome<Expression> {
    let read = match (field.form, field.size) {
        (FieldForm::Integer, size @ (1 | 2 | 4 | 8)) => Read::integer(size as u8, field.signed),
        (FieldForm::Text, size) => Read::Text { size },
        (FieldForm::LocatedText, _) => Read::LocatedText,
        (FieldForm::RelativeText, _) => Read::RelativeText,
        _ => {
            return Err(errors::unsupported(
                span,
                &format!("a field of type `{}`", field.declared),
            )
            .into());
        }
    };
    let event = Event {
        start: Start::Base(Base::Record),
        offsets: vec![u32::from(field.offset)],
        user: 0,
        read,
        label: format!("${}", field.name),
        variable: None,
    };
    Ok(Expression::new(
        ExpressionKind::Event(Box::new(event)),
        span,
    ))
}
