//! `--metrics` answers plain HTTP, in the format that Prometheus reads.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use prometheus_parse::{Scrape, Value};

use crate::program::{SIGSCRIPT, wait};
use crate::sigscript;

const SCRIPT: &str = r#"
global n, text, kinds, latency, plain, steps, latency_sum
probe begin {
  n = 5  text = "a \"quoted\"\nline\\"  latency_sum = 1
  kinds["x\"", 2]++  kinds["ü", -1]--
  for (i = -1; i < 20; i++) { latency["read"] <<< i  plain <<< i  steps <<< i }
  print(@hist_log(latency["read"]), @hist_linear(steps, 0, 15, 5), @sum(plain), text, kinds["", 0])
}
probe timer.s(100) { println(n, latency_sum) }
"#;

/// A sigscript that serves metrics, ended when dropped.
pub struct Served {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Served {
    fn start(options: &[&str]) -> Self {
        Self::of(SCRIPT, options)
    }

    /// Serves the globals of a script.
    pub fn of(script: &str, options: &[&str]) -> Self {
        let mut child = Command::new(SIGSCRIPT)
            // Where nothing is served, it ends all the same.
            .args(["-T", "150", "--metrics", "127.0.0.1:0"])
            .args(options)
            .args(["-e", script])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let messages = child.stderr.take().expect("a pipe");
        let mut messages = BufReader::new(messages);
        messages.read_line(&mut line).expect("a line");
        let address = line
            .strip_prefix("metrics: http://")
            .and_then(|line| line.strip_suffix("/metrics\n"))
            .unwrap_or_else(|| panic!("{line}"))
            .to_owned();
        Self { child, address }
    }

    /// The head and the body of an answer.
    fn ask(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream
            .write_all(request.as_bytes())
            .expect("it reads the request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.to_owned(), body.to_owned())
    }

    fn page(&self) -> String {
        let (head, body) = self.ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains("Content-Type: text/plain; version=0.0.4"));
        assert!(head.contains(&format!("Content-Length: {}", body.len())));
        body
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that has ended cannot be killed.
        let _ = self.child.kill();
        let _ = wait(&mut self.child);
    }
}

fn scrape(page: &str) -> Scrape {
    Scrape::parse(page.lines().map(|line| Ok(line.to_owned()))).expect("a page of metrics")
}

fn value<'a>(scrape: &'a Scrape, name: &str, labels: &[(&str, &str)]) -> &'a Value {
    let samples = scrape.samples.iter();
    let mut found = samples.filter(|sample| {
        sample.metric == name
            && labels
                .iter()
                .all(|(label, value)| sample.labels.get(label) == Some(*value))
    });
    let sample = found.next();
    let sample = sample.unwrap_or_else(|| panic!("no {name} {labels:?} in {scrape:?}"));
    assert!(found.next().is_none(), "{name} {labels:?} stands twice");
    &sample.value
}

#[test]
fn globals_are_metrics() {
    let served = Served::start(&[]);
    let page = served.page();
    let scrape = scrape(&page);
    let gauge = |name: &str, labels: &[(&str, &str)]| match value(&scrape, name, labels) {
        Value::Gauge(value) => *value as i64,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(gauge("sigscript_global_n", &[]), 5);
    assert_eq!(
        gauge("sigscript_global_kinds", &[("key1", "ü"), ("key2", "-1")]),
        -1
    );
    assert!(page.contains("sigscript_global_kinds{key1=\"x\\\"\",key2=\"2\"} 1\n"));
    assert!(page.contains("sigscript_global_text_info{value=\"a \\\"quoted\\\"\\nline\\\\\"} 1\n"));
    // `latency_sum` is a part of the histogram `latency`, so the global of this name gets another.
    assert_eq!(gauge("sigscript_global_latency_sum_2", &[]), 1);
    let Value::Histogram(buckets) = value(&scrape, "sigscript_global_latency", &[("key1", "read")])
    else {
        panic!("no histogram: {page}");
    };
    let counts: Vec<(f64, f64)> = buckets
        .iter()
        .map(|bucket| (bucket.less_than, bucket.count))
        .collect();
    let expected = [
        (-1.0, 1.0),
        (0.0, 2.0),
        (1.0, 3.0),
        (3.0, 5.0),
        (7.0, 9.0),
        (15.0, 17.0),
        (31.0, 21.0),
        (f64::INFINITY, 21.0),
    ];
    assert_eq!(counts, expected);
    assert!(page.contains("sigscript_global_latency_sum{key1=\"read\"} 189\n"));
    assert!(page.contains("sigscript_global_plain_count 21\n"));
    assert!(page.contains("sigscript_global_steps_bucket{le=\"4\"} 6\n"));
}

#[test]
fn prometheus_itself_finds_nothing_wrong() {
    let served = Served::start(&[]);
    let checker = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut checker) = checker else {
        eprintln!("not tested: there is no `promtool` here");
        return;
    };
    let mut input = checker.stdin.take().expect("a pipe");
    input
        .write_all(served.page().as_bytes())
        .expect("it reads the page");
    drop(input);
    let output = checker.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    // Status 3: it would like other names. Whether a page can be read is not a matter of taste.
    assert!(
        matches!(output.status.code(), Some(0 | 3)) && !said.contains("error while linting"),
        "{said}"
    );
}

#[test]
fn other_requests_are_answered_too() {
    let served = Served::start(&["--format", "json"]);
    for (request, status) in [
        ("GET /other HTTP/1.1\r\n\r\n", "404"),
        ("POST /metrics HTTP/1.1\r\n\r\n", "405"),
        ("nonsense\r\n\r\n", "405"),
        ("GET /metrics?name=x HTTP/1.0\r\n\r\n", "200"),
    ] {
        let (head, _) = served.ask(request);
        assert!(head.starts_with(&format!("HTTP/1.1 {status}")), "{head}");
    }
    let (head, body) = served.ask("HEAD / HTTP/1.1\r\n\r\n");
    assert!(
        head.starts_with("HTTP/1.1 200") && body.is_empty(),
        "{head}"
    );
    // Somebody who hangs up does no harm.
    drop(TcpStream::connect(&served.address).expect("it listens"));
    served.page();
}

#[test]
fn an_address_that_is_taken_is_told() {
    let served = Served::start(&[]);
    let finished = sigscript(&["--metrics", &served.address, "-e", SCRIPT]);
    assert_eq!(finished.status.code(), Some(1));
    assert!(
        finished.errors.contains(&format!(
            "cannot serve metrics at `{}`: address already in use",
            served.address
        )),
        "{}",
        finished.errors
    );
}
