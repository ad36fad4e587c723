//! Words of other languages, one row each, and what to write here. The only such table: syntax errors and unknown names both look here.

/// What a word would be in the language that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It begins a declaration at the top level.
    Declaration,
    /// It stands where a statement or an operator does.
    Statement,
    /// It is a variable or a constant.
    Value,
    /// It is called.
    Call,
}

use Role::{Call, Declaration, Statement, Value};

/// Words that people write before a variable to declare it.
pub const TYPES: &[&str] = &[
    "auto", "bool", "char", "const", "double", "float", "i32", "i64", "int", "int32_t", "int64_t",
    "let", "local", "long", "my", "pid_t", "s32", "s64", "short", "signed", "size_t", "ssize_t",
    "static", "str", "string", "struct", "u32", "u64", "u8", "uint", "uint32_t", "uint64_t",
    "unsigned", "val", "var", "void",
];

/// Words, what they would be, and what to do instead.
const WORDS: &[(&[&str], Role, &str)] = &[
    // Declarations.
    (&["BEGIN"], Declaration, "write `probe begin { … }`"),
    (&["END"], Declaration, "write `probe end { … }`"),
    (
        &["def", "fn", "func", "fun", "sub", "proc", "defun"],
        Declaration,
        "a function is written `function NAME(parameters) { … }`",
    ),
    (
        &["import", "include", "using", "use", "require", "from"],
        Declaration,
        "nothing is included: the tapset is always there, and `-I DIR` adds files to it",
    ),
    (
        &["enum", "typedef", "class", "union", "type", "struct"],
        Declaration,
        "there are numbers, strings and arrays of them only, and no types to declare",
    ),
    // Statements and operators.
    (&["elif", "elseif", "elsif"], Call, "write `else if (…)`"),
    (&["and"], Statement, "write `&&`"),
    (&["or"], Statement, "write `||`"),
    (&["xor"], Statement, "write `^`"),
    (&["mod"], Statement, "write `%`"),
    (&["not"], Call, "write `!(…)`"),
    (&["eq", "is"], Statement, "write `==`"),
    (&["ne"], Statement, "write `!=`"),
    (
        &["except", "rescue", "finally"],
        Statement,
        "write `try { … } catch (message) { … }`",
    ),
    (
        &["then", "fi", "do", "done", "endif"],
        Statement,
        "blocks stand in braces: `if (…) { … }`",
    ),
    (
        &["do"],
        Value,
        "there is no `do`: write `while (1) { … if (!(…)) break }`",
    ),
    (
        &["repeat", "loop", "until"],
        Value,
        "loops are `while (…)`, `for (…; …; …)` and `foreach (… in …)`",
    ),
    (
        &["switch", "match", "case"],
        Call,
        "write `if (…) { … } else if (…) { … }`",
    ),
    (
        &["goto"],
        Value,
        "there are no labels; `break`, `continue` and `next` leave loops and handlers",
    ),
    (&["pass"], Value, "leave it out: a block may be empty"),
    (&["unless", "until"], Call, "write `if (!(…))`"),
    (&["unroll"], Call, "write `for (i = 0; i < 3; i++) { … }`"),
    // Values.
    (
        &["NULL", "null", "nil", "None", "nullptr", "undefined"],
        Value,
        "write `0`, or `\"\"` for a string",
    ),
    (
        &["true", "True", "TRUE"],
        Value,
        "write `1`: conditions are numbers",
    ),
    (
        &["false", "False", "FALSE"],
        Value,
        "write `0`: conditions are numbers",
    ),
    (
        &[
            "int", "char", "bool", "unsigned", "struct", "float", "double", "uint64_t", "u64",
        ],
        Value,
        "there are no types and no casts: numbers have 64 bits",
    ),
    (&["comm"], Value, "write `execname()`"),
    (
        &["nsecs"],
        Value,
        "write `gettimeofday_ns()`, or `ktime_get_ns()` for the time since boot",
    ),
    (
        &["elapsed"],
        Value,
        "keep `ktime_get_ns()` of `probe begin` in a global, and subtract it",
    ),
    (&["timestamp"], Value, "write `ktime_get_ns()`"),
    (&["walltimestamp"], Value, "write `gettimeofday_ns()`"),
    (&["curtask", "current"], Value, "write `task_current()`"),
    (
        &["kstack", "stack"],
        Value,
        "write `print_backtrace()`, or `sprint_backtrace()` for text",
    ),
    (
        &["kstack", "stack"],
        Call,
        "write `print_backtrace()`, or `sprint_backtrace()` for text",
    ),
    (
        &["ustack"],
        Value,
        "write `print_ubacktrace()`, or `sprint_ubacktrace()` for text",
    ),
    (
        &["ustack"],
        Call,
        "write `print_ubacktrace()`, or `sprint_ubacktrace()` for text",
    ),
    (
        &[
            "args", "ctx", "arg0", "arg1", "arg2", "arg3", "arg4", "arg5",
        ],
        Value,
        "the values of an event begin with `$`, and those of a tapset point are variables: `sigscript -L POINT` lists both",
    ),
    (
        &["func", "probefunc", "__func__"],
        Value,
        "write `pn()` for the name of the probe point",
    ),
    (&["probe", "probename"], Value, "write `pn()`"),
    (&["cgroup"], Value, "write `cgroup_id()`"),
    (&["rand"], Value, "write `randint(limit)`"),
    (
        &["stdout", "stderr", "console"],
        Value,
        "output is printed by `println(…)` and `printf(…)`, warnings by `warn(…)`",
    ),
    (&["echo", "puts", "say"], Value, "write `println(…)`"),
    (
        &["this", "self"],
        Value,
        "keep a thread's values in an array: `global value`, and `value[tid()]`",
    ),
    // Functions of C.
    (
        &["strcmp", "strncmp", "strcasecmp", "memcmp"],
        Call,
        "compare strings by `==`; `isinstr(text, part)` looks for a part",
    ),
    (
        &["strcat", "strncat", "concat", "join", "strjoin"],
        Call,
        "`.` joins strings: `\"a\" . \"b\"`",
    ),
    (
        &["strstr", "strchr", "index", "contains", "strcontains"],
        Call,
        "write `isinstr(text, part)`",
    ),
    (
        &["strcpy", "strncpy", "strdup", "memcpy"],
        Call,
        "assign: `copy = text`",
    ),
    (
        &["snprintf", "asprintf", "vsprintf", "format"],
        Call,
        "write `text = sprintf(\"…\", …)`",
    ),
    (
        &["fprintf", "dprintf"],
        Call,
        "write `printf(\"…\", …)`, or `warn(…)` for standard error",
    ),
    (
        &[
            "puts",
            "putchar",
            "echo",
            "log_info",
            "trace",
            "printk",
            "bpf_printk",
            "tracef",
            "say",
            "console",
        ],
        Call,
        "write `println(…)`",
    ),
    (
        &["atoi", "atol", "strtoul", "strtoull", "int"],
        Call,
        "write `strtol(text, 10)`",
    ),
    (&["getpid"], Call, "write `pid()`"),
    (&["gettid"], Call, "write `tid()`"),
    (&["getppid"], Call, "write `ppid()`"),
    (&["getuid", "geteuid"], Call, "write `uid()` or `euid()`"),
    (
        &["sleep", "usleep", "nanosleep", "wait", "every"],
        Call,
        "nothing waits in a handler: write `probe timer.s(1) { … }`",
    ),
    (
        &["malloc", "calloc", "free", "new"],
        Call,
        "there is no memory to manage: assign values",
    ),
    (
        &["sizeof"],
        Call,
        "`strlen(text)` is the length of a string; sizes of types are not known",
    ),
    (&["assert"], Call, "write `if (!(…)) error(\"…\")`"),
    (
        &["perror", "die", "raise", "throw"],
        Call,
        "write `error(\"…\")`",
    ),
    (&["abs"], Call, "write `x < 0 ? -x : x`"),
    (&["rand", "random"], Call, "write `randint(limit)`"),
    // Functions of bpftrace and DTrace.
    (
        &["str", "copyinstr", "stringof", "kstr", "ustr"],
        Call,
        "write `user_string(address)` or `kernel_string(address)`; `sprint(…)` turns a number into text",
    ),
    (
        &["buf", "copyin"],
        Call,
        "write `printf(\"%16M\", address)`",
    ),
    (
        &["hist", "quantize"],
        Call,
        "accumulate by `x <<< value`, and `print(@hist_log(x))` later",
    ),
    (
        &["lhist", "lquantize"],
        Call,
        "accumulate by `x <<< value`, and `print(@hist_linear(x, 0, 100, 10))` later",
    ),
    (
        &["count"],
        Call,
        "count by `x++`; of what `x <<< value` accumulated, write `@count(x)`",
    ),
    (
        &["sum", "avg", "min", "max", "stats", "average", "mean"],
        Call,
        "accumulate by `x <<< value`, and write `@sum(x)`, `@avg(x)`, `@min(x)` or `@max(x)`",
    ),
    (
        &["clear", "zero", "reset", "trunc"],
        Call,
        "write `delete x`",
    ),
    (
        &["has_key", "exists", "defined", "haskey"],
        Call,
        "write `key in array`",
    ),
    (
        &["time", "strftime", "date", "now"],
        Call,
        "write `ctime(gettimeofday_s())`",
    ),
    (
        &["ntop", "inet_ntop", "inet_ntoa"],
        Call,
        "write `ip_ntop(address)`",
    ),
    (
        &["ksym", "func"],
        Call,
        "write `symname(address)`, or `symdata(address)` with the offset",
    ),
    (
        &["usym"],
        Call,
        "write `usymname(address)`, or `usymdata(address)` with the offset",
    ),
    (&["cgroupid"], Call, "write `cgroup_id()`"),
    (
        &["signal", "kill", "raise_signal"],
        Call,
        "a script sends no signals; it only watches",
    ),
    // Functions of other script languages.
    (&["len", "length", "size"], Call, "write `strlen(text)`"),
    (&["range"], Call, "write `for (i = 0; i < 10; i++) { … }`"),
    (&["split"], Call, "write `tokenize(text, \" \")`"),
    (
        &["toString", "to_string", "itoa", "String", "tostring"],
        Call,
        "write `sprint(…)`",
    ),
    (
        &["slice", "substring"],
        Call,
        "write `substr(text, start, length)`",
    ),
    (
        &["gsub", "replace"],
        Call,
        "write `str_replace(text, old, new)`",
    ),
    (
        &["keys", "values", "items"],
        Call,
        "write `foreach (key in array) { … }`",
    ),
    (
        &["append", "push", "add"],
        Call,
        "write `array[n++] = value`",
    ),
];

/// What to write instead of a word of another language that is no name here.
#[must_use]
pub fn instead(word: &str, role: Role) -> Option<&'static str> {
    WORDS
        .iter()
        .find(|(words, its, _)| *its == role && words.contains(&word))
        .map(|(.., advice)| *advice)
}

/// Characters that editors and web pages put in the place of plain ones: which one to write.
const CHARACTERS: &[(&str, &str)] = &[
    ("“”„‟«»", "a double quote `\"`"),
    ("‘’‚‛´", "a double quote `\"`"),
    ("–—−‐‑", "a minus `-`"),
    (
        "\u{a0}\u{2007}\u{202f}\u{2003}\u{2002}\u{2009}\u{3000}",
        "a plain blank",
    ),
    (
        "\u{200b}\u{200c}\u{200d}\u{feff}\u{2060}",
        "nothing: it is invisible",
    ),
    ("×", "an asterisk `*`"),
    ("÷", "a slash `/`"),
    ("≠", "`!=`"),
    ("≤", "`<=`"),
    ("≥", "`>=`"),
    ("→", "`->`"),
    ("…", "what the dots stand for"),
    ("；", "a semicolon `;`"),
    ("（", "a parenthesis `(`"),
    ("）", "a parenthesis `)`"),
];

/// What to write instead of a character that only looks like a plain one.
pub(crate) fn plain_character(character: char) -> Option<&'static str> {
    CHARACTERS
        .iter()
        .find(|(looks, _)| looks.contains(character))
        .map(|(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_word_has_one_row_for_each_role() {
        let mut seen = HashSet::new();
        for (words, role, _) in WORDS {
            for word in words.iter().collect::<HashSet<_>>() {
                assert!(seen.insert((word, *role as u8)), "`{word}` stands twice");
            }
        }
    }
}
