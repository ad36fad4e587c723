//! The command lines of `docs/fleet.md` are accepted, the scripts in it compile, and its configurations are what their readers take.

use std::process::Command;

use yaml_rust2::{Yaml, YamlLoader};

use crate::program::SIGSCRIPT;
use crate::sigscript;

const PAGE: &str = include_str!("../../docs/fleet.md");
const CATALOG: &str = "tests/catalogs/6.18.json";

/// Each command line of sigscript, without its name.
fn commands() -> Vec<Vec<String>> {
    let list = |text: &str| serde_json::from_str::<Vec<String>>(text).expect("a list of words");
    let mut found = Vec::new();
    for line in PAGE.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("ExecStart=") {
            let words = words.split_whitespace().skip(1);
            found.push(words.map(str::to_owned).collect());
        } else if let Some(words) = line.strip_prefix("args: ") {
            found.push(list(words));
        } else if let Some(words) = line.strip_prefix("command = ") {
            found.push(list(words).split_off(1));
        }
    }
    found
}

#[test]
fn command_lines_are_accepted() {
    let commands = commands();
    assert_eq!(commands.len(), 3, "{commands:?}");
    for words in commands {
        let script = words.last().and_then(|file| file.rsplit('/').next());
        let script = format!("scripts/{}", script.expect("a script"));
        let mut arguments = vec!["--catalog", CATALOG, "--plan"];
        arguments.extend(words[..words.len() - 1].iter().map(String::as_str));
        arguments.push(&script);
        let finished = sigscript(&arguments);
        assert!(finished.status.success(), "{words:?}: {}", finished.errors);
    }
}

/// What stands between two texts of the page.
fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(start).expect("the start");
    rest.split_once(end).expect("the end").0
}

#[test]
fn scripts_compile() {
    for script in [
        between("killsnoop.sig: |\n", "---"),
        between("-e '", "' &\n"),
    ] {
        let finished = sigscript(&["--catalog", CATALOG, "--plan", "-e", script]);
        assert!(finished.status.success(), "{script}: {}", finished.errors);
    }
}

#[test]
fn systemd_takes_the_unit() {
    let folder = std::env::temp_dir().join(format!("sigscript-unit-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("the temporary folder takes folders");
    let file = folder.join("sigscript.service");
    let unit = between("```ini\n[Unit]", "```").replace("/usr/local/bin/sigscript", SIGSCRIPT);
    std::fs::write(&file, format!("[Unit]{unit}")).expect("there is room");
    let verified = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .arg(&file)
        .output();
    std::fs::remove_dir_all(&folder).expect("it is ours");
    let Ok(output) = verified else {
        eprintln!("not tested: there is no `systemd-analyze` here");
        return;
    };
    // It reads the units that this one needs as well, and tells what it dislikes in them.
    let told = String::from_utf8_lossy(&output.stderr);
    let ours = told.lines().filter(|line| line.contains("sigscript"));
    assert_eq!(ours.collect::<Vec<_>>(), [""; 0]);
}

/// The documents of the blocks of YAML.
fn documents() -> Vec<Yaml> {
    let blocks = PAGE.split("```yaml\n").skip(1);
    let texts = blocks.map(|rest| rest.split("```").next().unwrap_or_default());
    texts
        .flat_map(|text| YamlLoader::load_from_str(text).expect("YAML"))
        .collect()
}

fn texts<'a>(list: &'a Yaml, field: &str) -> Vec<&'a str> {
    let items = list.as_vec().expect("a list").iter();
    items.filter_map(|item| item[field].as_str()).collect()
}

#[test]
fn the_daemon_set_fits_together() {
    let documents = documents();
    let [map, set, collector] = documents.as_slice() else {
        panic!("{documents:?}");
    };
    assert_eq!(map["kind"].as_str(), Some("ConfigMap"));
    assert_eq!(
        (set["kind"].as_str(), set["apiVersion"].as_str()),
        (Some("DaemonSet"), Some("apps/v1"))
    );
    let (spec, template) = (&set["spec"], &set["spec"]["template"]);
    assert_eq!(
        spec["selector"]["matchLabels"],
        template["metadata"]["labels"]
    );
    let pod = &template["spec"];
    assert_eq!(pod["hostPID"].as_bool(), Some(true));
    let container = &pod["containers"][0];
    let volumes = texts(&pod["volumes"], "name");
    let mounts = &container["volumeMounts"];
    assert_eq!(texts(mounts, "name"), volumes);
    assert_eq!(
        pod["volumes"][0]["configMap"]["name"],
        map["metadata"]["name"]
    );
    // The script that is run is the one that is mounted.
    let arguments = container["args"].as_vec().expect("arguments");
    let script = arguments.last().and_then(Yaml::as_str).expect("a script");
    let (folder, name) = script.rsplit_once('/').expect("a path");
    assert_eq!(texts(mounts, "mountPath")[0], folder);
    assert!(
        map["data"][name]
            .as_str()
            .is_some_and(|script| script.contains("probe "))
    );
    let port = container["ports"][0]["containerPort"]
        .as_i64()
        .expect("a port");
    let address = format!("0.0.0.0:{port}");
    assert!(arguments.iter().any(|word| word.as_str() == Some(&address)));
    for receiver in ["journald/sigscript", "filelog/sigscript"] {
        let operators = &collector["receivers"][receiver]["operators"];
        assert!(
            texts(operators, "type").contains(&"json_parser"),
            "{operators:?}"
        );
    }
}
