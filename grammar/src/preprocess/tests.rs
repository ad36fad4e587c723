//! What the preprocessor makes of texts, and where it says they came from.

use super::*;

/// The expanded text, or the messages.
fn expand(text: &str, environment: &Environment) -> Result<String, Vec<String>> {
    let mut preprocessor = Preprocessor::new(FileId(0), environment);
    let expansion = preprocessor.expand(text);
    if preprocessor.errors.is_empty() {
        return Ok(expansion.text.into_owned());
    }
    let errors = preprocessor.errors.into_iter();
    Err(errors.map(|error| error.message).collect())
}

fn environment(arguments: &[&str]) -> Environment {
    Environment {
        arguments: arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect(),
        kernel_release: "6.18.44-fc".to_owned(),
        architecture: "x86_64".to_owned(),
        configuration: [
            ("CONFIG_SMP".to_owned(), "y".to_owned()),
            ("CONFIG_HZ".to_owned(), "250".to_owned()),
        ]
        .into(),
        ..Environment::default()
    }
}

#[test]
fn texts_without_directives_stay_untouched() {
    let environment = Environment::default();
    let mut preprocessor = Preprocessor::new(FileId(0), &environment);
    let text = "probe begin { println(@count(x), $name, 5 % 2) } # 100%";
    assert!(
        matches!(preprocessor.expand(text).text, std::borrow::Cow::Borrowed(same) if same == text)
    );
}

#[test]
fn arguments_are_spliced() {
    let environment = environment(&["counter", "*", "a.b", "q\"u\\o\nte", "", "5"]);
    #[rustfmt::skip]
    let cases = [
        ("$1 $2 7", "counter * 7"),
        ("x$1", "x$1"),
        ("x.$3.y", "x.a.b.y"),
        ("$1abc", "counterabc"),
        ("5$6 +$6", "5 5 +5"),
        ("print($#, @#)", "print(6, \"6\")"),
        ("print(@4)", r#"print("q\"u\\o\nte")"#),
        ("[$5|@5]", "[|\"\"]"),
        ("\"$1\" # $1", "\"$1\""),
        ("\"a\" @1 \"b\"", "\"a\" \"counter\" \"b\""),
        ("syscall.*$1*", "syscall.*counter*"),
    ];
    for (text, expanded) in cases {
        assert_eq!(
            expand(text, &environment).as_deref(),
            Ok(expanded),
            "{text}"
        );
    }
}

#[test]
fn missing_arguments_matter_only_where_they_are_kept() {
    let none = environment(&[]);
    assert_eq!(
        expand("%( $# >= 1 %? $1 %: 10 %)", &none).as_deref(),
        Ok("10")
    );
    for text in [
        "$1",
        "@1",
        "$0",
        "%( $1 == 1 %? 2 %)",
        "%( $# == 0 %? @2 %)",
    ] {
        assert!(expand(text, &none).is_err(), "{text}");
    }
    let nested = expand("$1", &environment(&["a$2"]));
    assert_eq!(nested.as_deref(), Ok("a$2"));
    let nested = expand("$1", &environment(&["a $2"]));
    assert_eq!(
        nested,
        Err(vec!["argument `a $2` names an argument itself".to_owned()])
    );
    // As a string anything goes.
    assert_eq!(
        expand("@1", &environment(&["a $2"])).as_deref(),
        Ok("\"a $2\"")
    );
}

#[test]
fn macros_expand() {
    #[rustfmt::skip]
    let cases = [
        ("@define a %( 1 + 2 %) @a * @a", "1 + 2 * 1 + 2"),
        ("@define m(x, y) %( @x - @y %) @m(a(1, 2), [b, c])", "a(1, 2) - [b, c]"),
        ("@define m(x) %( f(@x) %) @m(@m(1))", "f( f( 1 ) )"),
        ("@define m() %( 1 %) @m()", "1"),
        ("@define m(x) %( i++ <= @x %) @m(3)", "i++ <= 3"),
        ("@define a %( 1 %) @define b(x) %( @x+@a %) @b(@a)", "1 + 1"),
        ("@define inc %( + %) a @inc+ b", "a + + b"),
        ("@unknown(1) @define e %( %) x@e.y", "@unknown(1) x .y"),
    ];
    for (text, expanded) in cases {
        let found = expand(text, &environment(&[])).expect(text);
        let found: Vec<_> = found.split_whitespace().collect();
        let expanded: Vec<_> = expanded.split_whitespace().collect();
        assert_eq!(found.concat(), expanded.concat(), "{text}");
    }
}

#[test]
fn library_macros_expand_and_give_way() {
    let mut environment = environment(&[]);
    let library = Macro {
        parameters: Some(vec!["a".to_owned(), "b".to_owned()]),
        body: " (@defined(@a) ? @a : @b) ".to_owned(),
    };
    environment
        .macros
        .insert("choose_defined".to_owned(), library);
    let text = "x = @choose_defined($y, -1)";
    let expanded = expand(text, &environment).unwrap();
    assert_eq!(expanded, "x = (@defined( $y ) ? $y : -1 )");
    let text = "@define choose_defined %( 5 %) @choose_defined";
    assert_eq!(expand(text, &environment).unwrap(), "5");
}

#[test]
fn library_files_give_their_macros() {
    let mut sources = Sources::new();
    let text =
        "# library\n@define size %( 10 %)\n@define add(a, b) %( (@a + @b) %)\n@define e %( %)";
    let file = sources.add_library("library.sig", text);
    let mut environment = environment(&[]);
    environment.macros = macros(&sources, file).unwrap();
    assert_eq!(environment.macros["add"].body, "(@a + @b)");
    let expanded = expand("[@add(@size, 1)@e]", &environment).unwrap();
    assert_eq!(expanded.replace(' ', ""), "[(10+1)]");
    let broken = sources.add_library("broken.sig", "@define x");
    assert_eq!(macros(&sources, broken).unwrap_err().len(), 1);
}

#[test]
fn endless_macros_are_errors() {
    let environment = environment(&[]);
    let mut text = String::from("@define m0 %( x %)\n");
    for number in 1..60 {
        let before = number - 1;
        text = format!("{text}@define m{number} %( @m{before} @m{before} %)\n");
    }
    assert!(expand(&(text + "@m59"), &environment).is_err());
    assert!(expand("@define m %( @m %) @m", &environment).is_err());
    assert!(expand("@define m(x) %( @m(@x @x) %) @m(1)", &environment).is_err());
    let deep = format!(
        "@define m(x) %( @x %) {}1{}",
        "@m(".repeat(10_000),
        ")".repeat(10_000)
    );
    assert!(expand(&deep, &environment).is_err());
}

#[test]
fn conditions_choose() {
    #[rustfmt::skip]
    let cases = [
        ("1 < 2", true), ("2 <= 1", false), ("-1 < 0x10", true), ("\"a\" < \"b\"", true), ("\"10\" < \"9\"", true),
        ("1 == 1 && 2 == 2", true), ("1 == 2 || 2 == 2 && 3 == 3", true), ("1 == 1 && 2 == 3 || 4 == 5", false),
        ("kernel_v == \"6.18.44\"", true), ("kernel_v >= \"6.9\"", true), ("kernel_v < \"5.10\"", false),
        ("kernel_v == \"6.*\"", true), ("kernel_vr == \"*-fc\"", true), ("kernel_vr != \"*-fc\"", false),
        ("arch == \"x86*\"", true), ("arch != \"i?86\"", true), ("runtime == \"kernel\"", true),
        ("systemtap_v >= \"4.0\"", true), ("guru_mode == 0", true), ("systemtap_privilege == \"stapdev\"", true),
        ("CONFIG_SMP == \"y\"", true), ("CONFIG_HZ > 100", true), ("CONFIG_NONE == \"\"", true), ("CONFIG_NONE == 0", true),
        ("CONFIG_SMP == CONFIG_NONE", false), ("$# == 0", true),
    ];
    for (condition, holds) in cases {
        let text = format!("%( {condition} %? yes %: no %)");
        let chosen = if holds { "yes" } else { "no" };
        assert_eq!(
            expand(&text, &environment(&[])).as_deref(),
            Ok(chosen),
            "{condition}"
        );
    }
}

#[test]
fn conditionals_nest_and_skip() {
    let environment = environment(&[]);
    #[rustfmt::skip]
    let cases = [
        ("a %( 1 == 2 %? b %) c", "a c"),
        ("%( 1 == 1 %? %( 2 == 3 %? a %: b %) %: c %)", "b"),
        ("%( 1 == 2 %? %( nonsense %? a %: b %) %: c %)", "c"),
        ("%( 1 == 2 %? 12abc @9 $9 %: c %)", "c"),
        ("f(%( 1 == 1 %? a %))", "f( a )"),
    ];
    for (text, expanded) in cases {
        assert_eq!(
            expand(text, &environment).as_deref(),
            Ok(expanded),
            "{text}"
        );
    }
    let deep = format!("{}x{}", "%( 1 == 1 %? ".repeat(20_000), "%)".repeat(20_000));
    assert_eq!(expand(&deep, &environment).as_deref(), Ok("x"));
}

#[test]
fn places_are_those_of_the_original() {
    let text = "@define add(a, b) %( @a + @b %)\nx = @add(11, 22) * $1\ny = 5";
    let environment = environment(&["counter"]);
    let mut preprocessor = Preprocessor::new(FileId(0), &environment);
    let expansion = preprocessor.expand(text);
    let original = |piece: &str| {
        let start = expansion.text.find(piece).expect(piece);
        let span = expansion.span(start, start + piece.len());
        &text[span.start as usize..span.end as usize]
    };
    for (piece, origin) in [
        ("x", "x"),
        ("11", "11"),
        ("22", "22"),
        ("+", "@add(11, 22)"),
        ("counter", "$1"),
        ("y = 5", "y = 5"),
    ] {
        assert_eq!(original(piece), origin, "{piece} in {}", expansion.text);
    }
}
