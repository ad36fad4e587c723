//! The types of expressions, once all are known.

use sigscript_grammar::operators::Operands;
use sigscript_grammar::syntax::Literal;

use crate::plan::generate::Generator;
use crate::rows::Kind;
use crate::tree::{Expression, ExpressionKind, Place};

impl Generator<'_> {
    /// The type of an expression.
    pub fn kind(&self, expression: &Expression) -> Kind {
        match &expression.kind {
            ExpressionKind::Literal(Literal::Number(_))
            | ExpressionKind::Unary(..)
            | ExpressionKind::Increment { .. }
            | ExpressionKind::Has(..)
            | ExpressionKind::Accumulate(..)
            | ExpressionKind::Extract(..)
            | ExpressionKind::Bucket(..)
            | ExpressionKind::Match(..) => Kind::Long,
            ExpressionKind::Literal(Literal::Text(_)) | ExpressionKind::Histogram(..) => {
                Kind::String
            }
            ExpressionKind::Element(global, _) => self.place_kind(Place::Global(*global)),
            ExpressionKind::Variable(place) => self.place_kind(*place),
            ExpressionKind::Binary(operator, ..) => match operator.operands() {
                Operands::Texts => Kind::String,
                _ => Kind::Long,
            },
            ExpressionKind::Conditional(_, then, _) => self.kind(then),
            ExpressionKind::Assign { place, .. } => self.place_kind(*place),
            ExpressionKind::Call(function, _) => self.program.functions[*function]
                .returns
                .unwrap_or(Kind::Long),
            ExpressionKind::Builtin(row, _) => {
                self.rows.builtins[*row].returns.unwrap_or(Kind::Long)
            }
            ExpressionKind::Context(row) => self.rows.contexts[*row].kind,
            ExpressionKind::Event(event) => event.read.kind(),
            ExpressionKind::Print(print) if print.name.to_text => Kind::String,
            ExpressionKind::Print(_) => Kind::Long,
        }
    }

    pub fn place_kind(&self, place: Place) -> Kind {
        match place {
            Place::Local(index) => self.body.locals[index].1,
            Place::Global(index) => self.program.globals[index].kind.unwrap_or(Kind::Long),
        }
    }
}
