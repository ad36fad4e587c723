//! Programs without events, made up at random: globals, functions, and a `begin` probe that computes and prints.

use std::fmt::Write as _;

use fastrand::Rng;

use super::expressions::{Expressions, Scope};

const GLOBALS: &str = "\
global g0 = 7, g1 = -3, g2
global s0 = \"cat\", s1
";

/// A program whose expressions nest this deep.
pub fn program(random: &mut Rng, depth: u32) -> String {
    let mut script = GLOBALS.to_owned();
    functions(&mut script, random, depth);
    let scope = Scope {
        number_variables: vec!["n0", "n1", "n2", "g0", "g1", "g2"],
        text_variables: vec!["t0", "t1", "s0", "s1"],
        number_functions: vec!["pure", "acting", "choosing"],
        text_functions: vec!["joined"],
        ..Scope::default()
    };
    let mut expressions = Expressions {
        random,
        scope: &scope,
    };
    script.push_str("probe begin\n{\n");
    for (variable, value) in [("n0", "5"), ("n1", "-1"), ("t0", "\"ab\"")] {
        if !expressions.once_in(4) {
            let _ = writeln!(script, "  {variable} = {value}");
        }
    }
    let count = expressions.random.u32(1..=5);
    statements(&mut script, &mut expressions, depth, 2, count);
    // Every variable gets its type here, and its last value is told.
    script.push_str("  printf(\"%d %d %d %s %s\\n\", n0, n1, n2, t0, t1)\n}\n");
    script
}

/// `pure` only computes, `acting` changes a global, `choosing` has branches and a local, `joined` makes a string.
fn functions(script: &mut String, random: &mut Rng, depth: u32) {
    let parameters = Scope {
        // `u` is never assigned, so it is 0.
        numbers: vec!["a", "b", "u"],
        ..Scope::default()
    };
    let value = Expressions {
        random,
        scope: &parameters,
    }
    .number(depth.min(2));
    let _ = writeln!(
        script,
        "function pure:long(a:long, b:long) {{ return {value} }}"
    );
    let acting = Scope {
        number_variables: vec!["g0", "g1"],
        number_functions: vec!["pure"],
        ..parameters.clone()
    };
    let mut expressions = Expressions {
        random,
        scope: &acting,
    };
    let (change, value) = (expressions.number(1), expressions.number(1));
    let _ = writeln!(
        script,
        "function acting:long(a:long, b:long) {{ g2 += {change}; return {value} }}"
    );
    let choosing = Scope {
        number_variables: vec!["x"],
        ..parameters
    };
    let mut expressions = Expressions {
        random,
        scope: &choosing,
    };
    let _ = writeln!(
        script,
        "function choosing:long(a:long, b:long) {{ x = {}; if ({}) return {}; x = {}; return x }}",
        expressions.number(1),
        expressions.number(1),
        expressions.number(1),
        expressions.number(1)
    );
    let joined = Scope {
        numbers: vec!["a"],
        texts: vec!["s"],
        ..Scope::default()
    };
    let value = Expressions {
        random,
        scope: &joined,
    }
    .text(depth.min(2));
    let _ = writeln!(
        script,
        "function joined:string(a:long, s:string) {{ return {value} }}"
    );
}

fn statements(
    script: &mut String,
    expressions: &mut Expressions,
    depth: u32,
    nesting: u32,
    count: u32,
) {
    let margin = "  ".repeat(3 - nesting as usize);
    for _ in 0..count {
        match expressions.random.u32(..14) {
            0..=2 => {
                let variable = expressions.one(&["n0", "n1", "n2", "g0", "g2"]);
                let _ = writeln!(script, "{margin}{variable} = {}", expressions.number(depth));
            }
            3 | 4 => {
                let variable = expressions.one(&["t0", "t1", "s0", "s1"]);
                let _ = writeln!(script, "{margin}{variable} = {}", expressions.text(depth));
            }
            5..=7 => {
                let _ = writeln!(script, "{margin}println({})", expressions.number(depth));
            }
            8 | 9 => {
                let _ = writeln!(script, "{margin}println({})", expressions.text(depth));
            }
            10 if nesting == 0 => {
                let _ = writeln!(script, "{margin}{}", expressions.number(depth));
            }
            10 => {
                let _ = writeln!(script, "{margin}if ({}) next", expressions.number(1));
            }
            11 if nesting > 0 => {
                let _ = writeln!(
                    script,
                    "{margin}for (i{nesting} = 0; i{nesting} < 3; i{nesting}++) {{"
                );
                statements(script, expressions, depth.min(2), nesting - 1, 2);
                let _ = writeln!(
                    script,
                    "{margin}  {}",
                    expressions.one(&["", "if (n0 == n1) break", "if (n0 > 3) continue"])
                );
                let _ = writeln!(script, "{margin}}}");
            }
            _ if nesting > 0 => {
                let _ = writeln!(script, "{margin}if ({}) {{", expressions.number(depth));
                statements(script, expressions, depth, nesting - 1, 2);
                if expressions.once_in(2) {
                    let _ = writeln!(script, "{margin}}} else {{");
                    statements(script, expressions, depth, nesting - 1, 1);
                }
                let _ = writeln!(script, "{margin}}}");
            }
            _ => {
                let _ = writeln!(script, "{margin}g1 = {}", expressions.number(1));
            }
        }
    }
}
