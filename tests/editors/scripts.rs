//! The scripts of the project, and what each of their characters is.

use std::fs;
use std::path::{Path, PathBuf};

use sigscript_grammar::highlight::{Class, KEYWORDS, OPERATORS, pieces};

/// Where scripts are.
const FOLDERS: &[&str] = &["scripts", "examples", "tests"];

/// A script with its path.
pub struct Script {
    pub path: PathBuf,
    pub text: String,
}

/// What an editor should show of a character; `None` where it is plain, an operator, or blank.
pub type Classes = Vec<Option<Class>>;

/// Every script that is text, and one made of everything that there is.
pub fn all() -> Vec<Script> {
    let mut scripts = Vec::new();
    for folder in FOLDERS {
        collect(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut scripts,
        );
    }
    assert!(scripts.len() > 500, "{}", scripts.len());
    scripts.push(Script {
        path: PathBuf::from("everything.sig"),
        text: everything(),
    });
    scripts
}

fn collect(folder: &Path, scripts: &mut Vec<Script>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, scripts);
        } else if path.extension().is_some_and(|end| end == "sig")
            && let Ok(text) = fs::read_to_string(&path)
            && is_usual(&text)
        {
            scripts.push(Script { path, text });
        }
    }
}

/// Not one of those that try what no editor needs to show well: characters that are no text, and lines that no screen holds.
fn is_usual(text: &str) -> bool {
    let is_text = |next: char| next == '\n' || next == '\t' || (' '..='~').contains(&next);
    text.chars().all(is_text) && text.lines().all(|line| line.len() < 1000)
}

/// Every keyword, operator and form of a literal.
fn everything() -> String {
    let mut text = KEYWORDS.join(" ") + "\n";
    for operator in OPERATORS.iter().filter(|&&operator| operator != "%{") {
        text.extend(["a ", operator, " b\n"]);
    }
    text + "0 42 0x1f 017 9223372036854775807 12abc a1 a$1 $1 @1 $# @# $name $$vars $name->a$ @count(x) @entry(f(1)) # x\n\
        \"\" \"a\\\"b\" \"\\x41\\101\\n%5.3s%%\" f() f (1) probe(1) // \"no\"\n\
        /* one\n two \" */ %( kernel_v >= \"5\" %? a %: b %)\nif(x)y .= \"z\" # \"\n"
}

/// What each character is, by our lexer; of blanks it is not asked.
pub fn classes(text: &str) -> Classes {
    let mut classes = vec![None; text.len()];
    for (range, class) in pieces(text) {
        classes[range].fill(Some(class));
    }
    classes
}

/// Compares what an editor shows of a script with what the lexer says.
///
/// # Errors
/// The first line on which they differ.
pub fn compare(script: &Script, shown: &Classes) -> Result<(), String> {
    let ours = classes(&script.text);
    for (at, next) in script.text.char_indices() {
        if !next.is_ascii_whitespace() && ours[at] != shown[at] {
            let start = script.text[..at]
                .rfind('\n')
                .map_or(0, |newline| newline + 1);
            let line = script.text[start..].lines().next().unwrap_or_default();
            let column = at - start;
            return Err(format!(
                "{}: `{next}` in column {column} is {:?}, and shown as {:?}\n{line}",
                script.path.display(),
                ours[at],
                shown[at],
            ));
        }
    }
    Ok(())
}
