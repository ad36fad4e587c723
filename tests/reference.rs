//! The reference pages are current.

use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn sigscript(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_sigscript"))
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .expect("sigscript runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

#[test]
fn the_reference_pages_are_current() {
    for (name, option) in [
        ("reference.md", "--reference"),
        ("reference-probes.md", "--reference=probes"),
    ] {
        let page = sigscript(&[option]);
        let path = format!("{ROOT}/docs/{name}");
        if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
            std::fs::write(&path, &page).expect("the page can be written");
        }
        let written = std::fs::read_to_string(&path).expect("the page is there");
        assert!(
            page == written,
            "docs/{name} is not what `sigscript {option}` prints; SIGSCRIPT_BLESS=1 writes it"
        );
    }
}
