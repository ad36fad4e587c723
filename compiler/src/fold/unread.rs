//! Globals of the library that nobody reads: what keeps them up to date has no effect.
//!
//! A library file may keep tables by probes of its own, for functions that look into them. Only the tables that the script's calls
//! reach are kept; where none is left, the probes fall away.

use std::collections::HashSet;

use crate::tree::{
    Deleted, Expression, ExpressionKind, Place, Probe, Program, Statement, StatementKind,
    walk_expressions,
};

/// The globals of the library whose values reach nothing but themselves and each other.
pub fn unread(program: &Program) -> HashSet<usize> {
    let mut found = Uses {
        program,
        functions: reads_of_functions(program),
        read: HashSet::new(),
        feeds: Vec::new(),
    };
    for probe in &program.probes {
        probe
            .condition
            .iter()
            .for_each(|condition| found.root(condition));
        found.statements(&probe.body);
    }
    let Uses {
        mut read,
        mut feeds,
        ..
    } = found;
    // What a global in use is made of is in use.
    loop {
        let before = feeds.len();
        feeds.retain(|(target, sources)| {
            let live = read.contains(target);
            if live {
                read.extend(sources);
            }
            !live
        });
        if feeds.len() == before {
            break;
        }
    }
    (0..program.globals.len())
        .filter(|global| program.globals[*global].library && !read.contains(global))
        .collect()
}

/// Whether a probe of the library still does what it is for.
pub fn changes_a_global(probe: &Probe) -> bool {
    let mut found = false;
    walk_expressions(&probe.body, &mut |expression| {
        found |= matches!(expression.changes(), Some(Place::Global(_)))
            || matches!(
                expression.kind,
                ExpressionKind::Accumulate(..) | ExpressionKind::Call(..)
            );
    });
    for statement in &probe.body {
        statement.walk(&mut |statement| found |= changed(statement).is_some());
    }
    found
}

struct Uses<'a> {
    program: &'a Program,
    /// By function: the globals that a call of it reads.
    functions: Vec<HashSet<usize>>,
    /// What is read for more than to change a global of the library.
    read: HashSet<usize>,
    /// A global of the library, and what one change of it reads.
    feeds: Vec<(usize, HashSet<usize>)>,
}

impl Uses<'_> {
    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement, &HashSet::new());
        }
    }

    /// `conditions` are the globals that decide whether the statement is reached.
    fn statement(&mut self, statement: &Statement, conditions: &HashSet<usize>) {
        let mut sources = conditions.clone();
        for expression in statement.expressions() {
            reads(expression, &self.functions, &mut sources);
        }
        match (&statement.kind, changed(statement)) {
            (StatementKind::Block(body), _) => {
                body.iter()
                    .for_each(|statement| self.statement(statement, conditions));
            }
            (
                StatementKind::If {
                    then, otherwise, ..
                },
                _,
            ) => {
                self.statement(then, &sources);
                otherwise
                    .iter()
                    .for_each(|otherwise| self.statement(otherwise, &sources));
            }
            (_, Some(target)) if self.program.globals[target].library => {
                self.feeds.push((target, sources));
            }
            _ => {
                self.read.extend(sources);
                self.inside(statement);
            }
        }
    }

    /// A statement that does more than change one global: its parts are looked at by themselves.
    fn inside(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Loop { body, .. } => self.statement(body, &HashSet::new()),
            StatementKind::Foreach(foreach) => {
                self.read.insert(foreach.global);
                self.statement(&foreach.body, &HashSet::new());
            }
            StatementKind::Try { body, handler, .. } => {
                self.statement(body, &HashSet::new());
                self.statement(handler, &HashSet::new());
            }
            _ => {}
        }
    }

    fn root(&mut self, expression: &Expression) {
        reads(expression, &self.functions, &mut self.read);
    }
}

/// The global that a statement does nothing but change.
pub fn changed(statement: &Statement) -> Option<usize> {
    match &statement.kind {
        StatementKind::Expression(Expression {
            kind:
                ExpressionKind::Assign {
                    place: Place::Global(global),
                    ..
                }
                | ExpressionKind::Increment {
                    place: Place::Global(global),
                    ..
                },
            ..
        })
        | StatementKind::Delete(
            Deleted::Elements(global, ..) | Deleted::Variable(Place::Global(global)),
        ) => Some(*global),
        _ => None,
    }
}

/// Adds the globals that an expression reads, those that it changes by the way included.
fn reads(expression: &Expression, functions: &[HashSet<usize>], found: &mut HashSet<usize>) {
    let own = match &expression.kind {
        // The change of the statement itself.
        ExpressionKind::Assign { .. } | ExpressionKind::Increment { .. } => None,
        _ => expression.global(),
    };
    found.extend(own);
    for child in expression.children() {
        child.walk(&mut |node| {
            found.extend(node.global());
            if let ExpressionKind::Call(function, _) = node.kind {
                found.extend(&functions[function]);
            }
        });
    }
    if let ExpressionKind::Call(function, _) = expression.kind {
        found.extend(&functions[function]);
    }
}

/// By function: the globals that its body, and those of the functions it calls, mention.
fn reads_of_functions(program: &Program) -> Vec<HashSet<usize>> {
    let mut found = vec![HashSet::new(); program.functions.len()];
    loop {
        let before: usize = found.iter().map(HashSet::len).sum();
        for (index, function) in program.functions.iter().enumerate() {
            let mut own = HashSet::new();
            for statement in &function.body {
                statement.walk(&mut |statement| {
                    own.extend(changed(statement));
                    if let StatementKind::Foreach(foreach) = &statement.kind {
                        own.insert(foreach.global);
                    }
                    for expression in statement.expressions() {
                        reads(expression, &found, &mut own);
                    }
                });
            }
            found[index].extend(own);
            if let Some(next) = function.next {
                let behind = found[next].clone();
                found[index].extend(behind);
            }
        }
        if found.iter().map(HashSet::len).sum::<usize>() == before {
            return found;
        }
    }
}
