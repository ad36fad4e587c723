//! What was probably meant where a text cannot be parsed: habits of other languages, and slips.

use crate::diagnostic::{Diagnostic, similar};
use crate::foreign::{self, Role, TYPES, instead};
use crate::grammar::Rule;
use crate::syntax::PrintName;
use crate::unexpected::{KEYWORDS, last_word};

/// A token that cannot stand where it does.
pub(crate) struct Slip<'a> {
    /// It.
    pub found: &'a str,
    /// What the grammar expects there.
    pub expected: &'a [Rule],
    /// The text around it.
    pub text: &'a str,
    /// Where in the text it is.
    pub at: usize,
}

impl<'a> Slip<'a> {
    fn expects(&self, rule: Rule) -> bool {
        self.expected.contains(&rule)
    }

    /// The text in front of it.
    fn ahead(&self) -> &'a str {
        &self.text[..self.at]
    }

    /// The text behind it.
    fn behind(&self) -> &'a str {
        &self.text[self.at + self.found.len()..]
    }

    /// The word or character in front of it.
    fn before(&self) -> &'a str {
        last_word(self.ahead())
    }

    /// The word or character in front of that.
    fn before_that(&self) -> &'a str {
        let ahead = self.ahead().trim_end();
        last_word(&ahead[..ahead.len() - self.before().len()])
    }

    fn is_word(&self) -> bool {
        self.found
            .starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
    }

    /// Whether nothing stands between it and the character in front of it.
    fn touches(&self) -> bool {
        !self.ahead().ends_with([' ', '\t', '\n'])
    }

    /// What stands between the last `opening` word and it, where no block begins in between.
    fn since(&self, opening: &str) -> Option<&'a str> {
        let ahead = self.ahead();
        let start = ahead
            .rmatch_indices(opening)
            .map(|(at, _)| at)
            .find(|&at| {
                let word = |character: char| character.is_ascii_alphanumeric() || character == '_';
                !ahead[..at].ends_with(word) && !ahead[at + opening.len()..].starts_with(word)
            })?;
        let between = &ahead[start + opening.len()..];
        (!between.contains([';', '\n']) || !between.contains(['{', '}'])).then_some(between)
    }
}

/// Who may know better; the first that does is asked.
const ADVISERS: &[fn(&Slip) -> Option<String>] = &[
    foreign_point,
    operator,
    top_level,
    probe_header,
    declaration,
    print,
    foreach,
    loop_head,
    operand,
    statement,
    bracket,
];

/// Adds what was probably meant.
pub(crate) fn advise(error: Diagnostic, slip: &Slip) -> Diagnostic {
    match ADVISERS.iter().find_map(|adviser| adviser(slip)) {
        Some(advice) => error.help(advice),
        None => error,
    }
}

/// Probe points of other tracers.
fn foreign_point(slip: &Slip) -> Option<String> {
    let header = slip.expects(Rule::probe_keyword)
        || slip
            .since("probe")
            .is_some_and(|between| !between.contains('{'));
    if header && (slip.found == ":" || slip.behind().starts_with(':')) {
        return foreign::advice(slip.text, slip.at);
    }
    let name = slip.found.trim_matches('"');
    if slip.before() == "probe" && slip.found.starts_with('"') {
        return Some(match name.contains(':') {
            true => foreign::event(name),
            false => "probe points are no strings; `sigscript -l '**'` lists them".to_owned(),
        });
    }
    None
}

/// Operators of other languages.
fn operator(slip: &Slip) -> Option<String> {
    let before = slip.ahead().chars().next_back()?;
    let advice = match (slip.found, before) {
        (">", '<') => "write `!=`",
        ("=", '=') if slip.ahead().ends_with("!=") => "write `!=`",
        ("=", '=') => "write `==`",
        (">", '=') => "an assignment is `=`, a comparison `>=`, and a member is reached by `->`",
        ("*", '*') => "there is no operator for powers; `<<` shifts, so `1 << n` is a power of 2",
        ("*" | "/", '/') => "comments are `# …`, `// …` and `/* … */`",
        (":", _) if slip.behind().starts_with('=') => "an assignment is written `=`",
        (":", _) if slip.behind().starts_with(':') => {
            "there are no modules; names stand by themselves"
        }
        ("~", _) => "a pattern is matched by `=~`: `text =~ \"^sh\"`",
        ("not", _) if slip.behind().trim_start().starts_with("in ") => "write `!(key in array)`",
        (word, _) if slip.expects(Rule::close_paren) || slip.expects(Rule::comma) => {
            instead(word, Role::Statement)?
        }
        _ => return None,
    };
    Some(advice.to_owned())
}

/// What stands outside of probes and functions.
fn top_level(slip: &Slip) -> Option<String> {
    if !slip.expects(Rule::probe_keyword) {
        return None;
    }
    let behind = slip.behind().trim_start();
    let name: String = behind
        .chars()
        .take_while(|next| next.is_ascii_alphanumeric() || *next == '_')
        .collect();
    let is_called = behind[name.len()..].trim_start().starts_with('(');
    let line = slip.text[slip.at..].lines().next().unwrap_or_default();
    let found = slip.found;
    Some(match found {
        "}" => "this brace closes nothing".to_owned(),
        ")" | "]" => "this bracket closes nothing".to_owned(),
        ";" => "leave it out: nothing follows the `}` of a probe or function".to_owned(),
        "=" | "[" if slip.since("global").is_some() => return None,
        _ if !slip.is_word() => return None,
        _ if slip.before_that() == "global" && TYPES.contains(&slip.before()) => {
            format!("a global needs no type: write `global {found}`")
        }
        _ if let Some(advice) = instead(found, Role::Declaration).filter(|_| found != "struct" || !is_called) => advice.to_owned(),
        _ if let Some(near) = similar(found, ["probe", "global", "private", "function"]).first() => {
            format!("did you mean `{near}`?")
        }
        _ if TYPES.contains(&found) && name == "main" => "a script begins in `probe begin { … }`".to_owned(),
        _ if TYPES.contains(&found) && is_called => {
            format!("a function is written `function {name}(parameters) {{ … }}`, without types")
        }
        _ if TYPES.contains(&found) => "a variable of all probes is declared by `global NAME` or `global NAME = VALUE`, without a type".to_owned(),
        _ if behind.starts_with('=') && !behind.starts_with("==") => format!("declare it: `global {found} = …`; other assignments stand in probes"),
        _ if KEYWORDS.contains(&found) => "statements stand in probes and functions: `probe begin { … }`".to_owned(),
        _ if is_header(line) => format!("write `probe` before it: `probe {}`", line.trim_end()),
        _ => "put it in `probe begin { … }`".to_owned(),
    })
}

/// Whether a line is a probe but for its first word.
fn is_header(line: &str) -> bool {
    let Some((point, _)) = line.split_once('{') else {
        return false;
    };
    let part =
        |character: char| character.is_ascii_alphanumeric() || "._*(),\":? ".contains(character);
    let point = point.trim_end();
    (point.chars().all(part) && !point.contains(' ') && point.contains('.'))
        || matches!(point, "begin" | "end")
}

/// Between `probe` and its block.
fn probe_header(slip: &Slip) -> Option<String> {
    let between = slip.since("probe")?;
    if slip.expects(Rule::statement) || slip.expects(Rule::close_brace) {
        return None;
    }
    let point = between.trim();
    Some(match slip.found {
        "." if slip.expects(Rule::close_paren) => "only whole numbers are possible here: half a second is `timer.ms(500)`".to_owned(),
        ")" if slip.ahead().trim_end().ends_with('(') => format!("leave the parentheses out: `probe {}`", point.trim_end_matches('(')),
        "(" if slip.before() == "probe" => "probe points stand without parentheses: `probe begin { … }`".to_owned(),
        _ if !slip.expects(Rule::open_brace) && !slip.expects(Rule::block) => return None,
        "/" => "there are no predicates: test in the handler, `{ if (…) { … } }`; the kernel tests it all the same".to_owned(),
        ";" => "the handler follows right behind the probe point: `probe begin { … }`".to_owned(),
        "||" | "|" | "&&" | "+" | "or" | "and" => "several probe points are separated by `,`".to_owned(),
        "->" | "=>" | ":" => "the handler stands in braces: `probe begin { … }`".to_owned(),
        "" if point.contains('=') => "an alias is written `probe NAME = POINT { … }`; a probe has no `=`".to_owned(),
        "" => "the handler is missing: `probe begin { … }`".to_owned(),
        _ if slip.is_word() => "the handler stands in braces, `probe begin { … }`; several probe points are separated by `,`".to_owned(),
        _ => return None,
    })
}

/// Globals and heads of functions.
fn declaration(slip: &Slip) -> Option<String> {
    if let Some(between) = slip.since("function")
        && !between.contains('{')
    {
        return Some(match slip.found {
            "void" => "a function without a value has no type: leave it out".to_owned(),
            _ if slip.expects(Rule::type_name) => {
                "types are `long` for numbers and `string`, and may be left out".to_owned()
            }
            _ if slip.is_word() && (TYPES.contains(&slip.before()) || slip.before() == "mut") => {
                format!("parameters need no type: write `{}`", slip.found)
            }
            _ if slip.expects(Rule::open_brace) || slip.expects(Rule::block) => {
                "the body of a function stands in braces: `function f(x) { return x + 1 }`"
                    .to_owned()
            }
            _ => return None,
        });
    }
    let initial =
        slip.expects(Rule::literal) || slip.expects(Rule::number) && !slip.expects(Rule::name);
    let of_global = slip
        .since("global")
        .is_some_and(|between| !between.contains('{'));
    (initial && of_global && slip.before() == "=").then(|| {
        "a global begins with a number or a string; assign anything else in `probe begin { … }`"
            .to_owned()
    })
}

/// `print "x"`, `printf "%d\n", 1`
fn print(slip: &Slip) -> Option<String> {
    let line = slip.ahead().rsplit(['{', '}', ';', '\n']).next()?.trim();
    let (called, rest) = line.split_once([' ', '"'])?;
    let printed = PrintName::from_name(called).is_some() || called == "echo";
    let called = if called == "echo" { "println" } else { called };
    (printed && !rest.trim_start().starts_with('('))
        .then(|| format!("values stand in parentheses: `{called}(…)`"))
}

/// Between the parentheses of a `foreach`.
fn foreach(slip: &Slip) -> Option<String> {
    let between = slip.since("foreach")?;
    Some(match slip.found {
        "," if slip.expects(Rule::in_keyword) => {
            let first = slip.before();
            let second = last_word(
                slip.behind()
                    .split([' ', ')'])
                    .find(|word| !word.is_empty())?,
            );
            format!(
                "several keys stand in brackets: `foreach ([{first}, {second}] in …)`; a key and its value are `foreach ({second} = {first} in …)`"
            )
        }
        "of" => "write `in`".to_owned(),
        ")" if slip.before() == "limit" => {
            "`limit` takes the number of rounds: `limit 10`".to_owned()
        }
        "(" | "." | "{" if slip.expects(Rule::close_paren) && between.contains(" in ") => {
            "a `foreach` walks a global array".to_owned()
        }
        _ => return None,
    })
}

/// Between the parentheses of a `for`, and loops of other languages.
fn loop_head(slip: &Slip) -> Option<String> {
    if slip.expected == [Rule::open_paren]
        && matches!(slip.before(), "if" | "while" | "for" | "foreach")
    {
        return Some(match (slip.before(), slip.found) {
            ("for", "each") => "write `foreach (key in array)`".to_owned(),
            ("for", _) if slip.behind().trim_start().starts_with("in ") => {
                format!("write `foreach ({} in array)`", slip.found)
            }
            (word, _) => format!("write `{word} (…)` with parentheses"),
        });
    }
    let between = slip.since("for")?;
    if !slip.expects(Rule::semicolon) {
        return None;
    }
    Some(match slip.found {
        "," => "each part of a `for` is one expression: put the others before the loop".to_owned(),
        ":" | ")" if between.contains(" in ") || slip.found == ":" => {
            "an array is walked by `foreach (key in array)`, numbers by `for (i = 0; i < 10; i++)`"
                .to_owned()
        }
        "of" => "an array is walked by `foreach (key in array)`".to_owned(),
        ")" => "a `for` has three parts: `for (i = 0; i < 10; i++)`".to_owned(),
        name if slip.is_word() && TYPES.contains(&slip.before()) => {
            format!("variables need no type: `for ({name} = …; …; …)`")
        }
        _ => return None,
    })
}

/// Where an operand is expected, or goes on.
fn operand(slip: &Slip) -> Option<String> {
    let pattern = "the pattern of `=~` and `!~` is a string literal";
    let advice = match slip.found {
        _ if slip.before() == "~" && slip.expects(Rule::string) => pattern,
        "(" | "{" | "}" | ")" | "]" | ";" | "," if slip.expected == [Rule::string] => pattern,
        "'" => "strings stand in double quotes",
        "`" => "strings stand in double quotes; there are no others",
        "$" | "@" if slip.behind().starts_with(['*', '@', '$']) => {
            "`$1` and `@1` are script arguments and `$#` is their number; there is no `$*`, but `argv` has them all"
        }
        "@" if slip.behind().starts_with('[') => {
            "an array has a name and is declared: `global counts`, and `counts[execname()]++` in the probe"
        }
        "[" if slip.before() == "in" => {
            "`in` asks whether an array has a key; write `x == 1 || x == 2`"
        }
        "(" if slip.before_that() == "in" => {
            "`in` asks whether a global array has a key; a part of a string is found by `isinstr(text, part)`"
        }
        "*" if slip.behind().starts_with(['$', '('])
            || slip
                .behind()
                .starts_with(|next: char| next.is_ascii_alphabetic()) =>
        {
            "members are reached by `->`: `$task->pid`; `kernel_long(address)` and its like read at an address"
        }
        ")" if slip.expects(Rule::colon) => "write `condition ? value : other value`",
        ":" if slip.ahead().trim_end().ends_with('?') => "write `condition ? value : other value`",
        _ if slip.before() == "struct" => {
            "a type is named in a cast only: `@cast(address, \"task_struct\")->pid`"
        }
        _ if slip.found.starts_with('"')
            && slip.touches()
            && matches!(slip.before(), "f" | "b" | "r" | "u") =>
        {
            "values are put into text by `printf(\"pid %d\\n\", pid())` or `sprintf`"
        }
        _ => return None,
    };
    Some(advice.to_owned())
}

/// Where a statement is expected.
fn statement(slip: &Slip) -> Option<String> {
    let begins = slip.expects(Rule::statement);
    let behind = slip.behind().trim_start();
    let advice = match slip.found {
        "long" | "string" if begins && behind.starts_with('=') => return None,
        "long" | "string" if begins => "variables need no type: assign them",
        "catch" if begins => "`catch` belongs behind `try { … }`",
        "else" if begins => "there is no `if` for it",
        ")" | "]" if begins => "this bracket closes nothing",
        ":" if begins && slip.since("case").is_some() => {
            "there is no `switch`: write `if (…) { … } else if (…) { … }`"
        }
        ":" if begins => {
            "there are no labels; `break`, `continue` and `next` leave loops and handlers"
        }
        "probe" | "global" | "function" | "private" if slip.expects(Rule::close_brace) => {
            "is a `}` missing before it? declarations stand outside blocks"
        }
        "}" if slip.expects(Rule::catch_keyword) => {
            "what happens on an error stands behind it: `try { … } catch { … }`"
        }
        word if slip.expects(Rule::catch_keyword) && slip.is_word() => {
            instead(word, Role::Statement)?
        }
        "@" | "," if begins => return None,
        _ => return None,
    };
    Some(advice.to_owned())
}

/// Brackets that are not closed, and commas that are missing.
fn bracket(slip: &Slip) -> Option<String> {
    if !slip.expects(Rule::close_paren) && !slip.expects(Rule::close_bracket) {
        return None;
    }
    let close = if slip.expects(Rule::close_paren) {
        ")"
    } else {
        "]"
    };
    match slip.found {
        "{" | "}" | ";" | ")" | "]" => Some(format!("is a `{close}` missing before it?")),
        _ if slip.is_word()
            || slip.found.starts_with(['"', '$', '@'])
            || slip.found.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            let mark = if slip.expects(Rule::comma) {
                "a `,`"
            } else {
                "an operator"
            };
            Some(format!("is {mark} missing before it?"))
        }
        _ => None,
    }
}
