//! Trees back to text: each `printed/NAME.sig` has its canonical form in `NAME.txt`.
//!
//! `SIGSCRIPT_BLESS=1 cargo test` writes the texts anew; review them by `git diff`.

use std::fs;
use std::path::Path;

use sigscript_grammar::{Environment, Sources, parse};

/// The canonical form of `text`.
fn print(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("test.sig", text);
    match parse(&sources, file, &Environment::default()) {
        Ok(parsed) => parsed.script.to_string(),
        Err(failure) => panic!("{failure:#?}\n{text}"),
    }
}

#[test]
fn scripts_print_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/printed");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "sig") {
            continue;
        }
        let printed = print(&fs::read_to_string(&path).unwrap());
        assert_eq!(printed, print(&printed), "{}", path.display());
        let recorded = path.with_extension("txt");
        if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
            fs::write(recorded, printed).unwrap();
        } else {
            let recorded = fs::read_to_string(recorded).unwrap_or_default();
            assert_eq!(printed, recorded, "{}", path.display());
        }
    }
}
