//! The one place that renders what is said to the user: diagnostics, faults and failures, on standard error.

use std::io::{IsTerminal as _, Write as _};

use codespan_reporting::diagnostic::{
    Diagnostic as Rendered, Label, LabelStyle, Severity as RenderedSeverity,
};
use codespan_reporting::files::SimpleFiles;
use codespan_reporting::term::termcolor::{Buffer, ColorChoice as TerminalColor, StandardStream};
use codespan_reporting::term::{self, Config};
use sigscript_grammar::{Diagnostic, Severity, Sources};
use sigscript_runtime::backend;
use sigscript_runtime::vm::Fault;

use crate::arguments::ColorChoice;
use crate::status::Failure;

/// The calls that are shown of those that led to a fault.
const MOST_CALLERS: usize = 3;

/// Where messages go instead of standard error.
type Sink = Box<dyn Fn(String) + Send>;

/// Renders messages, on standard error where nothing else is said.
pub struct Renderer {
    color: TerminalColor,
    /// With all that is known, as for `-v`.
    verbose: bool,
    sink: Option<Sink>,
}

impl Renderer {
    /// A renderer that colours as chosen, and is verbose or not.
    pub fn new(choice: ColorChoice, verbose: bool) -> Self {
        let color = match choice {
            ColorChoice::Always => TerminalColor::AlwaysAnsi,
            ColorChoice::Never => TerminalColor::Never,
            ColorChoice::Auto
                if std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() =>
            {
                TerminalColor::Always
            }
            ColorChoice::Auto => TerminalColor::Never,
        };
        Self {
            color,
            verbose,
            sink: None,
        }
    }

    /// One with the same colours, whose messages go elsewhere.
    pub fn to(&self, sink: impl Fn(String) + Send + 'static) -> Self {
        Self {
            color: self.color,
            verbose: self.verbose,
            sink: Some(Box::new(sink)),
        }
    }

    /// Whether messages are coloured.
    pub fn is_colored(&self) -> bool {
        self.color != TerminalColor::Never
    }

    /// Renders diagnostics with the lines they point at.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let mut files = SimpleFiles::new();
        for (_, source) in sources.iter() {
            files.add(source.name.clone(), source.text.to_string());
        }
        for diagnostic in diagnostics {
            self.emit(&files, &convert(diagnostic));
        }
    }

    /// Renders a run-time error with the place in the script where it happened.
    pub fn fault(&self, fault: &Fault, probe: &str, sources: &Sources) {
        let mut diagnostic = Diagnostic::error(fault.span, fault.message.clone())
            .here(format!("in probe `{probe}`"));
        for caller in fault.callers.iter().take(MOST_CALLERS) {
            diagnostic = diagnostic.label(*caller, "called from here");
        }
        if let Some(help) = fault.help {
            diagnostic = diagnostic.help(help);
        }
        self.diagnostics(&[diagnostic], sources);
    }

    /// Renders a failure that no place in a script is to blame for.
    pub fn failure(&self, failure: &Failure) {
        let rendered = match failure {
            Failure::Usage(message, help) => {
                error(message).with_notes(help.iter().map(|help| format!("help: {help}")).collect())
            }
            Failure::File { verb, path, source } => {
                error(&format!("cannot {verb} `{path}`: {}", plain(source)))
            }
            Failure::Recording { path, how } => error(&format!("cannot replay `{path}`: {how}")),
            Failure::Command(source) => error(&format!(
                "cannot start the command of `-c`: {}",
                plain(source)
            )),
            Failure::Internal(message) => {
                error(&format!("internal error: {message}")).with_notes(vec![
                    "help: this is a mistake of sigscript's own; please report it with the script"
                        .to_owned(),
                ])
            }
            Failure::Backend(cause) => backend_error(cause, self.verbose),
        };
        self.emit(&SimpleFiles::<String, String>::new(), &rendered);
    }

    fn emit(&self, files: &SimpleFiles<String, String>, rendered: &Rendered<usize>) {
        if let Some(sink) = &self.sink {
            let mut buffer = if self.is_colored() {
                Buffer::ansi()
            } else {
                Buffer::no_color()
            };
            // Writing to memory does not fail.
            let _ = term::emit_to_write_style(&mut buffer, &Config::default(), files, rendered);
            sink(String::from_utf8_lossy(buffer.as_slice()).into_owned());
            return;
        }
        let stream = StandardStream::stderr(self.color);
        // Nothing is left to tell it to where standard error is gone.
        let _ = term::emit_to_write_style(&mut stream.lock(), &Config::default(), files, rendered);
    }
}

/// A line of information, for `-v` and for losses.
pub fn note(text: &str) {
    // Nothing is left to tell it to where standard error is gone.
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn error(message: &str) -> Rendered<usize> {
    Rendered::error().with_message(message)
}

/// The system's words for an error, without its number.
fn plain(source: &std::io::Error) -> String {
    let text = source.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

fn backend_error(cause: &backend::Error, verbose: bool) -> Rendered<usize> {
    match cause {
        backend::Error::Privilege { call, source, help } => {
            error(&format!("`{call}` is not permitted: {}", plain(source)))
                .with_notes(vec![format!("help: {help}")])
        }
        backend::Error::Feature {
            call,
            source,
            missing,
        } => error(missing).with_notes(vec![format!("`{call}` answered: {}", plain(source))]),
        backend::Error::Unsupported { reason, .. } => error(reason),
        backend::Error::Unwritten { path, source } => error(&format!(
            "cannot write `{}`: {}",
            path.display(),
            plain(source)
        )),
        backend::Error::Recording(_) => error(&cause.to_string()),
        backend::Error::Internal { call, source, log } => {
            error(&format!("`{call}` failed: {}", plain(source))).with_notes(verifier(log, verbose))
        }
    }
}

/// What the kernel's verifier said of a program: its reason, or all of it.
fn verifier(log: &str, verbose: bool) -> Vec<String> {
    if log.is_empty() {
        return Vec::new();
    }
    if verbose {
        return vec![log.trim_end().to_owned()];
    }
    // It closes with how far it came and how long that took.
    let closing = ["processed ", "verification time", "stack depth"];
    let mut lines = log.lines().rev().map(str::trim);
    let reason = lines
        .find(|line| !line.is_empty() && !closing.iter().any(|closing| line.starts_with(closing)));
    vec![
        format!("the kernel's verifier: {}", reason.unwrap_or_default()),
        "help: `-v` shows all that it said; please report it".to_owned(),
    ]
}

fn convert(diagnostic: &Diagnostic) -> Rendered<usize> {
    let severity = match diagnostic.severity {
        Severity::Error | Severity::Missing => RenderedSeverity::Error,
        Severity::Warning => RenderedSeverity::Warning,
    };
    let labels = diagnostic.labels.iter().enumerate().map(|(index, label)| {
        let style = if index == 0 {
            LabelStyle::Primary
        } else {
            LabelStyle::Secondary
        };
        let range = label.span.start as usize..label.span.end as usize;
        Label::new(style, usize::from(label.span.file.0), range).with_message(&label.message)
    });
    Rendered::new(severity)
        .with_message(&diagnostic.message)
        .with_labels(labels.collect())
        .with_notes(
            diagnostic
                .help
                .iter()
                .map(|help| format!("help: {help}"))
                .collect(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Linux 6.18 says of a program that ends without a result.
    const LOG: &str = "0: R1=ctx() R10=fp0\n0: (95) exit\nR0 !read_ok\nprocessed 1 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0\n\n";

    #[test]
    fn the_verifier_says_why_in_one_line() {
        let brief = verifier(LOG, false);
        assert_eq!(brief[0], "the kernel's verifier: R0 !read_ok");
        assert!(brief[1].contains("`-v`"));
        assert_eq!(verifier(LOG, true), [LOG.trim_end()]);
        assert!(verifier("", false).is_empty());
    }
}
