//! How fast texts are parsed: `cargo test --release --test speed -- --ignored --nocapture`.

use std::time::Instant;

use sigscript_grammar::{Environment, Sources, parse};

#[test]
#[ignore = "a measurement"]
fn ten_kilobytes() {
    let script = include_str!("printed/everything.sig");
    let text = script.repeat(10_240 / script.len() + 1);
    let mut sources = Sources::new();
    let file = sources.add("test.sig", text.as_str());
    let environment = Environment::default();
    let rounds = (0..100).map(|_| {
        let start = Instant::now();
        parse(&sources, file, &environment).expect("it parses");
        start.elapsed()
    });
    println!(
        "{} bytes in {:?}",
        text.len(),
        rounds.min().expect("there are rounds")
    );
}
