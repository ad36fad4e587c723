//! The reference page is current, and the README's plan is what `--plan` prints.

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
fn the_reference_page_is_current() {
    let page = sigscript(&["--reference"]);
    let path = format!("{ROOT}/docs/reference.md");
    if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&path).expect("the page is there");
    assert!(
        page == written,
        "docs/reference.md is not what `sigscript --reference` prints; SIGSCRIPT_BLESS=1 writes it"
    );
}

#[test]
fn the_plan_in_the_readme_is_current() {
    let readme = std::fs::read_to_string(format!("{ROOT}/README.md")).expect("the README is there");
    let catalog = format!("{ROOT}/tests/catalogs/6.18.json");
    let plan = sigscript(&[
        "--catalog",
        &catalog,
        "--plan",
        "scripts/signal_sender.sig",
        "9",
        "8722",
    ]);
    let indented = plan
        .lines()
        .fold(String::new(), |text, line| text + "    " + line + "\n");
    assert!(
        readme.contains(&indented),
        "the README does not hold\n{indented}"
    );
}
