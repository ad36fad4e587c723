//! Vim's grammar, run by Vim.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sigscript_grammar::highlight::{Class, OPERATORS};

use crate::scripts::{Classes, Script, all, compare};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vim");

/// Writes, for each file of a list, a line for each of its lines: a letter for each character, by the name of its group.
const PROGRAM: &str = r#"
set nocompatible
filetype plugin on
syntax on
" What is inside a string or a comment belongs to it.
let s:letters = { 'Declaration': 'k', 'Conditional': 'k', 'Repeat': 'k', 'Statement': 'k', 'Exception': 'k', 'Type': 'k',
  \ 'Call': 'f', 'Number': 'n', 'Target': 't', 'Argument': 't', 'Word': 'o', 'Directive': 'o', 'Embedded': 'o',
  \ 'String': 's', 'Escape': 's', 'Format': 's', 'Comment': 'c', 'Todo': 'c', 'Operator': 'p' }
let s:known = {}
function s:Letter(id)
  if !has_key(s:known, a:id)
    let s:known[a:id] = get(s:letters, synIDattr(a:id, 'name')[9:], '.')
  endif
  return s:known[a:id]
endfunction
for s:file in readfile('list')
  execute 'edit' s:file
  if &filetype !=# 'sigscript'
    cquit!
  endif
  let s:lines = []
  for s:number in range(1, line('$'))
    let s:columns = range(1, strlen(getline(s:number)))
    call add(s:lines, join(map(s:columns, 's:Letter(synID(s:number, v:val, 1))'), ''))
  endfor
  call writefile(s:lines, s:file . '.shown')
endfor
quitall!
"#;

/// A folder of the test's own, which goes with it.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The classes that Vim shows, from its letters.
fn shown(script: &Script, letters: &str) -> Classes {
    let mut shown = Classes::new();
    for (line, letters) in script.text.split('\n').zip(letters.lines()) {
        assert_eq!(line.len(), letters.len(), "{}", script.path.display());
        shown.extend(letters.bytes().map(|letter| match letter {
            b'k' => Some(Class::Keyword),
            b'f' => Some(Class::Call),
            b'n' => Some(Class::Number),
            b't' => Some(Class::Target),
            b'o' => Some(Class::Operator),
            b's' => Some(Class::String),
            b'c' => Some(Class::Comment),
            _ => None,
        }));
        shown.push(None);
    }
    shown.resize(script.text.len(), None);
    shown
}

/// In lines `a OPERATOR b`, the operator is one.
fn operators_are_shown(text: &str, letters: &str) {
    for (line, letters) in text.lines().zip(letters.lines()) {
        let operator = line
            .strip_prefix("a ")
            .and_then(|rest| rest.strip_suffix(" b"));
        if let Some(operator) = operator.filter(|operator| OPERATORS.contains(operator)) {
            let expected = "p".repeat(operator.len());
            assert_eq!(letters[2..2 + operator.len()], expected, "{line}");
        }
    }
}

#[test]
fn every_script_is_shown_as_the_lexer_reads_it() {
    let has_vim = Command::new("vim").arg("--version").output();
    if !has_vim.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("+syntax")) {
        eprintln!("not tested: there is no `vim` with +syntax here");
        return;
    }
    let folder = Folder(std::env::temp_dir().join(format!("sigscript-vim-{}", std::process::id())));
    let path: &Path = &folder.0;
    fs::create_dir(path).expect("the temporary folder takes folders");
    let scripts = all();
    let mut list = String::new();
    for (number, script) in scripts.iter().enumerate() {
        let name = format!("{number}.sig");
        fs::write(path.join(&name), &script.text).expect("it can be written");
        list += &(name + "\n");
    }
    fs::write(path.join("list"), list).expect("it can be written");
    fs::write(path.join("show.vim"), PROGRAM).expect("it can be written");
    let status = Command::new("vim")
        .args(["-N", "-u", "NONE", "-i", "NONE", "-n", "-e", "-s"])
        .args(["--cmd", &format!("set runtimepath^={FOLDER}")])
        .args(["-S", "show.vim"])
        .current_dir(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .expect("vim starts");
    assert!(status.success(), "{status}");
    for (number, script) in scripts.iter().enumerate() {
        let letters = fs::read_to_string(path.join(format!("{number}.sig.shown")));
        let letters = letters.expect("vim has shown it");
        operators_are_shown(&script.text, &letters);
        if let Err(difference) = compare(script, &shown(script, &letters)) {
            panic!("{difference}");
        }
    }
}
