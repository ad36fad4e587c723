//! A real Prometheus scrapes two sigscripts, and its queries give what their globals hold.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::metrics::Served;
use crate::program::wait;

/// A server that starts, and scrapes twice, takes some seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// What does not change once `begin` has run.
const STILL: &str = r#"
global n, text, kinds, latency, steps, plain
probe begin {
  n = 5  text = "a \"quoted\"\nline\\"
  kinds["x\"", 2]++  kinds["ü\n\\", -1]--  kinds["", 0] = 7
  kinds["\377", 3] = 1  kinds["a\376", 3] = 1  kinds["a\375", 3] = 1
  for (i = 1; i <= 100; i++) { latency["read"] <<< i  steps <<< i  plain <<< i }
  latency["write"] <<< 1000
  print(@hist_log(latency["read"]), @hist_linear(steps, 0, 100, 10), @sum(plain), text, kinds["", 0])
}
probe timer.s(100) { println(n) }
"#;

/// What grows all the time: 9 of 10 samples are 3, the others 50.
const GROWING: &str = r"
global n, latency
probe timer.ms(10) { latency <<< n++ % 10 ? 3 : 50 }
probe end { print(@hist_log(latency)) }
";

/// A Prometheus that scrapes these addresses; gone with its folder when dropped.
struct Prometheus {
    child: Child,
    address: String,
    folder: PathBuf,
}

impl Prometheus {
    /// `None` where there is no such program.
    fn start(targets: [&str; 2]) -> Option<Self> {
        let name = format!("sigscript-prometheus-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).expect("the temporary folder takes folders");
        let [first, second] = targets;
        let configuration = format!(
            "global: {{ scrape_interval: 1s, scrape_timeout: 1s }}\n\
             scrape_configs:\n\
             - job_name: sigscript\n  static_configs: [{{ targets: ['{first}', '{second}'] }}]\n"
        );
        let file = folder.join("prometheus.yml");
        fs::write(&file, configuration).expect("the folder is ours");
        let port = TcpListener::bind("127.0.0.1:0").expect("there are ports");
        let address = port.local_addr().expect("it listens").to_string();
        drop(port);
        let log = fs::File::create(folder.join("log")).expect("the folder is ours");
        let option = |name: &str, value: &str| format!("--{name}={value}");
        let child = Command::new("prometheus")
            .arg(option("config.file", &file.to_string_lossy()))
            .arg(option("storage.tsdb.path", &folder.to_string_lossy()))
            .arg(option("web.listen-address", &address))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        let Ok(child) = child else {
            let _ = fs::remove_dir_all(folder);
            return None;
        };
        Some(Self {
            child,
            address,
            folder,
        })
    }

    /// Asks its HTTP interface; `None` while it does not answer.
    fn ask(&self, path: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        // HTTP/1.0: the answer comes in one piece.
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        let answer: Value = serde_json::from_str(body).ok()?;
        (answer["status"] == "success").then(|| answer["data"].clone())
    }

    /// The values of a query, each with its labels.
    fn query(&self, query: &str) -> Vec<(Value, f64)> {
        let encode = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        let encoded: String = query.bytes().map(encode).collect();
        let data = self.ask(&format!("/api/v1/query?query={encoded}"));
        let results = data.and_then(|data| data["result"].as_array().cloned());
        let value = |result: Value| {
            let number = result["value"][1].as_str()?.parse().ok()?;
            Some((result["metric"].clone(), number))
        };
        results.into_iter().flatten().filter_map(value).collect()
    }

    /// The value of a query with one result.
    fn value(&self, query: &str) -> f64 {
        match self.query(query).as_slice() {
            [(_, value)] => *value,
            other => panic!("{query}: {other:?}, {}", self.troubles()),
        }
    }

    /// Sees that a query with one result gives this.
    fn gives(&self, query: &str, value: i32) {
        let found = self.value(query);
        assert!(
            found.total_cmp(&value.into()).is_eq(),
            "{query}: {found}, not {value}"
        );
    }

    /// Waits until something holds.
    fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let since = Instant::now();
        while !holds() {
            assert!(since.elapsed() < PATIENCE, "{what}: {}", self.troubles());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// What it says of its targets, and in its log.
    fn troubles(&self) -> String {
        let targets = self.ask("/api/v1/targets").unwrap_or_default();
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        format!("{targets:#}\n{log}")
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        // One that has ended cannot be killed.
        let _ = self.child.kill();
        let _ = wait(&mut self.child);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_prometheus_scrapes_two() {
    let (still, growing) = (Served::of(STILL, &[]), Served::of(GROWING, &[]));
    let Some(prometheus) = Prometheus::start([&still.address, &growing.address]) else {
        eprintln!("not tested: there is no `prometheus` here");
        return;
    };
    prometheus.until("both targets are up", || {
        prometheus.query("up == 1").len() == 2
    });
    scalars_and_arrays(&prometheus, &still.address);
    histograms(&prometheus);
    rates(&prometheus, &growing.address);
    descriptions(&prometheus);
    drop(growing);
    prometheus.until("one is missed", || prometheus.query("up == 0").len() == 1);
}

fn scalars_and_arrays(prometheus: &Prometheus, still: &str) {
    let name = format!("sigscript_global_n{{instance=\"{still}\"}}");
    prometheus.gives(&name, 5);
    for (labels, value) in [
        (r#"key1="x\"",key2="2""#, 1),
        (r#"key1="ü\n\\",key2="-1""#, -1),
        (r#"key1="",key2="0""#, 7),
    ] {
        let query = format!("sigscript_global_kinds{{{labels}}}");
        prometheus.gives(&query, value);
    }
    // Names that are no UTF-8 stay different from each other.
    let bytes = prometheus.query("sigscript_global_kinds{key2=\"3\"}");
    assert_eq!(bytes.len(), 3, "{bytes:?}");
    prometheus.gives("sum(sigscript_global_kinds)", 10);
    let info = r#"sigscript_global_text_info{value="a \"quoted\"\nline\\"}"#;
    prometheus.gives(info, 1);
    prometheus.gives("sigscript_global_plain_sum", 5050);
    prometheus.gives("sigscript_global_plain_count", 100);
}

fn histograms(prometheus: &Prometheus) {
    let latency = r#"sigscript_global_latency_bucket{key1="read""#;
    for (bound, count) in [
        ("1", 1),
        ("31", 31),
        ("63", 63),
        ("127", 100),
        ("+Inf", 100),
    ] {
        let query = format!("{latency},le=\"{bound}\"}}");
        prometheus.gives(&query, count);
    }
    // In the bucket of 32 to 63, of which so many lie below: 31 + 32 * (50 - 31) / (63 - 31).
    let median = format!("histogram_quantile(0.5, {latency}}})");
    prometheus.gives(&median, 50);
    let each =
        "histogram_quantile(0.9, sum by (key1, le) (sigscript_global_latency_bucket{key1!=\"\"}))";
    let mut each = prometheus.query(each);
    each.sort_by(|(_, left), (_, right)| left.total_cmp(right));
    let [(read, ninth), (write, other)] = each.as_slice() else {
        panic!("{each:?}");
    };
    assert_eq!(
        (&read["key1"], &write["key1"]),
        (&"read".into(), &"write".into())
    );
    assert!((63.0..=127.0).contains(ninth), "{ninth}");
    assert!((511.0..=1023.0).contains(other), "{other}");
    let linear = "histogram_quantile(0.25, sigscript_global_steps_bucket)";
    let quarter = prometheus.value(linear);
    assert!((20.0..=29.0).contains(&quarter), "{quarter}");
}

/// What changes from scrape to scrape.
fn rates(prometheus: &Prometheus, growing: &str) {
    let of =
        |part: &str| format!("rate(sigscript_global_latency{part}{{instance=\"{growing}\"}}[30s])");
    let count = of("_count");
    prometheus.until("two scrapes", || !prometheus.query(&count).is_empty());
    let rate = prometheus.value(&count);
    assert!(rate > 1.0 && rate < 101.0, "{rate}");
    let average = prometheus.value(&format!("{} / {count}", of("_sum")));
    assert!((average - 7.7).abs() < 1.0, "{average}");
    let quantile =
        |part| prometheus.value(&format!("histogram_quantile({part}, {})", of("_bucket")));
    let (median, highest) = (quantile(0.5), quantile(0.99));
    assert!((1.0..=3.0).contains(&median), "{median}");
    assert!((31.0..=63.0).contains(&highest), "{highest}");
}

fn descriptions(prometheus: &Prometheus) {
    let metadata = prometheus
        .ask("/api/v1/targets/metadata")
        .expect("it answers");
    let described = |name: &str| {
        let mut all = metadata.as_array().into_iter().flatten();
        let found = all.find(|one| one["metric"] == name);
        let found = found.unwrap_or_else(|| panic!("no {name} in {metadata:#}"));
        (found["type"].clone(), found["help"].clone())
    };
    for (name, kind, help) in [
        ("sigscript_global_n", "gauge", "The script's global n."),
        (
            "sigscript_global_text_info",
            "gauge",
            "The script's global text.",
        ),
        (
            "sigscript_global_latency",
            "histogram",
            "The script's global latency.",
        ),
        (
            "sigscript_global_plain",
            "summary",
            "The script's global plain.",
        ),
        (
            "sigscript_events_lost_total",
            "counter",
            "Events that were lost because the buffer was full.",
        ),
    ] {
        assert_eq!(described(name), (kind.into(), help.into()), "{name}");
    }
}
