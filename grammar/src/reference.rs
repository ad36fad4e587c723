//! The statements of the language and the operators that begin with `@`, one row each, for the reference page.

/// A row of the reference: how it is written, and what it does.
pub type Row = (&'static str, &'static str);

/// Every declaration and statement.
pub const STATEMENTS: &[Row] = &[
    (
        "global name [= literal], array[size], wrapping%[size]",
        "declares globals; types are inferred",
    ),
    (
        "private global name",
        "a global that only its own file sees",
    ),
    (
        "function name[:type] (parameter[:type], …)[:priority] { … }",
        "defines a function; `next` falls to the next overload",
    ),
    (
        "probe point, … [if (condition)] { … }",
        "runs the handler at each of the points, while the condition over globals holds",
    ),
    (
        "probe alias = point, … { … }[, { … }]",
        "names points, with statements before the handler and behind it",
    ),
    (
        "probe alias += point, … { … }",
        "names points, with statements behind the handler",
    ),
    (
        "@define name[(a, b)] %( … %)",
        "defines a macro, used as `@name` or `@name(x, y)`",
    ),
    (
        "%( condition %? … [%: …] %)",
        "takes one of two texts before anything is parsed",
    ),
    ("{ … }", "several statements as one; opens no scope"),
    ("if (condition) … [else …]", "chooses"),
    ("while (condition) …", "repeats"),
    (
        "for (start; condition; step) …",
        "repeats; each part may be left out",
    ),
    (
        "foreach ([value =] [key, …] in array[slice] [limit n]) …",
        "walks an array; one `+` or `-` behind a key, the value or the array sorts it",
    ),
    (
        "foreach (bucket in @hist_log(x)) …",
        "walks the buckets of a histogram",
    ),
    (
        "break, continue",
        "leaves a loop, goes on with its next round",
    ),
    (
        "next",
        "leaves a handler; in a function, falls to the next overload",
    ),
    ("return [value]", "leaves a function"),
    (
        "delete array[key], array, variable",
        "removes elements, or empties a variable; `*` stands for any key",
    ),
    (
        "try { … } catch [(message)] { … }",
        "catches run-time errors",
    ),
];

/// The operators that have no row among the binary ones, tightest last.
pub const OTHER_OPERATORS: &[Row] = &[
    (
        "a = b, a += b, a <<< b",
        "assigns, with an operator, to a statistic (level 1, to the right)",
    ),
    ("c ? a : b", "chooses (level 2, to the right)"),
    (
        "key in array, [k1, *] in array",
        "whether there is such an element (level 8)",
    ),
    (
        "text =~ \"pattern\", text !~ \"pattern\"",
        "searches for a POSIX extended regular expression (level 9)",
    ),
    (
        "-a, +a, !a, ~a",
        "negative, the same, not, complement (level 14)",
    ),
    (
        "++a, a++, --a, a--",
        "changes by 1, giving the new or the old value (level 15)",
    ),
    (
        "$name, $name->member[index], &$name->member, $name$",
        "what the event brings: a value, its parts, an address, text (level 16)",
    ),
];

/// The operators that begin with `@`.
pub const AT_OPERATORS: &[Row] = &[
    (
        "@count(x), @sum(x), @min(x), @max(x), @avg(x)",
        "parts of a statistic",
    ),
    (
        "@variance(x[, bits])",
        "the variance of a statistic, with scaled intermediate sums",
    ),
    (
        "@hist_log(x), @hist_linear(x, start, stop, step)",
        "a histogram: printed, indexed or walked",
    ),
    ("@defined(e)", "whether an expression can be resolved here"),
    (
        "@choose_defined(a, b)",
        "`a` where it can be resolved, else `b`",
    ),
    (
        "@cast(pointer, \"type\")->member",
        "a member of a kernel structure at an address",
    ),
    (
        "@probewrite(v)",
        "in an epilogue: whether the handler writes the variable",
    ),
    (
        "@1, $1, @#, $#",
        "script arguments: as text, as they stand; their number",
    ),
];
