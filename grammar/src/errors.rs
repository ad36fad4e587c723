//! Everything this crate has to say about a text, one constructor a message.

use crate::build::OPERATORS;
use crate::diagnostic::{Diagnostic, similar};
use crate::foreign::plain_character;
use crate::format::FormatProblem;
use crate::preprocess::Environment;
use crate::span::Span;
use crate::syntax::{Identifier, PrintStyle};

/// `n things`, or `1 thing`.
fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Adds `did you mean …` for the candidates near `name`.
fn did_you_mean(diagnostic: Diagnostic, name: &str, candidates: &[&str], mark: &str) -> Diagnostic {
    let near = similar(name, candidates.iter().copied());
    if near.is_empty() {
        return diagnostic;
    }
    let names: Vec<String> = near.iter().map(|name| format!("`{mark}{name}`")).collect();
    diagnostic.help(format!("did you mean {}?", names.join(" or ")))
}

// --- syntax ------------------------------------------------------------------------------------------------------------

pub(crate) fn unexpected(found: &str, expected: &str, span: Span) -> Diagnostic {
    let found = if found == "```" { "backtick" } else { found };
    let message = match expected {
        "" => format!("unexpected {found}"),
        _ => format!("unexpected {found}, expected {expected}"),
    };
    Diagnostic::error(span, message)
}

pub(crate) fn string_unclosed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the string is not closed")
        .help("a string ends on the line it begins on; a line break inside is written `\\n`")
}

pub(crate) fn not_a_letter(character: char, span: Span) -> Diagnostic {
    if let Some(plain) = plain_character(character) {
        let shown = if character.is_whitespace()
            || "\u{200b}\u{200c}\u{200d}\u{feff}\u{2060}".contains(character)
        {
            format!("the character U+{:04X}", u32::from(character))
        } else {
            format!("`{character}`")
        };
        return Diagnostic::error(span, format!("{shown} cannot stand here"))
            .help(format!("it looks like another; write {plain}"));
    }
    Diagnostic::error(span, format!("`{character}` cannot stand here"))
        .help("names consist of the letters a-z and A-Z, digits and `_`; other characters belong into strings")
}

/// Says that the text ends early because a comment is not closed.
pub(crate) fn comment_to_end(error: Diagnostic, comment: Span) -> Diagnostic {
    error
        .label(comment, "this comment is not closed")
        .help("a comment that begins with `/*` ends with `*/`")
}

/// Says what closes the bracket that is still open at the end, where nothing better is known.
pub(crate) fn closing(error: Diagnostic, open: Option<&str>) -> Diagnostic {
    let close = match open {
        Some("{") => "}",
        Some("(") => ")",
        Some("[") => "]",
        _ => return error,
    };
    if error.help.is_empty() {
        error.help(format!("add the missing `{close}`"))
    } else {
        error
    }
}

pub(crate) fn comment_unclosed(span: Span) -> Diagnostic {
    Diagnostic::warning(span, "the comment is not closed")
        .here("runs to the end of the script")
        .help("it ends with `*/`")
}

/// `rest` is what stands behind the directive.
pub(crate) fn directive(directive: &str, rest: &str, span: Span) -> Diagnostic {
    let warning = Diagnostic::warning(span, format!("`{directive}` is a comment here"));
    let (name, value) = rest.split_once([' ', '\t']).unwrap_or((rest, "…"));
    match directive {
        "#define" => warning.help(format!(
            "write `@define {name} %( {} %)`, and `@{name}` where it is used",
            value.trim()
        )),
        "#include" => warning
            .help("nothing is included: the tapset is always there, and `-I DIR` adds files to it"),
        _ => warning.help("write `%( condition %? … %: … %)`"),
    }
}

pub(crate) fn too_nested(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the script is nested too deeply here")
        .help("put parts of it into variables or functions")
}

pub(crate) fn empty(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the script is empty")
        .help("write a probe, for example `probe begin { println(\"hello\") }`")
}

pub(crate) fn embedded_c(span: Span) -> Diagnostic {
    Diagnostic::error(span, "embedded C is not supported")
        .help("nothing is compiled here; use functions of the language, `$name->member` and `user_string()` or `kernel_long()` and their like")
}

pub(crate) fn number_invalid(text: &str, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, format!("number `{text}` is invalid or out of range"));
    let digits = text.trim_start_matches('0');
    if text.len() > 1 && text.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return error.help(format!("a leading 0 makes it octal; write `{digits}`"));
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return error.help("the largest number is 18446744073709551615");
    }
    let unit = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    match unit {
        "s" | "ms" | "us" | "ns" => error.help(format!(
            "numbers have no units; in a timer the unit stands before: `timer.{unit}({})`",
            text.trim_end_matches(unit)
        )),
        "L" | "UL" | "ULL" | "LL" | "U" | "l" | "u" | "ul" | "ull" => {
            error.help("all numbers have 64 bits: leave the letters out")
        }
        _ => error
            .help("numbers are written `10`, `0x1f` or `017`; a name does not begin with a digit"),
    }
}

// --- declarations ------------------------------------------------------------------------------------------------------

pub(crate) fn array_with_initial(name: &Identifier, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("array `{}` cannot have an initial value", name.name),
    )
    .label(name.span, "an array, by its size or `%`")
    .help("only plain variables can; fill the array in `probe begin { … }`")
}

pub(crate) fn array_size(size: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("array size `{size}` is out of range"))
        .help("it goes from 1 to 2147483647")
}

pub(crate) fn duplicate_parameter(name: &Identifier, first: Span) -> Diagnostic {
    Diagnostic::error(
        name.span,
        format!("parameter `{}` is there twice", name.name),
    )
    .label(first, "the first one")
    .help("give each parameter a name of its own")
}

pub(crate) fn probe_without_point(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the probe has no probe point")
        .help("say when it runs, for example `probe begin { … }` or `probe timer.s(1) { … }`")
}

pub(crate) fn probe_with_epilogue(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a probe has one block")
        .help("only an alias, `probe NAME = POINT { … }, { … }`, has two")
}

pub(crate) fn two_epilogues(span: Span) -> Diagnostic {
    Diagnostic::error(span, "an alias with `+=` has one block")
        .help("write `probe NAME = POINT { before }, { after }` for both")
}

pub(crate) fn alias_list(span: Span) -> Diagnostic {
    Diagnostic::error(span, "an alias has one name before `=`")
        .help("write `probe a = b = POINT { … }` for several")
}

pub(crate) fn alias_optional(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "the name of an alias cannot be optional or sufficient",
    )
    .help("put `?` or `!` where the alias is used, or behind the points it stands for")
}

pub(crate) fn alias_condition(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the name of an alias cannot have a condition")
        .help("put `if (…)` behind the points it stands for")
}

pub(crate) fn point_empty(span: Span) -> Diagnostic {
    Diagnostic::error(span, "an alternative of this probe point is empty")
}

pub(crate) fn too_many_points(most: usize, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("the groups stand for more than {most} probe points"),
    )
}

pub(crate) fn argument_in_group(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "nothing may follow the argument of a component without a dot",
    )
}

// --- statements --------------------------------------------------------------------------------------------------------

pub(crate) fn return_in_probe(span: Span) -> Diagnostic {
    Diagnostic::error(span, "`return` outside a function").help("`next` leaves a probe")
}

pub(crate) fn variable_with_type(word: &str, variable: Option<&str>, span: Span) -> Diagnostic {
    let variable = variable.unwrap_or("name");
    Diagnostic::error(span, format!("`{word}` is no type: variables need none"))
        .help(format!("assign it: `{variable} = …`"))
}

pub(crate) fn no_such_statement(word: &str, advice: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("`{word}` is no statement")).help(advice)
}

/// `printed` is what stands behind `called`.
pub(crate) fn print_without_parentheses(called: &str, printed: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, "what is printed stands in parentheses")
        .help(format!("write `{called}({printed})`"))
}

pub(crate) fn two_sorts(first: Span, second: Span) -> Diagnostic {
    Diagnostic::error(second, "a second sort mark")
        .label(first, "the first one")
        .help("a `foreach` sorts by one thing")
}

pub(crate) fn sort_operator(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("nothing can be sorted by `{name}`"))
        .help("`@count`, `@sum`, `@min`, `@max` and `@avg` are possible")
}

pub(crate) fn foreach_over_value(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "`foreach` walks an array or a histogram, and this is neither",
    )
}

pub(crate) fn histogram_keys(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "a `foreach` over a histogram has one variable, the bucket's number",
    )
}

// --- expressions -------------------------------------------------------------------------------------------------------

pub(crate) fn needs_parentheses(test: &str, operand: Span, operator: Span) -> Diagnostic {
    Diagnostic::error(
        operand,
        format!("`{test}` needs parentheses around it here"),
    )
    .label(operator, "because of this")
}

/// `behind` is what the text has right before the `&`.
pub(crate) fn address_of_value(behind: &str, span: Span) -> Diagnostic {
    if behind.ends_with("&&") {
        let operator = Span {
            start: span.start - 2,
            end: span.start + 1,
            ..span
        };
        return Diagnostic::error(operator, "`&&&` is no operator").help("write `&&`");
    }
    Diagnostic::error(span, "`&` takes the address of a target variable only")
        .help("target variables begin with `$`, `@cast` or `@var`")
}

/// `base` is the name before `->`, where it is one.
pub(crate) fn member_of_value(member: &str, base: Option<&str>, span: Span) -> Diagnostic {
    let name = member.trim_start_matches("->").trim();
    let error = Diagnostic::error(
        span,
        format!("`{member}` needs a target variable before it"),
    );
    match base {
        Some("args" | "ctx") => error.help(format!(
            "the values of an event begin with `$`: write `${name}`"
        )),
        Some("curtask" | "current") => error.help(format!(
            "write `@cast(task_current(), \"task_struct\")->{name}`"
        )),
        Some("self" | "this") => error.help(format!(
            "keep a thread's values in an array: `global {name}`, and `{name}[tid()]`"
        )),
        _ => error.help(format!(
            "say what the number points to: `@cast({}, \"type\")->{name}`",
            base.unwrap_or("pointer")
        )),
    }
}

pub(crate) fn pretty_value(span: Span) -> Diagnostic {
    Diagnostic::error(span, "`$` at the end prints target variables only")
        .help("variables of a script are printed by their names: `println(name)`")
}

pub(crate) fn path_index(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a target variable takes one index")
        .help("write `$name[1][2]` for an array of arrays")
}

pub(crate) fn any_key_as_value(span: Span) -> Diagnostic {
    Diagnostic::error(span, "`*` stands for no single element")
        .help("it may be a key in `delete`, in `[…] in array` and in the array of a `foreach`")
}

pub(crate) fn histogram_as_value(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a histogram is no value").help(
        "print it with `print(…)`, take a bucket with `@hist_log(x)[i]`, or walk it with `foreach`",
    )
}

pub(crate) fn unknown_operator(name: &Identifier) -> Diagnostic {
    let error = Diagnostic::error(name.span, format!("unknown operator `@{}`", name.name));
    let near = did_you_mean(error, &name.name, OPERATORS, "@");
    match name.name.as_str() {
        _ if !near.help.is_empty() => near,
        "median" | "mean" | "average" | "percentile" | "stddev" => {
            near.help("statistics have `@count`, `@sum`, `@min`, `@max`, `@avg`, `@variance`, `@hist_log` and `@hist_linear`")
        }
        name => near
            .help(format!(
                "a variable is written without `@`; one that lives on between events is declared: `global {name}`"
            ))
            .help("a macro must be defined with `@define` above its first use"),
    }
}

pub(crate) fn operator_without_arguments(name: &Identifier) -> Diagnostic {
    Diagnostic::error(
        name.span,
        format!("`@{}` needs its operand in parentheses", name.name),
    )
    .help(format!("write `@{}(…)`", name.name))
}

pub(crate) fn operator_arity(
    name: &Identifier,
    least: usize,
    most: usize,
    found: usize,
) -> Diagnostic {
    let wanted = match most {
        _ if least == most => count(least, "argument"),
        _ => format!("{least} to {most} arguments"),
    };
    Diagnostic::error(
        name.span,
        format!("`@{}` takes {wanted}, not {found}", name.name),
    )
}

pub(crate) fn variance_bits(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "the second argument of `@variance` is a number from 0 to 62",
    )
}

pub(crate) fn number_wanted(operator: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("`@{operator}` wants a number literal here"))
}

pub(crate) fn string_wanted(operator: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("`@{operator}` wants a string literal here"))
}

// --- printing ----------------------------------------------------------------------------------------------------------

/// What the first argument of a print of this style is.
fn first_argument(style: PrintStyle) -> &'static str {
    if style == PrintStyle::Delimited {
        "delimiter"
    } else {
        "format"
    }
}

pub(crate) fn print_without_format(called: &str, style: PrintStyle, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{called}` needs a {}", first_argument(style)),
    )
    .help(format!("write `{called}(\"…\", …)`"))
}

pub(crate) fn format_not_literal(called: &str, style: PrintStyle, span: Span) -> Diagnostic {
    let what = first_argument(style);
    let error = Diagnostic::error(
        span,
        format!("the {what} of `{called}` must be a string literal"),
    );
    if style == PrintStyle::Format {
        return error.help(format!("write `{called}(\"%s\", …)`"));
    }
    error.help(format!("write `{called}(\", \", …)`"))
}

pub(crate) fn format_invalid(problem: FormatProblem, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, problem.to_string());
    match problem {
        FormatProblem::Incomplete => error.help("a percent sign is written `%%`"),
        FormatProblem::UnknownConversion(b'f' | b'e' | b'g' | b'F') => {
            error.help("there are whole numbers only: write `%d`")
        }
        FormatProblem::UnknownConversion(b'z' | b'h' | b'j' | b'L') => {
            error.help("numbers have 64 bits: write `%d` or `%u`")
        }
        FormatProblem::UnknownConversion(letter) if !letter.is_ascii_alphanumeric() => {
            error.help("a percent sign is written `%%`")
        }
        FormatProblem::UnknownConversion(_) => {
            error.help("known are d i u o x X p s c b m M, and `%%` for a percent sign")
        }
        FormatProblem::SecondLength => error.help("numbers have 64 bits with or without it"),
        _ => error,
    }
}

pub(crate) fn print_count(called: &str, style: PrintStyle, span: Span) -> Diagnostic {
    if style == PrintStyle::Character {
        return Diagnostic::error(span, format!("`{called}` takes one number"));
    }
    Diagnostic::error(
        span,
        format!("`{called}` needs a delimiter and at least two values"),
    )
    .help(format!(
        "print one value with `{}`",
        called.replacen("printd", "print", 1)
    ))
}

// --- macros, conditionals and arguments --------------------------------------------------------------------------------

pub(crate) fn argument_missing(text: &str, number: usize, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, format!("script argument `{text}` is missing"));
    let error = match number {
        0 => error.here("no arguments were given"),
        _ => error.here(format!(
            "only {} given",
            if number == 1 {
                "one was".into()
            } else {
                format!("{number} were")
            }
        )),
    };
    match text.trim_start_matches(['$', '@']).parse::<usize>() {
        Ok(1..) => error.help(format!(
            "pass it behind the script's name, or give a default: `%( $# >= {} %? {text} %: \"default\" %)`",
            text.trim_start_matches(['$', '@'])
        )),
        _ => error.help("arguments are numbered from 1"),
    }
}

pub(crate) fn argument_nested(text: &str, argument: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("argument `{argument}` names an argument itself"),
    )
    .help(format!(
        "take it as a string with `@{}`",
        text.trim_start_matches(['$', '@'])
    ))
}

pub(crate) fn macro_without_name(span: Span) -> Diagnostic {
    Diagnostic::error(span, "`@define` needs a name").help("write `@define NAME %( … %)`")
}

pub(crate) fn macro_without_body(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("macro `@{name}` has no body"))
        .help(format!("write `@define {name} %( … %)`"))
}

pub(crate) fn macro_unclosed(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("the body of macro `@{name}` is not closed"))
        .help("it ends with `%)`")
}

pub(crate) fn macro_in_macro(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a macro cannot be defined inside a macro")
}

pub(crate) fn macro_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(span, format!("macro `@{name}` is defined twice"))
        .label(first, "first defined here")
        .help("give one of them another name; a macro is no variable")
}

pub(crate) fn macro_hides_operator(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        span,
        format!("macro `@{name}` hides the operator of that name"),
    )
}

pub(crate) fn macro_without_arguments(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("macro `{name}` needs arguments in parentheses"),
    )
}

pub(crate) fn macro_arity(name: &str, wanted: usize, found: usize, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!(
            "macro `@{name}` takes {}, not {found}",
            count(wanted, "argument")
        ),
    )
}

pub(crate) fn macro_endless(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("macro `@{name}` uses itself without end"))
}

pub(crate) fn macro_too_large(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("the text becomes too large with macro `@{name}`"),
    )
}

pub(crate) fn conditional_stray(mark: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("`{mark}` without `%(`"))
        .help("a conditional is written `%( condition %? … %: … %)`")
}

pub(crate) fn conditional_unclosed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the conditional is not closed").help("it ends with `%)`")
}

pub(crate) fn conditional_without_then(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the conditional has no `%?`")
        .help("a conditional is written `%( condition %? … %: … %)`; for a remainder, put a blank between `%` and `(`")
}

pub(crate) fn condition_malformed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "this is no condition")
        .help("compare a word, number or string with another: `%( $# >= 1 %? … %)`, `%( kernel_v >= \"5.8\" %? … %)`")
}

pub(crate) fn condition_mixed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a string is compared with a number")
}

pub(crate) fn condition_unknown(word: &str, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, format!("unknown word `{word}` in a condition"));
    did_you_mean(error, word, Environment::WORDS, "").help(format!(
        "known are {} and `CONFIG_…`",
        Environment::WORDS.join(", ")
    ))
}
