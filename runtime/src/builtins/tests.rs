//! The table as a whole, and what each function returns for some arguments.

use std::collections::HashSet;

use super::*;
use crate::vm::{Failure, FaultKind};

/// Calls the builtin `name` in `world`.
fn call_in(
    world: &mut World,
    name: &str,
    arguments: &[Literal],
) -> Result<Option<Literal>, Failure> {
    let fits = |signature: &&Row| {
        signature.signature.name == name && signature.signature.parameters.len() == arguments.len()
    };
    let row = rows()
        .iter()
        .find(fits)
        .unwrap_or_else(|| panic!("no builtin {name} of {} arguments", arguments.len()));
    let mut numbers: Vec<i64> = Vec::new();
    let mut texts: Vec<Text> = Vec::new();
    for (argument, kind) in arguments.iter().zip(row.signature.parameters) {
        match kind {
            Kind::Long => numbers.push(text::number_of_literal(argument)),
            Kind::String => texts.push(text::of_literal(argument)),
        }
    }
    numbers.push(0);
    texts.push(Text::new());
    (row.code)(&mut numbers, &mut texts, world)?;
    Ok(row.signature.returns.map(|kind| match kind {
        Kind::Long => Literal::Number(numbers[0]),
        Kind::String => Literal::Text(texts[0].to_vec()),
    }))
}

fn call(name: &str, arguments: &[Literal]) -> Literal {
    call_in(&mut World::default(), name, arguments)
        .expect("no failure")
        .expect("a value")
}

fn n(number: i64) -> Literal {
    Literal::Number(number)
}

fn t(bytes: impl AsRef<[u8]>) -> Literal {
    Literal::Text(bytes.as_ref().to_vec())
}

#[test]
fn every_row_is_documented_and_none_repeats() {
    let mut seen = HashSet::new();
    for Signature {
        name,
        parameters,
        doc,
        pure,
        returns,
        late: _,
        ends: _,
        raw: _,
        runs_program: _,
    } in signatures()
    {
        assert!(
            seen.insert((name, parameters.len())),
            "{name} with {} arguments occurs twice",
            parameters.len()
        );
        assert!(
            doc.len() > 10 && !doc.starts_with(' ') && doc.ends_with('.'),
            "{name}: {doc:?}"
        );
        assert!(
            !pure || returns.is_some(),
            "{name} is pure and gives nothing"
        );
    }
}

#[test]
fn values() {
    #[rustfmt::skip]
    let rows = [
        ("strlen", vec![t("hello")], n(5)),
        ("strlen", vec![t("ab\0cd")], n(2)),
        ("substr", vec![t("hello"), n(1), n(3)], t("ell")),
        ("substr", vec![t("hello"), n(3), n(9)], t("lo")),
        ("substr", vec![t("hello"), n(3), n(i64::MAX)], t("lo")),
        ("substr", vec![t("hello"), n(-1), n(3)], t("")),
        ("substr", vec![t("hello"), n(5), n(1)], t("")),
        ("substr", vec![t("hello"), n(1), n(-1)], t("")),
        ("stringat", vec![t("foobar"), n(3)], n(98)),
        ("stringat", vec![t("é"), n(0)], n(-61)),
        ("isinstr", vec![t("hello"), t("ell")], n(1)),
        ("isinstr", vec![t("hello"), t("xyz")], n(0)),
        ("isinstr", vec![t("hello"), t("")], n(1)),
        ("isinstr", vec![t(""), t("x")], n(0)),
        ("isinstr", vec![t(""), t("")], n(1)),
        ("isinstr", vec![t("Hello"), t("hello")], n(0)),
        ("strpos", vec![t("hello"), t("l")], n(2)),
        ("strpos", vec![t("hello"), t("z")], n(-1)),
        ("strpos", vec![t("hello"), t("")], n(0)),
        ("strpos", vec![t(""), t("a")], n(-1)),
        ("str_replace", vec![t("a-b-c"), t("-"), t("+")], t("a+b+c")),
        ("str_replace", vec![t("aaa"), t("a"), t("bb")], t("bbbbbb")),
        ("str_replace", vec![t("aaaa"), t("aa"), t("b")], t("bb")),
        ("str_replace", vec![t("abc"), t("x"), t("y")], t("abc")),
        ("str_replace", vec![t("abc"), t("b"), t("")], t("ac")),
        ("str_replace", vec![t(""), t("a"), t("b")], t("")),
        ("str_replace", vec![t("abc"), t(""), t("-")], t("abc")),
        ("strtol", vec![t("4243"), n(10)], n(4243)),
        ("strtol", vec![t("-17x"), n(10)], n(-17)),
        ("strtol", vec![t("0x1F"), n(16)], n(31)),
        ("strtol", vec![t("1f"), n(16)], n(31)),
        ("strtol", vec![t("0x1f"), n(0)], n(31)),
        ("strtol", vec![t("017"), n(0)], n(15)),
        ("strtol", vec![t("17"), n(0)], n(17)),
        ("strtol", vec![t("101"), n(2)], n(5)),
        ("strtol", vec![t("0xg"), n(0)], n(0)),
        ("strtol", vec![t(" 5"), n(10)], n(0)),
        ("strtol", vec![t(""), n(10)], n(0)),
        ("strtol", vec![t("9"), n(99)], n(0)),
        ("strtol", vec![t("9223372036854775807"), n(10)], n(i64::MAX)),
        ("strtol", vec![t("-9223372036854775808"), n(10)], n(i64::MIN)),
        ("isdigit", vec![t("5x")], n(1)),
        ("isdigit", vec![t(" 5")], n(0)),
        ("isdigit", vec![t("")], n(0)),
        ("text_str", vec![t("a\"b\\\n\x01é")], t(r#"a\"b\\\n\001\303\251"#)),
        ("string_quoted", vec![t("a\nb")], t(r#""a\nb""#)),
        ("text_strn", vec![t("abcdef"), n(3), n(0)], t("abc")),
        ("text_strn", vec![t("abcdef"), n(100), n(0)], t("abcdef")),
        ("text_strn", vec![t(""), n(5), n(0)], t("")),
        ("text_strn", vec![t("abc"), n(10), n(1)], t(r#""abc""#)),
        ("text_strn", vec![t("a\nb"), n(10), n(1)], t(r#""a\nb""#)),
        ("text_strn", vec![t("abcdefghijklmnop"), n(12), n(1)], t(r#""abcdefg"..."#)),
        ("text_strn", vec![t("abcdef"), n(0), n(1)], t(r#""abcdef""#)),
        ("text_strn", vec![t("abcdef"), n(1), n(1)], t(r#"""..."#)),
        ("errno_str", vec![n(2)], t("ENOENT")),
        ("errno_str", vec![n(-2)], t("ENOENT")),
        ("errno_str", vec![n(13)], t("EACCES")),
        ("errno_str", vec![n(11)], t("EAGAIN")),
        ("errno_str", vec![n(512)], t("ERESTARTSYS")),
        ("errno_str", vec![n(0)], t("")),
        ("errno_str", vec![n(99999)], t("")),
        ("errno_str", vec![n(i64::MIN)], t("")),
        ("errno_p", vec![n(-2)], t(" (ENOENT)")),
        ("return_str", vec![n(1), n(-2)], t("-2 (ENOENT)")),
        ("return_str", vec![n(1), n(7)], t("7")),
        ("return_str", vec![n(2), n(255)], t("0xff")),
        ("return_str", vec![n(2), n(-12)], t("-12 (ENOMEM)")),
        ("return_str", vec![n(3), n(8)], t("010")),
        ("ctime", vec![n(1_700_000_000)], t("Tue Nov 14 22:13:20 2023")),
        ("ctime", vec![n(0)], t("Thu Jan  1 00:00:00 1970")),
        ("ctime", vec![n(i64::from(i32::MIN))], t("Fri Dec 13 20:45:52 1901")),
        ("ctime", vec![n(i64::from(i32::MAX))], t("Tue Jan 19 03:14:07 2038")),
        ("tz_ctime", vec![n(1_700_000_000)], t("Tue Nov 14 22:13:20 2023 UTC")),
        ("tz_gmtoff", vec![], n(0)),
        ("tz_name", vec![], t("UTC")),
        ("randint", vec![n(0)], n(0)),
        ("randint", vec![n(1)], n(0)),
        ("stp_pid", vec![], n(std::process::id().into())),
    ];
    for (name, arguments, expected) in rows {
        assert_eq!(call(name, &arguments), expected, "{name}{arguments:?}");
        let row = signatures()
            .iter()
            .position(|s| s.name == name && s.parameters.len() == arguments.len());
        let row = row.expect("a row");
        let row_of = &signatures()[row];
        let folded = (row_of.pure && !row_of.late).then_some(expected);
        assert_eq!(
            evaluate(row, &arguments),
            folded,
            "{name}{arguments:?} when folded"
        );
    }
}

#[test]
fn failures() {
    for (name, arguments, message) in [
        ("stringat", vec![t("abc"), n(3)], "Position out of bounds"),
        ("stringat", vec![t("abc"), n(-1)], "Position out of bounds"),
        (
            "ctime",
            vec![n(1 << 40)],
            "Time too far in the future to be converted",
        ),
        ("error", vec![t("my message")], "my message"),
        ("assert", vec![n(0)], "assertion failed"),
        ("assert", vec![n(0), t("so not")], "so not"),
    ] {
        assert_eq!(
            call_in(&mut World::default(), name, &arguments),
            Err(Failure::error(message)),
            "{name}"
        );
    }
    assert_eq!(call_in(&mut World::default(), "assert", &[n(1)]), Ok(None));
}

#[test]
fn folding_refuses_wrong_arguments() {
    let strlen = signatures()
        .iter()
        .position(|signature| signature.name == "strlen")
        .expect("strlen");
    assert_eq!(evaluate(strlen, &[n(1)]), None);
    assert_eq!(evaluate(strlen, &[]), None);
    assert_eq!(evaluate(usize::MAX, &[]), None);
}

#[test]
fn tokens_are_taken_one_by_one() {
    let world = &mut World::default();
    let mut token = |arguments: &[Literal]| {
        call_in(world, "tokenize", arguments)
            .expect("no failure")
            .expect("a value")
    };
    assert_eq!(token(&[t("one,two;three"), t(",;")]), t("one"));
    assert_eq!(token(&[t(""), t(",;")]), t("two"));
    assert_eq!(token(&[t(",;")]), t("three"));
    assert_eq!(token(&[t(",;")]), t(""));
    assert_eq!(token(&[t("  lead and  double "), t(" ")]), t("lead"));
    assert_eq!(token(&[t(" ")]), t("and"));
    assert_eq!(token(&[t(" ")]), t("double"));
    assert_eq!(token(&[t(" ")]), t(""));
    assert_eq!(token(&[t(",,,"), t(",")]), t(""));
}

#[test]
fn messages_go_their_ways() {
    let world = &mut World::default();
    call_in(world, "log", &[t("x\n")]).expect("no failure");
    call_in(world, "ansi_set_color", &[n(31), n(40)]).expect("no failure");
    call_in(world, "ansi_cursor_move", &[n(3), n(7)]).expect("no failure");
    call_in(world, "warn", &[t("careful")]).expect("no failure");
    assert_eq!(world.output, b"x\n\n\x1b[31;40m\x1b[7;3H");
    assert_eq!(world.warnings.take(), [Text::from(b"careful")]);
    assert!(!world.exit);
    call_in(world, "exit", &[]).expect("no failure");
    assert!(world.exit);
    world.exit = false;
    assert_eq!(
        call_in(world, "abort", &[]).map_err(|failure| failure.kind),
        Err(FaultKind::Abort)
    );
    assert!(world.exit);
}

#[test]
fn probes_know_their_names() {
    let world = &mut World::default();
    world.probe.point = Text::from(br#"kernel.function("do_exit@kernel/exit.c:900").call"#);
    world.probe.name = Text::from(b"kprocess.exit");
    world.target = 8722;
    for (name, expected) in [
        ("pn", t("kprocess.exit")),
        ("ppfunc", t("do_exit")),
        ("target", n(8722)),
    ] {
        assert_eq!(call_in(world, name, &[]), Ok(Some(expected)));
    }
    world.probe.point = Text::from(br#"kernel.trace("signal:signal_generate")"#);
    assert_eq!(call_in(world, "ppfunc", &[]), Ok(Some(t(""))));
}

#[test]
fn indentation_follows_calls_and_returns() {
    let world = &mut World::default();
    let depths = [1, 1, 0, -1, -1].map(|delta| call_in(world, "indent_depth", &[n(delta)]));
    assert_eq!(depths, [0, 1, 1, 1, 0].map(|depth| Ok(Some(n(depth)))));
    let mut line = |delta, time| {
        call_in(
            world,
            "__thread_indent",
            &[n(delta), n(7223), t("ftp"), n(time)],
        )
        .expect("no failure")
    };
    assert_eq!(line(1, 1000), Some(t("     0 ftp(7223):")));
    assert_eq!(line(1, 2159), Some(t("  1159 ftp(7223): ")));
    assert_eq!(line(-1, 3000), Some(t("  2000 ftp(7223): ")));
    assert_eq!(line(-1, 4000), Some(t("  3000 ftp(7223):")));
    assert_eq!(line(1, 9000), Some(t("     0 ftp(7223):")));
}

#[test]
fn stopwatches_add_up() {
    let world = &mut World::default();
    let mut step = |name: &str, now| call_in(world, name, &[t("w"), n(now)]).expect("no failure");
    assert_eq!(step("__read_stopwatch", 5), Some(n(0)));
    step("__start_stopwatch", 10);
    step("__start_stopwatch", 12);
    assert_eq!(step("__read_stopwatch", 15), Some(n(5)));
    step("__stop_stopwatch", 20);
    assert_eq!(step("__read_stopwatch", 99), Some(n(10)));
    step("__start_stopwatch", 100);
    assert_eq!(step("__read_stopwatch", 101), Some(n(11)));
    call_in(world, "delete_stopwatch", &[t("w")]).expect("no failure");
    assert_eq!(
        call_in(world, "__read_stopwatch", &[t("w"), n(200)]),
        Ok(Some(n(0)))
    );
}

#[test]
fn queues_measure_waiting_and_running() {
    let world = &mut World::default();
    // From 0 to 100: one request waits 10, runs 40; another waits 20, runs 10.
    for (name, now) in [
        ("__qsq_start", 0),
        ("__qs_wait", 10),
        ("__qs_run", 20),
        ("__qs_wait", 40),
        ("__qs_done", 60),
        ("__qs_run", 60),
        ("__qs_done", 70),
    ] {
        call_in(world, name, &[t("disk"), n(now)]).expect("no failure");
    }
    for (name, expected) in [
        ("__qsq_utilization", 50),
        ("__qsq_blocked", 30),
        ("__qsq_wait_queue_length", 30),
        ("__qsq_service_time", 2500),
        ("__qsq_wait_time", 4000),
        ("__qsq_throughput", 2),
    ] {
        assert_eq!(
            call_in(world, name, &[t("disk"), n(100), n(100)]),
            Ok(Some(n(expected))),
            "{name}"
        );
    }
    call_in(world, "__qsq_print", &[t("disk"), n(100)]).expect("no failure");
    let line = "disk: 20000.000 requests/s, wait queue length 0.300, wait 15.000 us, service 25.000 us, blocked 30%, busy 50%\n";
    assert_eq!(String::from_utf8_lossy(&world.output), line);
}

#[test]
fn random_numbers_stay_in_range() {
    let world = &mut World::default();
    for _ in 0..1000 {
        let drawn = call_in(world, "randint", &[n(6)]).expect("no failure");
        assert!(matches!(drawn, Some(Literal::Number(0..6))));
    }
}
