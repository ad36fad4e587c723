//! A folded handler as text, for the plan: captured values by the names the script gave them.

use sigscript_grammar::operators::UnaryOperator;
use sigscript_grammar::syntax::{Literal, PrintStyle};

use crate::rows::Rows;
use crate::tree::{Expression, ExpressionKind, Place, Print, Program, Statement, StatementKind, Variable};

/// Binds tighter than any operator.
const ATOM: u8 = 17;
const CONDITIONAL: u8 = 2;
const PREFIX: u8 = 14;

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
            [Statement { kind: StatementKind::If { then, otherwise: None, .. }, .. }] if exact => std::slice::from_ref(&**then),
            _ => body,
        };
        self.statements(body, 0, &mut lines);
        lines
    }

    fn statements(&self, body: &[Statement], depth: usize, lines: &mut Vec<String>) {
        body.iter().for_each(|statement| self.statement(statement, depth, lines));
    }

    fn statement(&self, statement: &Statement, depth: usize, lines: &mut Vec<String>) {
        let mut line = |text: String| lines.push(format!("{}{text}", "  ".repeat(depth)));
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body, depth, lines),
            StatementKind::Expression(Expression { kind: ExpressionKind::Print(print), .. }) => line(self.print(print)),
            StatementKind::Expression(expression) => line(self.expression(expression, 0)),
            StatementKind::If { condition, then, otherwise } => {
                line(format!("if {}", self.expression(condition, 0)));
                self.statement(then, depth + 1, lines);
                if let Some(otherwise) = otherwise {
                    lines.push(format!("{}else", "  ".repeat(depth)));
                    self.statement(otherwise, depth + 1, lines);
                }
            }
            StatementKind::Loop { condition, body, step } => {
                line(format!("while {}", self.expression(condition, 0)));
                self.statement(body, depth + 1, lines);
                if let Some(step) = step {
                    lines.push(format!("{}{}", "  ".repeat(depth + 1), self.expression(step, 0)));
                }
            }
            StatementKind::Break => line("break".to_owned()),
            StatementKind::Continue => line("continue".to_owned()),
            StatementKind::Next => line("next".to_owned()),
            StatementKind::Return(None) => line("return".to_owned()),
            StatementKind::Return(Some(value)) => line(format!("return {}", self.expression(value, 0))),
        }
    }

    fn print(&self, print: &Print) -> String {
        let format = match (&print.format, print.name.style) {
            (Some(format), _) => format!("{} ", quoted(format)),
            (None, PrintStyle::Character) => "char ".to_owned(),
            (None, _) => String::new(),
        };
        let arguments: Vec<String> = print.arguments.iter().map(|argument| self.expression(argument, ATOM)).collect();
        let newline = if print.name.newline { "line " } else { "" };
        format!("print {newline}{format}{}", arguments.join(" ")).trim_end().to_owned()
    }

    /// An expression, in parentheses where it binds looser than `around`.
    fn expression(&self, expression: &Expression, around: u8) -> String {
        let (text, level) = match &expression.kind {
            ExpressionKind::Literal(Literal::Number(number)) => (number.to_string(), ATOM),
            ExpressionKind::Literal(Literal::Text(text)) => (quoted(text), ATOM),
            ExpressionKind::Variable(place) => (self.place(*place).to_owned(), ATOM),
            ExpressionKind::Unary(operator, operand) => {
                let space = if *operator == UnaryOperator::Negate && operand.as_number().is_some() { " " } else { "" };
                (format!("{}{space}{}", operator.spelling(), self.expression(operand, PREFIX)), PREFIX)
            }
            ExpressionKind::Binary(operator, left, right) => {
                let level = operator.level();
                let left = self.expression(left, level);
                (format!("{left} {} {}", operator.spelling(), self.expression(right, level + 1)), level)
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let condition = self.expression(condition, CONDITIONAL + 1);
                let then = self.expression(then, 0);
                (format!("{condition} ? {then} : {}", self.expression(otherwise, CONDITIONAL)), CONDITIONAL)
            }
            ExpressionKind::Assign { place, operator, value } => {
                let operator = operator.map_or("", |operator| operator.spelling());
                (format!("{} {operator}= {}", self.place(*place), self.expression(value, 1)), 1)
            }
            ExpressionKind::Increment { place, by, prefix } => {
                let mark = if *by > 0 { "++" } else { "--" };
                let place = self.place(*place);
                (if *prefix { format!("{mark}{place}") } else { format!("{place}{mark}") }, ATOM)
            }
            ExpressionKind::Call(function, arguments) => {
                let function = &self.program.functions[*function];
                let name = &function.name.name;
                (if function.derived { name.clone() } else { self.call(name, arguments) }, ATOM)
            }
            ExpressionKind::Builtin(row, arguments) => (self.call(self.rows.builtins[*row].name, arguments), ATOM),
            ExpressionKind::Context(row) => (format!("{}()", self.rows.contexts[*row].name), ATOM),
            ExpressionKind::Event(event) => (event.variable.clone().unwrap_or_else(|| event.label.clone()), ATOM),
            ExpressionKind::Print(print) => (format!("s{}", self.print(print)), 0),
        };
        if level < around { format!("({text})") } else { text }
    }

    fn call(&self, name: &str, arguments: &[Expression]) -> String {
        let arguments: Vec<String> = arguments.iter().map(|argument| self.expression(argument, 0)).collect();
        format!("{name}({})", arguments.join(", "))
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
    format!("\"{}\"", text.escape_ascii().to_string().replace("\\'", "'"))
}
