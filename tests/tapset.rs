//! The shipped tapset: every alias is documented with all its variables, and compiles for the kernel of the recorded catalog.

use std::fs;
use std::process::{Command, Output};

use sigscript_grammar::syntax::{Alias, ExpressionKind, Script, Statement, StatementKind};
use sigscript_grammar::{Environment, Sources, parse};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Aliases of tracepoints that only older kernels have.
const OLDER: &[&str] = &["vm.kmalloc_node", "vm.kmem_cache_alloc_node"];

fn scripts() -> Vec<(String, Script)> {
    let folder = format!("{ROOT}/scripts/tapset");
    let files = fs::read_dir(&folder).expect("the tapset is there");
    let mut scripts = Vec::new();
    for file in files.map(|file| file.expect("it can be read").path()) {
        let text = fs::read_to_string(&file).expect("it is text");
        let name = file.display().to_string();
        let mut sources = Sources::new();
        let id = sources.add(&name, text.clone());
        match parse(&sources, id, &Environment::default()) {
            Ok(parsed) => scripts.push((name, parsed.script)),
            // A file of nothing but comments is no script.
            Err(_)
                if text
                    .lines()
                    .all(|line| line.is_empty() || line.starts_with("/*")) => {}
            Err(failure) => panic!("{name}: {:#?}", failure.diagnostics),
        }
    }
    scripts
}

/// The names of the aliases that are for everybody, each with its alias.
fn aliases(script: &Script) -> Vec<(String, &Alias)> {
    let named = script.aliases.iter().flat_map(|alias| {
        let names = alias.names.iter().map(ToString::to_string);
        names.map(move |name| (name, alias))
    });
    named.filter(|(name, _)| !name.starts_with('_')).collect()
}

/// The variables that statements set.
fn set(statements: &[Statement], found: &mut Vec<String>) {
    for statement in statements {
        match &statement.kind {
            StatementKind::Block(body) => set(body, found),
            StatementKind::If {
                then, otherwise, ..
            } => {
                set(std::slice::from_ref(then), found);
                otherwise
                    .iter()
                    .for_each(|otherwise| set(std::slice::from_ref(otherwise), found));
            }
            StatementKind::Expression(expression) => {
                if let ExpressionKind::Assign { target, .. } = &expression.kind
                    && let ExpressionKind::Variable(name) = &target.kind
                {
                    found.push(name.clone());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_alias_is_documented_with_its_variables() {
    let mut missing = Vec::new();
    for (file, script) in &scripts() {
        for (name, alias) in aliases(script) {
            let mut variables = Vec::new();
            set(&alias.prologue, &mut variables);
            let mut words = alias
                .doc
                .split(|next: char| !next.is_ascii_alphanumeric() && !"_.".contains(next));
            if !words.any(|word| word == name) {
                missing.push(format!("{file}: {name}: its own name"));
            }
            for variable in variables.iter().filter(|name| !name.starts_with('_')) {
                let mut words = alias
                    .doc
                    .split(|next: char| !next.is_ascii_alphanumeric() && next != '_');
                if !words.any(|word| word == variable) {
                    missing.push(format!("{file}: {name}: {variable}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "not documented: {missing:#?}");
}

/// The output of `-p 2` for the kernel of the recorded catalog.
fn checked(script: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sigscript"))
        // Without folding, so that no variable is left out.
        .args(["-u", "-p", "2", "--catalog", "tests/catalogs/6.18.json"])
        .args(["-e", script])
        .current_dir(ROOT)
        .output()
        .expect("sigscript runs")
}

/// Whether an alias is one of the many of system calls, which are compiled all at once.
fn is_system_call(name: &str) -> bool {
    name.starts_with("syscall.") || name.starts_with("nd_syscall.")
}

#[test]
fn every_system_call_has_an_alias_that_compiles() {
    let catalog = fs::read_to_string(format!("{ROOT}/tests/catalogs/6.18.json"));
    let catalog = catalog.expect("the catalog is there");
    let (_, calls) = catalog
        .split_once("\"syscall\": {")
        .expect("it has system calls");
    let calls = calls.split('}').next().unwrap_or_default();
    let calls: Vec<&str> = calls.split('"').skip(1).step_by(2).collect();
    assert!(calls.len() > 350, "{calls:?}");
    for (points, ends) in [
        ("syscall.*", ""),
        ("syscall.*.return", ".return"),
        ("nd_syscall.*", ""),
    ] {
        let output = checked(&format!(
            "probe {points} {{ println(name, argstr, $$parms) }}"
        ));
        assert!(
            output.status.success(),
            "{points}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8_lossy(&output.stdout);
        let found: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split_once(" = kernel.syscall")?.0.into())
            .collect();
        assert_eq!(found.len(), calls.len(), "one point for each call");
        for call in &calls {
            let point = points.split_once('*').expect("a wildcard").0.to_owned() + call + ends;
            assert!(found.contains(&point.as_str()), "{point}");
        }
    }
}

#[test]
fn every_alias_compiles() {
    for (file, script) in &scripts() {
        for (name, _) in aliases(script) {
            if is_system_call(&name) {
                continue;
            }
            let output = checked(&format!("probe {name} {{ println(pn()) }}"));
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(
                output.status.success(),
                !OLDER.contains(&name.as_str()),
                "{file}: {name}: {errors}"
            );
        }
    }
}
