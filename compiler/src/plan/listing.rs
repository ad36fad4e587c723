//! A folded handler as text, for the plan: captured values by the names the script gave them.

use sigscript_grammar::operators::UnaryOperator;
use sigscript_grammar::syntax::{Literal, PrintStyle, SortBy};

use crate::plan::kept::{Action, Use};
use crate::plan::{AnyKeys, Direction, WalkOver};
use crate::rows::{DECODED, Rows};
use crate::tree::{
    Deleted, Expression, ExpressionKind, Foreach, Place, Print, Program, Statement, StatementKind,
    Variable,
};

/// Binds tighter than any operator.
const ATOM: u8 = 17;
const CONDITIONAL: u8 = 2;
pub const PREFIX: u8 = 14;
const IN: u8 = 8;

/// What a handler's text refers to.
pub struct Listing<'a> {
    pub program: &'a Program,
    pub rows: Rows<'a>,
    pub locals: &'a [Variable],
}

impl Listing<'_> {
    /// A handler, one statement a line. Where the filter is `exact`, the test that it repeats is left out.
    pub fn handler(&self, body: &[Statement], exact: bool) -> Vec<String> {
        let mut lines = Vec::new();
        let body = match body {
            [
                Statement {
                    kind:
                        StatementKind::If {
                            then,
                            otherwise: None,
                            ..
                        },
                    ..
                },
            ] if exact => std::slice::from_ref(&**then),
            _ => body,
        };
        self.statements(body, 0, &mut lines);
        lines
    }

    /// What a probe does with a kept array.
    pub fn keeping(&self, kept: &Use) -> String {
        let element = self.element(Place::Global(kept.global), &kept.keys);
        match &kept.action {
            Action::Store(value) => format!("{element} = {}", self.expression(value, 1)),
            Action::Take => format!("delete {element}"),
            Action::Look => element,
        }
    }

    fn statements(&self, body: &[Statement], depth: usize, lines: &mut Vec<String>) {
        body.iter()
            .for_each(|statement| self.statement(statement, depth, lines));
    }

    fn statement(&self, statement: &Statement, depth: usize, lines: &mut Vec<String>) {
        let mut line = |text: String| lines.push(format!("{}{text}", "  ".repeat(depth)));
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body, depth, lines),
            StatementKind::Expression(Expression {
                kind: ExpressionKind::Print(print),
                ..
            }) => line(self.print(print)),
            StatementKind::Expression(expression) => line(self.expression(expression, 0)),
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                line(format!("if {}", self.expression(condition, 0)));
                self.statement(then, depth + 1, lines);
                if let Some(otherwise) = otherwise {
                    lines.push(format!("{}else", "  ".repeat(depth)));
                    self.statement(otherwise, depth + 1, lines);
                }
            }
            StatementKind::Loop {
                condition,
                body,
                step,
            } => {
                line(format!("while {}", self.expression(condition, 0)));
                self.statement(body, depth + 1, lines);
                if let Some(step) = step {
                    lines.push(format!(
                        "{}{}",
                        "  ".repeat(depth + 1),
                        self.expression(step, 0)
                    ));
                }
            }
            StatementKind::Foreach(foreach) => {
                line(self.walk(foreach));
                self.statement(&foreach.body, depth + 1, lines);
            }
            StatementKind::Delete(Deleted::Variable(place)) => {
                line(format!("delete {}", self.place(*place)));
            }
            StatementKind::Delete(Deleted::Elements(global, any, keys)) => {
                let name = self.place(Place::Global(*global));
                line(format!("delete {name}[{}]", self.keys(*any, keys, *global)));
            }
            StatementKind::Try {
                body,
                message,
                handler,
                ..
            } => {
                line("try".to_owned());
                self.statement(body, depth + 1, lines);
                let message =
                    message.map_or_else(String::new, |message| format!(" {}", self.place(message)));
                lines.push(format!("{}catch{message}", "  ".repeat(depth)));
                self.statement(handler, depth + 1, lines);
            }
            StatementKind::Kept => {}
            StatementKind::Break => line("break".to_owned()),
            StatementKind::Continue => line("continue".to_owned()),
            StatementKind::Next => line("next".to_owned()),
            StatementKind::Return(None) => line("return".to_owned()),
            StatementKind::Return(Some(value)) => {
                line(format!("return {}", self.expression(value, 0)));
            }
        }
    }

    /// The head of a `foreach`.
    fn walk(&self, foreach: &Foreach) -> String {
        let keys: Vec<&str> = foreach.keys.iter().map(|key| self.place(*key)).collect();
        let value = foreach
            .value
            .map_or_else(String::new, |value| format!("{} = ", self.place(value)));
        let array = self.place(Place::Global(foreach.global));
        let over = match foreach.over {
            WalkOver::Buckets => format!(
                "@hist({})",
                self.element(Place::Global(foreach.global), &foreach.fixed)
            ),
            WalkOver::Elements(_) if foreach.fixed.is_empty() => array.to_owned(),
            WalkOver::Elements(any) => format!(
                "{array}[{}]",
                self.keys(any, &foreach.fixed, foreach.global)
            ),
        };
        let sort = foreach.sort.map_or_else(String::new, |(by, direction)| {
            let by = match by {
                SortBy::Key(index) => keys.get(index).copied().unwrap_or_default().to_owned(),
                SortBy::Value => "value".to_owned(),
                SortBy::Statistic(extractor) => format!("@{}", extractor.name()),
            };
            let way = if direction == Direction::Ascending {
                "ascending"
            } else {
                "descending"
            };
            format!(" by {by} {way}")
        });
        let limit = foreach.limit.as_ref().map_or_else(String::new, |limit| {
            format!(" limit {}", self.expression(limit, 0))
        });
        format!(
            "foreach {value}[{}] in {over}{sort}{limit}",
            keys.join(", ")
        )
    }

    fn print(&self, print: &Print) -> String {
        let format = match (&print.format, print.name.style) {
            (Some(format), _) => format!("{} ", quoted(format)),
            (None, PrintStyle::Character) => "char ".to_owned(),
            (None, _) => String::new(),
        };
        let arguments: Vec<String> = print
            .arguments
            .iter()
            .map(|argument| self.expression(argument, ATOM))
            .collect();
        let newline = if print.name.newline { "line " } else { "" };
        format!("print {newline}{format}{}", arguments.join(" "))
            .trim_end()
            .to_owned()
    }

    /// An expression, in parentheses where it binds looser than `around`.
    #[expect(clippy::too_many_lines, reason = "one arm per kind of expression")]
    pub fn expression(&self, expression: &Expression, around: u8) -> String {
        let (text, level) = match &expression.kind {
            ExpressionKind::Literal(Literal::Number(number)) => (number.to_string(), ATOM),
            ExpressionKind::Literal(Literal::Text(text)) => (quoted(text), ATOM),
            ExpressionKind::Variable(place) => (self.place(*place).to_owned(), ATOM),
            ExpressionKind::Unary(operator, operand) => {
                let space = if *operator == UnaryOperator::Negate && operand.as_number().is_some() {
                    " "
                } else {
                    ""
                };
                (
                    format!(
                        "{}{space}{}",
                        operator.spelling(),
                        self.expression(operand, PREFIX)
                    ),
                    PREFIX,
                )
            }
            ExpressionKind::Binary(operator, left, right) => {
                let level = operator.level();
                let left = self.expression(left, level);
                (
                    format!(
                        "{left} {} {}",
                        operator.spelling(),
                        self.expression(right, level + 1)
                    ),
                    level,
                )
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let condition = self.expression(condition, CONDITIONAL + 1);
                let then = self.expression(then, 0);
                (
                    format!(
                        "{condition} ? {then} : {}",
                        self.expression(otherwise, CONDITIONAL)
                    ),
                    CONDITIONAL,
                )
            }
            ExpressionKind::Element(..)
            | ExpressionKind::Has(..)
            | ExpressionKind::Accumulate(..)
            | ExpressionKind::Extract(..)
            | ExpressionKind::Bucket(..)
            | ExpressionKind::Histogram(..)
            | ExpressionKind::Match(..) => self.question(expression),
            ExpressionKind::Assign {
                place,
                keys,
                operator,
                value,
            } => {
                let operator = operator.map_or("", |operator| operator.spelling());
                (
                    format!(
                        "{} {operator}= {}",
                        self.element(*place, keys),
                        self.expression(value, 1)
                    ),
                    1,
                )
            }
            ExpressionKind::Increment {
                place,
                keys,
                by,
                prefix,
            } => {
                let mark = if *by > 0 { "++" } else { "--" };
                let place = self.element(*place, keys);
                (
                    if *prefix {
                        format!("{mark}{place}")
                    } else {
                        format!("{place}{mark}")
                    },
                    ATOM,
                )
            }
            ExpressionKind::Call(function, arguments) => {
                let function = &self.program.functions[*function];
                let name = &function.name.name;
                (
                    if function.derived {
                        name.clone()
                    } else {
                        self.call(name, arguments)
                    },
                    ATOM,
                )
            }
            // The layout is long, and the bytes are called what they are shown as.
            ExpressionKind::Builtin(row, arguments) if self.rows.builtins[*row].name == DECODED => {
                (self.expression(&arguments[0], ATOM), ATOM)
            }
            ExpressionKind::Builtin(row, arguments) => {
                (self.call(self.rows.builtins[*row].name, arguments), ATOM)
            }
            ExpressionKind::Context(row) => (format!("{}()", self.rows.contexts[*row].name), ATOM),
            ExpressionKind::Event(event) => {
                let read = event.variable.as_ref().unwrap_or(&event.label);
                let text = match &event.otherwise {
                    Some(otherwise) => format!("({read} else {})", self.expression(otherwise, 0)),
                    None => read.clone(),
                };
                (text, ATOM)
            }
            ExpressionKind::Print(print) => (format!("s{}", self.print(print)), 0),
        };
        if level < around {
            format!("({text})")
        } else {
            text
        }
    }

    /// What is asked of an array, a statistic or a text, and how tightly its text binds.
    fn question(&self, expression: &Expression) -> (String, u8) {
        match &expression.kind {
            ExpressionKind::Element(global, keys) => {
                (self.element(Place::Global(*global), keys), ATOM)
            }
            ExpressionKind::Has(global, any, keys) => (
                format!(
                    "[{}] in {}",
                    self.keys(*any, keys, *global),
                    self.place(Place::Global(*global))
                ),
                IN,
            ),
            ExpressionKind::Accumulate(global, keys, value) => (
                format!(
                    "{} <<< {}",
                    self.element(Place::Global(*global), keys),
                    self.expression(value, 1)
                ),
                1,
            ),
            ExpressionKind::Extract(extractor, global, keys) => (
                format!(
                    "@{}({})",
                    extractor.name(),
                    self.element(Place::Global(*global), keys)
                ),
                ATOM,
            ),
            ExpressionKind::Bucket(global, keys, index) => {
                let statistic = self.element(Place::Global(*global), keys);
                (
                    format!("@hist({statistic})[{}]", self.expression(index, 0)),
                    ATOM,
                )
            }
            ExpressionKind::Histogram(global, keys) => (
                format!("@hist({})", self.element(Place::Global(*global), keys)),
                ATOM,
            ),
            ExpressionKind::Match(subject, pattern) => (
                format!(
                    "{} =~ {}",
                    self.expression(subject, IN + 2),
                    quoted(pattern)
                ),
                IN + 1,
            ),
            _ => (String::new(), ATOM),
        }
    }

    fn call(&self, name: &str, arguments: &[Expression]) -> String {
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| self.expression(argument, 0))
            .collect();
        format!("{name}({})", arguments.join(", "))
    }

    /// A variable, with the keys of its element.
    fn element(&self, place: Place, keys: &[Expression]) -> String {
        let name = self.place(place);
        match (place, keys) {
            (Place::Global(global), [_, ..]) => {
                format!("{name}[{}]", self.keys(AnyKeys::default(), keys, global))
            }
            _ => name.to_owned(),
        }
    }

    /// Keys, with `*` for those that may be anything.
    fn keys(&self, any: AnyKeys, keys: &[Expression], global: usize) -> String {
        let mut fixed = keys.iter();
        let arity = self.program.globals[global].elements.keys.len();
        let all = (0..arity).map(|index| {
            if any.contains(index) {
                "*".to_owned()
            } else {
                fixed
                    .next()
                    .map_or_else(String::new, |key| self.expression(key, 0))
            }
        });
        all.collect::<Vec<_>>().join(", ")
    }

    fn place(&self, place: Place) -> &str {
        match place {
            Place::Local(index) => &self.locals[index].name,
            Place::Global(index) => &self.program.globals[index].name,
        }
    }
}

/// A string as a script writes it.
pub fn quoted(text: &[u8]) -> String {
    format!(
        "\"{}\"",
        text.escape_ascii().to_string().replace("\\'", "'")
    )
}
