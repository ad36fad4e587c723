//! What the commands of the prompt answer.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::ValueEnum as _;
use sigscript_compiler::listing::{self, Detail};
use sigscript_grammar::reference::{AT_OPERATORS, OTHER_OPERATORS, STATEMENTS};
use sigscript_grammar::{Sources, Span, similar};

use super::engine::{Refusal, Reply, Request};
use super::names::{Names, Place};
use super::program::{Parsed, Read, Wrong};
use super::{Next, Repl};
use crate::arguments::BackendName;
use crate::backends::NO_TARGET;
use crate::list;
use crate::reference::declared;
use crate::status::Failure;

/// How points are found at the prompt.
const BY_COMMAND: &str =
    "`:list **` lists all points, `:list *word*` those with a word in their names";

impl Repl<'_> {
    pub(super) fn stop(&mut self, rest: &str) {
        let number = rest.trim_matches(['[', ']']).parse();
        let known = number.ok().is_some_and(|number| {
            matches!(self.engine.ask(Request::Stop(number)), Some(Reply::Done))
        });
        if !known {
            let help = "`:probes` lists what runs".to_owned();
            self.complain(
                format!("nothing that runs has the number `{rest}`"),
                Some(help),
            );
        }
    }

    pub(super) fn show_probes(&mut self) {
        let counters = match self.engine.ask(Request::Counters) {
            Some(Reply::Counters(counters)) => counters,
            Some(Reply::Refused(refusal)) => {
                self.refuse(refusal);
                return;
            }
            _ => return,
        };
        if counters.is_empty() {
            self.printer.print("nothing runs\n");
        }
        for counted in counters {
            let title = self.program.entered.get(&counted.number);
            let title = title.map_or("", |entered| entered.title.as_str());
            let events = counted.events.map_or_else(
                || "no events".to_owned(),
                |all| match all.counted {
                    0 => format!("{} events delivered, {} lost", all.delivered, all.lost),
                    counted => format!(
                        "{} events delivered, {} lost, {counted} counted in the kernel",
                        all.delivered, all.lost
                    ),
                },
            );
            self.printer
                .print(format!("[{}] {title}: {events}", counted.number));
        }
    }

    pub(super) fn show_globals(&mut self, declared: Vec<Span>) {
        if let Some(Reply::Values(text)) = self.engine.ask(Request::Show(declared)) {
            self.printer.print(if text.is_empty() {
                "nothing yet\n".to_owned()
            } else {
                text
            });
        }
    }

    pub(super) fn show_plan(&mut self, rest: &str) {
        let running = self.engine.running();
        if let Ok(number) = rest.trim_matches(['[', ']']).parse::<usize>() {
            if let Some(entered) = self.program.entered.get(&number) {
                self.printer.print(entered.listing.clone());
            } else {
                let help = "`:probes` lists what runs".to_owned();
                self.complain(format!("there is no entry `{number}`"), Some(help));
            }
            return;
        }
        if rest.is_empty() {
            for number in running {
                if let Some(entered) = self.program.entered.get(&number) {
                    self.printer
                        .print(format!("[{number}]\n{}", entered.listing));
                }
            }
            return;
        }
        let planned = self
            .program
            .read("<plan>", rest, &[])
            .and_then(|read| match read {
                Read::Script(parsed, _) => self.planned(&parsed, &running),
                Read::Global(_) => Ok(String::new()),
            });
        match planned {
            Ok(listing) => self.printer.print(listing),
            Err(Wrong(diagnostics, sources)) => self.renderer.diagnostics(&diagnostics, &sources),
        }
    }

    /// The plan for the first backend that it can be made for.
    fn planned(&self, parsed: &Parsed, running: &BTreeSet<usize>) -> Result<String, Wrong> {
        let mut wrong = None;
        for &kind in self.ground.backend.get().kinds() {
            match self.program.compile(parsed, kind, running) {
                Ok(ready) => return Ok(ready.listing),
                Err(reason) => wrong.get_or_insert(reason),
            };
        }
        wrong.map_or(Ok(String::new()), Err)
    }

    pub(super) fn set_backend(&mut self, rest: &str) {
        match BackendName::from_str(rest, true) {
            Ok(name) => self.ground.backend.set(name),
            Err(_) if rest.is_empty() => {}
            Err(_) => {
                let help = "write `:backend auto`, `ebpf`, `ftrace` or `ptrace`".to_owned();
                return self.complain(format!("there is no backend `{rest}`"), Some(help));
            }
        }
        let name = self.ground.backend.get().to_possible_value();
        let name = name.map_or_else(String::new, |name| name.get_name().to_owned());
        let latest = self.kind.map_or_else(String::new, |kind| {
            format!(", and the latest entry runs on {}", kind.name())
        });
        self.printer.print(format!("{name}{latest}\n"));
    }

    /// Tells why an entry does not run: what this process may not do, in full once. Gives whether it was in full.
    pub(super) fn refuse(&mut self, refusal: Refusal) -> bool {
        match refusal {
            Refusal::Backend(error) => {
                let message = error.to_string();
                if error.is_environment() && self.told.as_ref() == Some(&message) {
                    let text = "not run, as above; `:plan SCRIPT` shows what it would do\n";
                    self.printer.print(text);
                    return false;
                }
                self.told = error.is_environment().then_some(message);
                self.renderer.failure(&Failure::Backend(error));
            }
            Refusal::NoTarget => {
                let help = "`:target PID` names one";
                self.complain(NO_TARGET.to_owned(), Some(help.to_owned()));
            }
            Refusal::Taken(number) => {
                let help = format!("`:stop {number}` lets it go");
                let message = format!(
                    "the ptrace backend traces for one entry at a time, and entry {number} runs"
                );
                self.complain(message, Some(help));
            }
        }
        true
    }

    pub(super) fn set_target(&mut self, rest: &str) {
        match rest.parse::<i32>() {
            Ok(target) if target > 0 => self.program.target = i64::from(target),
            _ if rest.is_empty() => {}
            _ => return self.complain(format!("`{rest}` is no process id"), None),
        }
        self.printer
            .print(format!("target() is {}\n", self.program.target));
    }

    pub(super) fn save(&mut self, path: &str) {
        let script = self.program.script(&self.engine.running());
        if let Err(source) = std::fs::write(path, script) {
            self.renderer.failure(&Failure::File {
                verb: "write",
                path: path.to_owned(),
                source,
            });
        }
    }

    pub(super) fn load(&mut self, path: &str) -> Next {
        match std::fs::read_to_string(path) {
            Ok(text) => self.enter(path, &text, &[]),
            Err(source) => {
                self.renderer.failure(&Failure::File {
                    verb: "read",
                    path: path.to_owned(),
                    source,
                });
                Next::Line
            }
        }
    }

    pub(super) fn list(&self, pattern: &str, detail: Detail) {
        let pattern = if pattern.is_empty() { "*" } else { pattern };
        let mut sources = Sources::new();
        let inputs = self.ground.any_inputs(self.program.target);
        let listing = listing::list(pattern, detail, &mut sources, &inputs);
        self.printer
            .print(list::page(&listing, self.renderer.is_colored()));
        let (told, _) = list::told(&listing, pattern, BY_COMMAND);
        self.renderer.diagnostics(&told, &sources);
    }

    /// What a name is: a function, something of the language, or a probe point.
    pub(super) fn document(&self, name: &str) {
        let mut text = String::new();
        let mut names = Names::new(self.ground, self.functions);
        let entered = self.program.entries().functions().iter();
        names.entered = entered
            .map(|function| (declared(function), function.doc.clone()))
            .collect();
        for (written, does) in names.functions(name.trim_end_matches("()")) {
            let _ = writeln!(text, "{written}\n    {does}");
        }
        let language = [STATEMENTS, AT_OPERATORS, OTHER_OPERATORS].concat();
        for (written, does) in language {
            let mut words =
                written.split(|next: char| !next.is_ascii_alphanumeric() && next != '@');
            if words.next() == Some(name) || written == name {
                let _ = writeln!(text, "{written}\n    {does}");
            }
        }
        if !text.is_empty() {
            self.printer.print(text);
        } else if name.is_empty() || !names.points(name).is_empty() {
            self.list(name, Detail::Variables);
        } else {
            let mut known = names.words(&Place::Other, "");
            for name in &mut known {
                name.truncate(name.trim_end_matches('(').len());
            }
            let near = similar(name, known.iter().map(String::as_str));
            match near.first() {
                Some(near) => self.complain(
                    format!("nothing is called `{name}`"),
                    Some(format!("did you mean `{near}`?")),
                ),
                None => self.list(name, Detail::Variables),
            }
        }
    }
}
