//! `--save-catalog` keeps of a kernel's description what a script asks, and `--catalog` needs no more.

use crate::sigscript;

const RECORDED: &str = "tests/catalogs/6.18.json";
const SCRIPT: &str = "probe signal.send { if (sig == 9) println(pid_name, sender_uid) }";

#[test]
fn a_catalog_holds_what_was_asked() {
    let path = std::env::temp_dir().join(format!("sigscript-catalog-{}", std::process::id()));
    let file = path.to_string_lossy();
    let plan = ["--plan", "-e", SCRIPT];
    let saving = ["--catalog", RECORDED, "--save-catalog", &file];
    let planned = sigscript(&[&saving[..], &plan].concat());
    assert!(planned.status.success(), "{}", planned.errors);
    let again = sigscript(&[&["--catalog", &file][..], &plan].concat());
    assert_eq!(again.errors, "");
    assert_eq!(again.output, planned.output);
    // Nothing else is in it, whatever this kernel has.
    let other = sigscript(&["--catalog", &file, "-l", "kernel.trace(\"sched_switch\")"]);
    std::fs::remove_file(path).expect("it was written");
    assert_eq!((&*other.output, other.status.code()), ("", Some(1)));
}
