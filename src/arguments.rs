//! The command line.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::{CommandFactory as _, Parser, ValueEnum};
use clap_complete::Shell;
use sigscript_compiler::BackendKind;
use sigscript_compiler::listing::Detail;

/// What the options are about; the help text is grouped by these.
mod heading {
    pub const SCRIPT: &str = "Script";
    pub const EVENTS: &str = "Events";
    pub const OUTPUT: &str = "Output";
    pub const LOOKING: &str = "Looking without tracing";
    pub const HELP: &str = "Help";
}

/// SystemTap's scripting language on prebuilt eBPF and ftrace.
#[derive(Debug, Parser)]
#[command(name = "sigscript", version, about, max_term_width = 80)]
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(
    override_usage = "sigscript [OPTIONS] FILE [ARGS…]\n       sigscript [OPTIONS] -e SCRIPT [ARGS…]\n       sigscript -l|-L PATTERN\n       sigscript [OPTIONS] [-i [FILE [ARGS…]]]"
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each switch of the command line"
)]
pub struct Arguments {
    /// The script (`-`: from standard input), then its arguments
    ///
    /// With -e, all of them are arguments. Without a script, on a terminal, there is a prompt.
    #[arg(value_name = "FILE [ARGS…]", hide_short_help = true, value_hint = clap::ValueHint::FilePath)]
    pub words: Vec<OsString>,

    /// Run a one-liner
    #[arg(short, long, value_name = "SCRIPT", allow_hyphen_values = true, help_heading = heading::SCRIPT)]
    pub eval: Option<String>,

    /// Read scripts and statements at a prompt
    ///
    /// As without a script on a terminal; a file is loaded first.
    #[arg(short, long, help_heading = heading::SCRIPT, conflicts_with_all = ["eval", "cmd", "list", "list_vars", "pass", "plan", "output", "timeout", "globals", "save_catalog"])]
    pub interactive: bool,

    /// Run a command once tracing is on
    ///
    /// `target()` is its process. Tracing ends with it, and its exit status is passed on.
    #[arg(short, long, value_name = "CMD", conflicts_with = "pid", help_heading = heading::SCRIPT)]
    pub cmd: Option<String>,

    /// What `target()` gives
    #[arg(short = 'x', long, value_name = "PID", value_parser = clap::value_parser!(i32).range(1..), help_heading = heading::SCRIPT)]
    pub pid: Option<i32>,

    /// Stop after this time
    ///
    /// Fractions are fine.
    #[arg(short = 'T', long, value_name = "SECONDS", value_parser = seconds, help_heading = heading::SCRIPT)]
    pub timeout: Option<Duration>,

    /// Set a scalar global before the first probe runs
    #[arg(short = 'G', long = "global", value_name = "NAME=VALUE", help_heading = heading::SCRIPT)]
    pub globals: Vec<String>,

    /// Further library files in a directory
    ///
    /// *.sig, *.stp, and macros in *.stpm.
    #[arg(short = 'I', value_name = "DIR", help_heading = heading::SCRIPT)]
    pub library: Vec<PathBuf>,

    /// Set a limit, or how histograms look
    ///
    /// `HIST_ELISION`, `HIST_WIDTH`, MAXACTION, MAXERRORS, MAXMAPENTRIES, MAXNESTING or MAXSTRINGLEN.
    #[arg(short = 'D', value_name = "NAME=VALUE", hide_short_help = true, help_heading = heading::SCRIPT)]
    pub settings: Vec<String>,

    /// Let scripts run programs by `system()`
    #[arg(long, hide_short_help = true, help_heading = heading::SCRIPT)]
    pub allow_system: bool,

    /// Fold nothing at compile time
    #[arg(short, long, hide_short_help = true, help_heading = heading::SCRIPT)]
    pub unoptimized: bool,

    /// Where events come from
    #[arg(long, value_name = "NAME", default_value = "auto", hide_default_value = true, help_heading = heading::EVENTS)]
    pub backend: BackendName,

    /// Replay a recording instead of tracing
    ///
    /// trace-cmd's `trace.dat`, text of ftrace, or a log of auditd.
    #[arg(long, value_name = "FILE", help_heading = heading::EVENTS, conflicts_with_all = ["backend", "catalog", "save_catalog", "cmd"])]
    pub replay: Option<PathBuf>,

    /// Record events as trace-cmd's `trace.dat`
    ///
    /// The script's, or those that a pattern of -l matches.
    #[arg(long, value_name = "FILE", help_heading = heading::EVENTS, conflicts_with_all = ["replay", "interactive", "list_vars", "pass", "plan"])]
    pub record: Option<PathBuf>,

    /// The buffer between kernel and reader
    ///
    /// Bytes, or with K, M or G behind; by default 1M for each processor, from 2M to 16M (ftrace: from 8M to 64M). 1M holds about 10,000 events:
    /// enough for 100,000 a second when the reader waits 0.1 s for its turn.
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true, help_heading = heading::EVENTS)]
    pub buffer_size: Option<u32>,

    /// Test and count in handlers only, not in the kernel
    #[arg(long, hide_short_help = true, help_heading = heading::EVENTS)]
    pub no_pushdown: bool,

    /// Write what is printed to a file
    #[arg(short, long, value_name = "FILE", help_heading = heading::OUTPUT)]
    pub output: Option<PathBuf>,

    /// Write `text`, or `json`: one object a line
    ///
    /// The objects are described by `docs/output.schema.json`.
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true, hide_default_value = true, help_heading = heading::OUTPUT)]
    pub format: Format,

    /// Serve the script's globals to Prometheus
    ///
    /// At an address such as 127.0.0.1:9435, while the script runs.
    #[arg(long, value_name = "ADDRESS", value_parser = listening_address, help_heading = heading::OUTPUT)]
    pub metrics: Option<SocketAddr>,

    /// Show the script's globals on the terminal
    ///
    /// Anew every second or so many, while the script runs; `q` ends it.
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "1", value_parser = period, help_heading = heading::OUTPUT,
        conflicts_with_all = ["list", "list_vars", "pass", "plan", "interactive"])]
    pub watch: Option<Duration>,

    /// Tell more: time per stage, backend, losses
    ///
    /// Twice, and it tells more still.
    #[arg(short, long, action = clap::ArgAction::Count, help_heading = heading::OUTPUT)]
    pub verbose: u8,

    /// No warnings
    #[arg(short, long, short_alias = 'w', help_heading = heading::OUTPUT)]
    pub quiet: bool,

    /// When to colour messages
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true, hide_short_help = true, help_heading = heading::OUTPUT)]
    pub color: ColorChoice,

    /// Do not show globals that are written but never read
    #[arg(long, hide_short_help = true, help_heading = heading::OUTPUT)]
    pub no_global_var_display: bool,

    /// List probe points: 'signal.*', '*open*', '**'
    #[arg(short, long, value_name = "PATTERN", help_heading = heading::LOOKING, conflicts_with_all = ["eval", "pass", "plan", "words"])]
    pub list: Option<String>,

    /// List them with their variables and types
    ///
    /// On a terminal or with -v, what these hold as well.
    #[arg(short = 'L', long, value_name = "PATTERN", help_heading = heading::LOOKING, conflicts_with_all = ["list", "eval", "cmd", "pass", "plan", "words"])]
    pub list_vars: Option<String>,

    /// Stop after parsing, checking or planning
    ///
    /// Prints the result; needs no privileges.
    #[arg(short = 'p', long = "pass", value_name = "1|2|3", value_parser = clap::value_parser!(u8).range(1..=3), help_heading = heading::LOOKING)]
    pub pass: Option<u8>,

    /// Print the plan, as -p 3
    #[arg(long, conflicts_with = "pass", help_heading = heading::LOOKING)]
    pub plan: bool,

    /// Look up events and types in a recorded catalog instead of this kernel
    #[arg(long, value_name = "FILE", hide_short_help = true, help_heading = heading::LOOKING)]
    pub catalog: Option<PathBuf>,

    /// Write what this script asks of the kernel's description to a file, for --catalog elsewhere
    #[arg(long, value_name = "FILE", hide_short_help = true, help_heading = heading::LOOKING)]
    pub save_catalog: Option<PathBuf>,

    /// Print the reference of `language`, or `probes`
    ///
    /// As Markdown: statements, operators and functions, or the probe points with their variables.
    #[arg(long, value_name = "PART", num_args = 0..=1, require_equals = true, default_missing_value = "language",
        hide_possible_values = true, help_heading = heading::HELP)]
    pub reference: Option<Part>,

    /// Print the manual page, for man(1)
    #[arg(long, hide_short_help = true, help_heading = heading::HELP)]
    pub man: bool,

    /// Print what lets a shell complete the options
    #[arg(long, value_name = "SHELL", hide_short_help = true, help_heading = heading::HELP)]
    pub completions: Option<Shell>,

    /// Print help: -h a screen of it, --help all
    #[arg(short, long, action = clap::ArgAction::Help, help_heading = heading::HELP)]
    help: Option<bool>,

    /// Print the version
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = heading::HELP)]
    version: Option<bool>,
}

impl Arguments {
    /// Parses a command line. What stands behind the first word that is no option belongs to the script, whatever it looks like.
    pub fn from_words(words: impl IntoIterator<Item = OsString>) -> Self {
        Self::parse_from(separated(words.into_iter().collect()))
    }

    /// Whether there is to be a prompt: asked for, or on a terminal where no script is named.
    pub fn wants_prompt(&self) -> bool {
        let nothing = self.words.is_empty()
            && self.eval.is_none()
            && self.cmd.is_none()
            && self.listing().is_none()
            && self.pass.is_none()
            && !self.plan
            && self.reference.is_none()
            && self.output.is_none()
            && self.timeout.is_none()
            && self.globals.is_empty()
            && self.save_catalog.is_none()
            && self.record.is_none()
            && self.watch.is_none();
        self.interactive
            || nothing && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    /// The pattern of `-l` or `-L`, and what is wanted of each point.
    pub fn listing(&self) -> Option<(&str, Detail)> {
        let names = self.list.as_deref().map(|pattern| (pattern, Detail::Names));
        let variables = self.list_vars.as_deref();
        names.or(variables.map(|pattern| (pattern, Detail::Variables)))
    }
}

/// Puts `--` before the first word that is neither an option nor an option's value.
fn separated(mut words: Vec<OsString>) -> Vec<OsString> {
    let command = Arguments::command();
    let takes_value = |test: &dyn Fn(&clap::Arg) -> bool| {
        let option = command.get_arguments().find(|option| test(option));
        option.is_some_and(|option| {
            option.get_action().takes_values() && !option.is_require_equals_set()
        })
    };
    let mut index = 1;
    while let Some(word) = words.get(index).map(|word| word.to_string_lossy()) {
        let consumes_next = match word.strip_prefix("--") {
            Some("") => return words,
            Some(long) => takes_value(&|option| option.get_long() == Some(long)),
            None if word.starts_with('-') && word.len() > 1 => {
                // Of letters written together, the first that takes a value has the rest of the word, or else the next one.
                let valued = word[1..]
                    .char_indices()
                    .find(|&(_, letter)| takes_value(&|option| option.get_short() == Some(letter)));
                valued.is_some_and(|(at, letter)| 1 + at + letter.len_utf8() == word.len())
            }
            None => break,
        };
        index += 1 + usize::from(consumes_next);
    }
    words.insert(index.min(words.len()), "--".into());
    words
}

/// A backend on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BackendName {
    /// The first that can do it
    Auto,
    /// The prebuilt eBPF collector
    Ebpf,
    /// Events of tracefs, in an instance of their own
    Ftrace,
    /// The stops of the process of -c or -x: needs no privileges
    Ptrace,
}

impl BackendName {
    /// The backends that it may mean, in the order in which they are tried.
    pub fn kinds(self) -> &'static [BackendKind] {
        match self {
            Self::Auto => &[BackendKind::Ebpf, BackendKind::Ftrace, BackendKind::Ptrace],
            Self::Ebpf => &[BackendKind::Ebpf],
            Self::Ftrace => &[BackendKind::Ftrace],
            Self::Ptrace => &[BackendKind::Ptrace],
        }
    }
}

/// How output is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// As the script prints it
    Text,
    /// One JSON object a line: `docs/output.schema.json`
    Json,
}

/// A part of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Statements, operators and functions
    Language,
    /// Probe points and their variables
    Probes,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text
        .parse()
        .map_err(|_| "a number of seconds is expected".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

// No other names: to look them up, a static program needs the C library that it was linked with on the machine where it runs.
fn listening_address(text: &str) -> Result<SocketAddr, String> {
    let address = match text.strip_prefix("localhost:") {
        Some(port) => port
            .parse()
            .ok()
            .map(|port| (Ipv4Addr::LOCALHOST, port).into()),
        None => text.parse().ok(),
    };
    address.ok_or_else(|| "an address and a port such as 127.0.0.1:9435 are expected".to_owned())
}

/// The time between two frames.
fn period(text: &str) -> Result<Duration, String> {
    let shortest = Duration::from_millis(10);
    let period = seconds(text)?;
    let fits = period >= shortest;
    fits.then_some(period)
        .ok_or_else(|| "at least 0.01 seconds are expected".to_owned())
}

fn size(text: &str) -> Result<u32, String> {
    let (digits, scale) = match text.as_bytes().last() {
        Some(b'K' | b'k') => (&text[..text.len() - 1], 1 << 10),
        Some(b'M' | b'm') => (&text[..text.len() - 1], 1 << 20),
        Some(b'G' | b'g') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let number: u32 = digits
        .parse()
        .map_err(|_| "a size such as 512K or 8M is expected".to_owned())?;
    number
        .checked_mul(scale)
        .filter(|&size| size > 0)
        .ok_or_else(|| "a size from 1 byte to 3G is expected".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_agree_with_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("4096"), Ok(4096));
        assert_eq!(size("8M"), Ok(8 << 20));
        assert!(size("8X").is_err());
        assert!(size("0").is_err());
        assert!(size("9G").is_err());
    }

    #[test]
    fn addresses_are_numbers_or_this_machine() {
        assert_eq!(
            listening_address("localhost:9435"),
            listening_address("127.0.0.1:9435")
        );
        assert!(listening_address("[::1]:0").is_ok());
        assert!(listening_address("9435").is_err());
        assert!(listening_address("localhost:").is_err());
    }

    fn parsed(words: &[&str]) -> Arguments {
        Arguments::from_words(words.iter().map(OsString::from))
    }

    #[test]
    fn words_behind_the_script_are_its_own() {
        let arguments = parsed(&[
            "sigscript",
            "-v",
            "-T",
            "2",
            "a.sig",
            "-9",
            "--plan",
            "-p",
            "x",
        ]);
        assert_eq!(arguments.words, ["a.sig", "-9", "--plan", "-p", "x"]);
        assert!(!arguments.plan && arguments.verbose == 1);
        let arguments = parsed(&[
            "sigscript",
            "-e",
            "probe begin { }",
            "-p3",
            "-vT2",
            "9",
            "--plan",
        ]);
        assert_eq!((arguments.pass, arguments.verbose), (Some(3), 1));
        assert_eq!(arguments.words, ["9", "--plan"]);
        let arguments = parsed(&["sigscript", "--watch", "a.sig", "--watch=9"]);
        assert_eq!(arguments.watch, Some(Duration::from_secs(1)));
        assert_eq!(arguments.words, ["a.sig", "--watch=9"]);
        let arguments = parsed(&["sigscript", "--watch=0.5", "a.sig"]);
        assert_eq!(arguments.watch, Some(Duration::from_millis(500)));
    }
}
