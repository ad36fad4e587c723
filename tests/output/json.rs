//! Every line of `--format json` is an object as the schema says, and the schema says something.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::program::SIGSCRIPT;
use crate::run::{Finished, run};
use crate::schema::{SCHEMA, objects, validator};
use crate::sigscript;

/// Folders of golden cases with structured output.
const FOLDERS: [&str; 2] = ["tests/cases/run", "tests/cases/replay"];

/// What only a running kernel gives; `tests/live/structured.rs` holds it against the schema.
const LIVE: [(&str, &str); 3] = [("end", "counted"), ("loss", "lost"), ("loss", "probe")];

/// The golden cases with structured output, each run anew.
fn cases() -> Vec<Finished> {
    let mut cases = Vec::new();
    for folder in FOLDERS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = fs::read_dir(&folder).expect("the cases are there");
        let scripts = entries.map(|entry| entry.expect("a case").path());
        for script in scripts.filter(|path| path.extension().is_some_and(|end| end == "sig")) {
            let options = fs::read_to_string(script.with_extension("options"));
            let words: Vec<String> = options
                .iter()
                .flat_map(|text| text.lines())
                .map(str::to_owned)
                .collect();
            if words.windows(2).any(|pair| pair == ["--format", "json"]) {
                let mut command = Command::new(SIGSCRIPT);
                command.args(words).arg(&script);
                cases.push(run(&mut command, &folder).expect("it ends"));
            }
        }
    }
    cases
}

/// The fields of each type of object that the schema knows, as pairs.
fn fields() -> BTreeSet<(String, String)> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let kinds = schema["properties"]["type"]["enum"]
        .as_array()
        .expect("types");
    let kinds = kinds.iter().filter_map(Value::as_str);
    let of = |kind: &str| {
        let properties = schema["$defs"][kind]["properties"]
            .as_object()
            .expect("fields");
        let names: Vec<String> = properties.keys().cloned().collect();
        let kind = kind.to_owned();
        names.into_iter().map(move |name| (kind.clone(), name))
    };
    let all = kinds.flat_map(of);
    all.filter(|(_, name)| name != "ts" && name != "type")
        .collect()
}

fn types(objects: &[Value]) -> Vec<&str> {
    let types = objects.iter().map(|object| object["type"].as_str());
    types.map(|kind| kind.expect("a type")).collect()
}

/// Every kind of object is made, with every field that it may have, and each is as the schema says.
#[test]
fn objects_are_as_the_schema_says() {
    let mut left = fields();
    assert!(left.len() > 20, "{left:?}");
    for finished in cases() {
        let objects = objects(&finished.output);
        let types = types(&objects);
        assert_eq!((types[0], types[types.len() - 1]), ("begin", "end"));
        for (kind, object) in types.iter().zip(&objects) {
            let names = object.as_object().expect("an object").keys();
            for name in names {
                left.remove(&((*kind).to_owned(), name.clone()));
            }
        }
    }
    let live: BTreeSet<_> = LIVE
        .map(|(kind, name)| (kind.to_owned(), name.to_owned()))
        .into();
    assert_eq!(left, live);
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let validator = validator();
    let right = json!({"ts": "2023-11-14T22:13:20.000000005Z", "type": "print", "probe": "begin", "text": "a", "n": 5});
    assert!(validator.is_valid(&right));
    for (field, value) in [
        ("ts", json!("2023-11-14 22:13:20")),
        ("ts", json!(1_700_000_000)),
        ("type", json!("prints")),
        ("type", json!("end")),
        ("probe", Value::Null),
        ("text", json!(5)),
        ("n", json!(1.5)),
        ("n", json!([{"low": 1}])),
        ("n", json!({"count": 1})),
    ] {
        let mut wrong = right.clone();
        wrong[field] = value;
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    for field in ["ts", "type", "probe", "text"] {
        let mut wrong = right.clone();
        wrong.as_object_mut().expect("an object").remove(field);
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn times_are_those_of_the_system() {
    let before = now();
    let finished = sigscript(&[
        "--format",
        "json",
        "-e",
        "probe begin { println(1) exit() }",
    ]);
    let after = now();
    let objects = objects(&finished.output);
    let mut last = before;
    for object in &objects {
        let time = object["ts"].as_str().expect("a time").to_owned();
        assert!(last <= time, "{last} > {time}");
        last = time;
    }
    assert!(last <= after, "{last} > {after}");
}

/// The system's time as date(1) tells it.
fn now() -> String {
    let output = std::process::Command::new("date")
        .args(["-u", "+%Y-%m-%dT%H:%M:%S.%NZ"])
        .output()
        .expect("date runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn a_file_takes_the_objects() {
    let path = std::env::temp_dir().join(format!("sigscript-json-{}", std::process::id()));
    let script = "probe begin { println(\"to the file\") exit() }";
    let finished = sigscript(&[
        "--format",
        "json",
        "-o",
        &path.to_string_lossy(),
        "-e",
        script,
    ]);
    let written = fs::read_to_string(&path).expect("the file is there");
    fs::remove_file(&path).expect("it can be removed");
    assert_eq!(finished.output, "");
    assert_eq!(types(&objects(&written)), ["begin", "print", "end"]);
}

#[test]
fn a_script_that_is_wrong_writes_no_object() {
    let finished = sigscript(&["--format", "json", "-e", "probe begin { nonsense( }"]);
    assert_eq!(finished.output, "");
    assert!(finished.errors.contains("error"));
    assert_eq!(finished.status.code(), Some(1));
}
