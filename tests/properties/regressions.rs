//! What the fuzzer once found, through the checks of its targets: `fuzz/regressions/TARGET/`.

use std::fs;
use std::path::Path;

use super::checks;

/// A fuzz target's name, and what it does with an input.
type Target = (&'static str, fn(&[u8]));

const TARGETS: &[Target] = &[
    ("parse", checks::parse::check),
    ("compile", checks::compile::check),
    ("format", checks::format::check),
    ("btf", checks::btf::check),
    ("recording", checks::recording::check),
    ("pages", checks::pages::check),
    ("ring", checks::ring::check),
];

#[test]
fn what_the_fuzzer_found_stays_fixed() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (target, check) in TARGETS {
        let mut count = 0;
        for folder in ["regressions", "seeds"] {
            let Ok(entries) = fs::read_dir(fuzz.join(folder).join(target)) else {
                continue;
            };
            for entry in entries {
                let path = entry.unwrap().path();
                let input = fs::read(&path).unwrap();
                println!("{}", path.display());
                check(&input);
                count += 1;
            }
        }
        println!("regressions: {target}: {count} inputs");
    }
}
