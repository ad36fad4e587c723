//! Properties of whole texts: early ends, deep nesting, places, comments, arguments.

use std::time::{Duration, Instant};

use sigscript_grammar::{Environment, Failure, Parsed, Sources, parse, parse_statements};

fn parse_text(text: &str) -> Result<Parsed, Failure> {
    let mut sources = Sources::new();
    let file = sources.add("test.sig", text);
    parse(&sources, file, &Environment::default())
}

#[test]
fn texts_that_end_too_early_are_incomplete() {
    for text in [
        "probe",
        "probe begin",
        "probe begin {",
        "probe begin { x = ",
        "probe begin { x = 1 +\n",
        "probe begin { f(1, ",
        "probe begin { a[1",
        "probe begin { if (x)",
        "probe begin { if (x) { } else",
        "probe begin { x ? 1",
        "probe begin { println(\"abc",
        "probe begin { /* comment",
        "/* comment",
        "global a,",
        "function f(a, b)",
        "probe begin { try { }",
        "probe begin { %( 1 == 1 %? x",
        "@define m %( x",
        "probe a =",
        "probe a.",
        "",
    ] {
        let failure = parse_text(text).expect_err(text);
        assert!(failure.incomplete, "{text}: {failure:?}");
    }
}

#[test]
fn texts_that_are_wrong_are_not_incomplete() {
    for text in [
        "x = 1",
        "probe begin { ) ",
        "probe begin { println(\"abc\n }",
        "probe begin { x = } ",
        "probe begin { @median(x) }",
        "probe begin { if x ",
        "probe begin { %{ ",
    ] {
        if let Err(failure) = parse_text(text) {
            assert!(!failure.incomplete, "{text}: {failure:?}");
        } else {
            panic!("{text} parses");
        }
    }
}

/// Texts that nest `depth` levels, each in another way.
fn nested(depth: usize) -> Vec<String> {
    let wrap = |open: &str, middle: &str, close: &str| {
        let (open, close) = (open.repeat(depth), close.repeat(depth));
        format!("probe begin {{ {open}{middle}{close} }}")
    };
    vec![
        wrap("(", "1", ")"),
        wrap("f(", "1", ")"),
        wrap("f(1, ", "1", ")"),
        wrap("a[", "1", "]"),
        wrap("{", "", "}"),
        wrap("-", "1", ""),
        wrap("- ", "1", ""),
        wrap("!", "1", ""),
        wrap("++", "a", ""),
        wrap("& ", "$a", ""),
        wrap("1 ? ", "1", " : 1"),
        wrap("1 ? 1 : ", "1", ""),
        wrap("a = ", "1", ""),
        wrap("if (1) ", "a", ""),
        wrap("if (1) { ", "a", " }"),
        wrap("if (1) a else ", "a", ""),
        wrap("while (1) ", "a", ""),
        wrap("for (;;) ", "a", ""),
        wrap("foreach (a in b) ", "a", ""),
        wrap("try {", "a", "} catch { }"),
        wrap("1 + ", "1", ""),
        wrap("", "1", " . 1"),
        wrap("", "$a", "->b"),
        wrap("", "a", "[1]"),
        wrap("print(", "1", ")"),
        wrap("@count(", "a", ")"),
        wrap("x =~ \"a\" && ", "1", ""),
        wrap("[", "1", "] in a"),
        format!("probe {}a{} {{ }}", "{".repeat(depth), "}".repeat(depth)),
        format!("probe a{} {{ }}", ".{b,c}".repeat(depth)),
        format!("probe a{} {{ }}", "{b,c}".repeat(depth)),
    ]
}

#[test]
fn deep_nesting_is_refused_without_a_crash() {
    for text in nested(10_000) {
        // What cannot be refused must be so flat that it parses; both must come back.
        let _ = parse_text(&text).map(|parsed| parsed.script.to_string());
        let broken = text.replace('1', ")");
        assert!(parse_text(&broken).is_err() || !text.contains('1'));
    }
    assert!(parse_text(&nested(10_000)[0]).is_err());
}

#[test]
fn ordinary_nesting_is_accepted() {
    for text in nested(8) {
        let parsed = parse_text(&text).unwrap_or_else(|failure| panic!("{text}: {failure:?}"));
        assert!(parse_text(&parsed.script.to_string()).is_ok(), "{text}");
    }
    for text in nested(60).into_iter().take(28) {
        assert!(parse_text(&text).is_ok(), "{text}");
    }
}

#[test]
fn errors_deep_inside_take_no_longer() {
    let start = Instant::now();
    for text in nested(100) {
        for cut in [text.len() / 2, text.len() - 3, text.len() * 3 / 4] {
            let _ = parse_text(&text[..cut]);
            let _ = parse_text(&format!("{}?){}", &text[..cut], &text[cut..]));
        }
    }
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn every_span_points_at_its_text() {
    let text = "# doc\nfunction f:long (a, b:string) { return a /* x */ }\nprobe begin , end  { x = f( 1 , \"b\" ) # y\n ; a[ 1 ] ++ }\n";
    let parsed = parse_text(text).unwrap();
    let found = format!("{:?}", parsed.script);
    for piece in found.split("Span {").skip(1) {
        let numbers: Vec<usize> = piece
            .split('}')
            .next()
            .unwrap()
            .split(|character: char| !character.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let snippet = &text[numbers[1]..numbers[2]];
        assert_eq!(snippet, snippet.trim(), "{snippet:?}");
        assert!(
            !snippet.ends_with("*/") && !snippet.ends_with('y'),
            "{snippet:?}"
        );
    }
    let function = &parsed.script.functions[0];
    assert_eq!(function.doc, "doc");
    let span = function.span;
    assert!(text[span.start as usize..span.end as usize].starts_with("function f:long"));
    let point = &parsed.script.probes[0].points[0];
    assert_eq!(
        &text[point.span.start as usize..point.span.end as usize],
        "begin"
    );
}

#[test]
fn used_arguments_and_warnings_are_reported() {
    let mut sources = Sources::new();
    let text = "@define count(x) %( 1 %)\nprobe begin { println($2, %( $# > 3 %? @4 %: 0 %)) }";
    let file = sources.add("test.sig", text);
    let environment = Environment {
        arguments: ["a", "b", "c"].map(str::to_owned).into(),
        ..Environment::default()
    };
    let parsed = parse(&sources, file, &environment).unwrap();
    assert_eq!(parsed.used_arguments.into_iter().collect::<Vec<_>>(), [2]);
    assert_eq!(parsed.warnings.len(), 1);
}

#[test]
fn an_empty_library_file_is_fine() {
    let mut sources = Sources::new();
    let file = sources.add_library("empty.sig", "# nothing yet\n");
    assert!(parse(&sources, file, &Environment::default()).is_ok());
}

#[test]
fn statements_need_no_block_around_them() {
    let entered = |text: &str| {
        let mut sources = Sources::new();
        let file = sources.add("<entry>", text);
        parse_statements(&sources, file, &Environment::default())
    };
    for (text, count) in [
        ("", 0),
        ("n", 1),
        ("a = 1; b = 2 c", 3),
        ("if (a) { b }\n# c\n", 1),
    ] {
        let statements = entered(text).expect("it parses").statements;
        assert_eq!(statements.len(), count, "{text}: {statements:#?}");
    }
    for text in ["if (a) {", "a +", "f(1,", "foreach (a in b)", "a ? b :"] {
        assert!(
            entered(text).is_err_and(|failure| failure.incomplete),
            "{text}"
        );
    }
    for text in [
        "a }",
        "1 2 )",
        "if a",
        "return 1",
        "probe begin { }",
        "a = = b",
    ] {
        assert!(
            entered(text).is_err_and(|failure| !failure.incomplete),
            "{text}"
        );
    }
}
