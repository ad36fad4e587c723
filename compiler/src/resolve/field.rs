//! What the values of a print are called in structured output.

use sigscript_grammar::syntax::{Expression, ExpressionKind};

/// The name of the field that holds an argument, which is written so in the script: `pid` for `pid()`, `x` for `$x`, the text itself for
/// everything else. A literal has none, since its value stands in the text.
pub fn name(argument: &Expression, written: &str) -> String {
    if matches!(argument.kind, ExpressionKind::Literal(_)) {
        return String::new();
    }
    let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let call = text.strip_suffix("()").map(str::trim_end);
    match call.or_else(|| text.strip_prefix('$')) {
        Some(name) if is_name(name) => name.to_owned(),
        _ => text,
    }
}

fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    let starts = bytes
        .next()
        .is_some_and(|first| first == b'_' || first.is_ascii_alphabetic());
    starts && bytes.all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use sigscript_grammar::Span;
    use sigscript_grammar::syntax::Literal;

    use super::*;

    #[test]
    fn names_are_short_where_they_can_be() {
        let variable = Expression {
            kind: ExpressionKind::Variable(String::new()),
            span: Span::default(),
        };
        for (written, expected) in [
            ("sig_name", "sig_name"),
            ("pid()", "pid"),
            ("pid ()", "pid"),
            ("$sig", "sig"),
            ("$$parms", "$$parms"),
            ("$task->tgid", "$task->tgid"),
            ("kernel_string($name)", "kernel_string($name)"),
            ("count[pid(),\n    execname()]", "count[pid(), execname()]"),
            ("@count(a)", "@count(a)"),
        ] {
            assert_eq!(name(&variable, written), expected);
        }
    }

    #[test]
    fn literals_have_no_names() {
        let literal = Expression {
            kind: ExpressionKind::Literal(Literal::Number(1)),
            span: Span::default(),
        };
        assert_eq!(name(&literal, "1"), "");
    }
}
