//! What aliases put around a handler: prologues before it, epilogues behind it.
//!
//! Of a library alias's variables, only those are computed that something reads, so that the others cost nothing, not even the look
//! at the library that they would need. With `fold` off, all are.

use std::rc::Rc;

use sigscript_grammar::operators::AssignOperator;
use sigscript_grammar::syntax::{self, Alias, ExpressionKind, StatementKind};

use crate::resolve::body::Body;
use crate::tree::Statement;

impl Body<'_, '_> {
    /// A handler between the prologues and epilogues of the aliases that it came through, the script's own first.
    pub fn around(
        &mut self,
        aliases: &[Rc<Alias>],
        handler: &[syntax::Statement],
    ) -> Vec<Statement> {
        // From the end to the beginning: then it is known which variables are mentioned further on.
        let mut statements = self.handler(handler);
        for alias in aliases {
            statements.extend(self.statements(&alias.epilogue));
        }
        for alias in aliases {
            let library = self.resolver.sources.get(alias.span.file).library;
            if !library || self.resolver.sets_all {
                let resolved = self.statements(&alias.prologue);
                statements.splice(0..0, resolved);
                continue;
            }
            for statement in alias.prologue.iter().rev() {
                if let Some(name) = self.for_nobody(statement) {
                    self.resolver.program.offered.push(name.to_owned());
                    continue;
                }
                let resolved = self.statements(std::slice::from_ref(statement));
                statements.splice(0..0, resolved);
            }
        }
        statements
    }

    /// The variable that a statement sets, where it does nothing else and nothing behind it mentions the variable.
    fn for_nobody<'s>(&self, statement: &'s syntax::Statement) -> Option<&'s str> {
        let StatementKind::Expression(expression) = &statement.kind else {
            return None;
        };
        match &expression.kind {
            ExpressionKind::Assign {
                operator: AssignOperator::Plain,
                target,
                ..
            } if let ExpressionKind::Variable(name) = &target.kind => {
                (!self.knows_variable(name, target.span)).then_some(name)
            }
            _ => None,
        }
    }
}
