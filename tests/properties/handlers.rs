//! Handlers of events, made up at random: tests of what the event brings, and statements behind them.

use std::fmt::Write as _;

use fastrand::Rng;

use super::expressions::{Expressions, NUMBERS, Scope};

/// Members and context functions, and what the tapset makes of them.
struct Source {
    point: &'static str,
    numbers: &'static [&'static str],
    texts: &'static [&'static str],
}

const TRACE: Source = Source {
    point: "kernel.trace(\"signal_generate\")",
    numbers: &[
        "$sig",
        "$group",
        "$result",
        "$info",
        "$task->pid",
        "$task->tgid",
        "$task->cred->uid->val",
        "$info->si_code",
        "pid()",
        "uid()",
        "ppid()",
        "task_current()",
    ],
    texts: &["$task->comm", "execname()"],
};

const RECORD: Source = Source {
    point: "kernel.tracepoint(\"signal:signal_generate\")",
    numbers: &[
        "$sig", "$code", "$pid", "$group", "$result", "pid()", "tid()",
    ],
    texts: &["$comm", "execname()", "exe_or_name()"],
};

const ALIAS: Source = Source {
    point: "signal.send",
    numbers: &[
        "sig",
        "sig_pid",
        "sig_uid",
        "sender_tid",
        "code",
        "shared",
        "result",
        "sinfo",
        "pid()",
    ],
    texts: &[
        "sig_name",
        "pid_name",
        "origin",
        "code_name",
        "si_code",
        "result_text",
    ],
};

const GLOBALS: &str = "\
global total, wanted = 9, seen, name = \"cat\"
function wanted_one:long(a:long, b:long) { return a == 9 && b > 1 }
function ladder:long(a:long, b:long) { if (a == 9) return 1; if (b == 17) return 2; return 0 }
function marked:string(a:long, s:string) { return a & 1 ? \"+\" . s : s }
function exe_or_name:string() { return execname() }
";

/// A script with one probe on an event.
pub fn script(random: &mut Rng, depth: u32) -> String {
    let source = match random.u32(..20) {
        0 => &ALIAS,
        1..=4 => &RECORD,
        _ => &TRACE,
    };
    let scope = Scope {
        numbers: [source.numbers, &["wanted", "n0", "n1"]].concat(),
        texts: [source.texts, &["name", "t0"]].concat(),
        number_variables: Vec::new(),
        text_variables: Vec::new(),
        number_functions: vec!["wanted_one", "ladder"],
        text_functions: vec!["marked"],
    };
    let mut handler = Handler {
        expressions: Expressions {
            random,
            scope: &scope,
        },
        source,
        script: format!("{GLOBALS}probe {}\n{{\n", source.point),
        depth,
    };
    handler
        .expressions
        .once_in(3)
        .then(|| handler.script.push_str("  n0 = 0; n1 = 1; t0 = \"\"\n"));
    let count = handler.expressions.random.u32(1..=3);
    handler.statements(count, 3);
    // Types for the locals, in a branch that no event takes.
    handler
        .script
        .push_str("  if (0) { n0 = 1; n1 = 1; t0 = \"\"; seen = n0 + n1 + strlen(t0) }\n}\n");
    // A global that something else changes is no constant.
    handler
        .script
        .push_str("probe end { total++; seen++; name = \"x\"; println(total, seen, name) }\n");
    handler.script
}

struct Handler<'a> {
    expressions: Expressions<'a>,
    source: &'static Source,
    script: String,
    depth: u32,
}

impl Handler<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.script, "  {text}");
    }

    fn statements(&mut self, count: u32, nesting: u32) {
        for _ in 0..count {
            match self.expressions.random.u32(..12) {
                0 => {
                    let text = format!(
                        "n{} = {}",
                        self.expressions.random.u32(..2),
                        self.expressions.number(1)
                    );
                    self.line(&text);
                }
                1 => {
                    let text = format!("t0 = {}", self.expressions.text(1));
                    self.line(&text);
                }
                2 => {
                    let text = format!("if ({}) next", self.condition(self.depth));
                    self.line(&text);
                }
                3 if nesting < 3 => self.line("next"),
                4 if nesting < 3 => self.line("total++"),
                5 if nesting < 3 => {
                    let text = format!("println(\"n \", {})", self.expressions.number(1));
                    self.line(&text);
                }
                6 if nesting < 3 => {
                    let text = format!("println(\"t \", {})", self.expressions.text(1));
                    self.line(&text);
                }
                _ if nesting > 0 => self.branch(nesting),
                _ => self.line("println(\"here\")"),
            }
        }
    }

    fn branch(&mut self, nesting: u32) {
        let text = format!("if ({}) {{", self.condition(self.depth));
        self.line(&text);
        let count = self.expressions.random.u32(0..=2);
        self.statements(count, nesting - 1);
        if self.expressions.once_in(3) {
            self.line("} else {");
            let count = self.expressions.random.u32(0..=2);
            self.statements(count, nesting - 1);
        }
        self.line("}");
    }

    /// Mostly what can be tested early.
    fn condition(&mut self, depth: u32) -> String {
        if depth == 0 {
            return self.test();
        }
        let deeper = depth - 1;
        match self.expressions.random.u32(..14) {
            0..=2 => format!("({} && {})", self.condition(deeper), self.condition(deeper)),
            3..=5 => format!("({} || {})", self.condition(deeper), self.condition(deeper)),
            6 => format!("!({})", self.condition(deeper)),
            7 => format!(
                "({} ? {} : {})",
                self.condition(deeper),
                self.condition(deeper),
                self.condition(deeper)
            ),
            8 => format!(
                "{}({}, {})",
                self.expressions.one(&["wanted_one", "ladder"]),
                self.member(),
                self.member()
            ),
            9 => self.expressions.number(2),
            _ => self.test(),
        }
    }

    fn member(&mut self) -> String {
        self.expressions.one(self.source.numbers).to_owned()
    }

    fn test(&mut self) -> String {
        let comparison = self
            .expressions
            .one(&["==", "==", "!=", "<", "<=", ">", ">="]);
        let number = NUMBERS[self.expressions.random.usize(..NUMBERS.len())];
        let number = if number < 0 {
            format!("({number})").replace(&i64::MIN.to_string(), "1 << 63")
        } else {
            number.to_string()
        };
        let equality = self.expressions.one(&["==", "!="]);
        match self.expressions.random.u32(..12) {
            0 => format!("{} & {number}", self.member()),
            1 => format!(
                "({} & {}) {comparison} {number}",
                self.member(),
                self.expressions.number_literal()
            ),
            2 => format!("{number} {comparison} {}", self.member()),
            3 => self.member(),
            4 | 5 => format!(
                "{} {equality} {}",
                self.expressions.one(self.source.texts),
                self.expressions.text_literal()
            ),
            6 => format!(
                "(\"SIG\" . {}) {equality} {}",
                self.expressions.one(self.source.texts),
                self.expressions.text_literal()
            ),
            7 => format!("{} {comparison} wanted", self.member()),
            8 => format!("n0 {comparison} {number}"),
            _ => format!("{} {comparison} {number}", self.member()),
        }
    }
}
