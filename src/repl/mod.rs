//! The prompt: lines to entries and commands, and what comes of them above the next line.

mod answers;
mod commands;
mod engine;
mod ground;
mod helper;
mod history;
mod host;
mod names;
mod printer;
mod program;

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nix::sys::signal::{SigSet, Signal};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};
use sigscript_compiler::listing::Detail;
use sigscript_compiler::{BackendKind, Catalog};
use sigscript_grammar::Sources;
use sigscript_runtime::catalog::KernelCatalog;

use crate::action::recording;
use crate::arguments::Arguments;
use crate::environment::environment;
use crate::library::Further;
use crate::reference::declared;
use crate::render::Renderer;
use crate::script::ScriptText;
use crate::settings::Settings;
use crate::status::{Failure, Status};
use commands::Command;
use engine::{Choices, Engine, Refusal, Reply, Request, Start};
use ground::Ground;
use helper::Aid;
use names::{Functions, Names};
use printer::Printer;
use program::{Parsed, Program, Read, Ready, Wrong};

/// What stands before each line.
const PROMPT: &str = "sigscript> ";

/// What stands above the first one.
const GREETING: &str =
    "Enter a probe, a statement or an expression; `:help` tells more, Ctrl-D leaves.\n";

/// Reads and runs what is entered, until its end.
pub fn run(arguments: &Arguments, renderer: &Renderer) -> Result<Status, Failure> {
    let further = Further::read(&arguments.library)?;
    let library = further.with_tapset();
    let catalog: Box<dyn Catalog> = match &arguments.catalog {
        Some(path) => Box::new(recording(path)?),
        None => Box::new(KernelCatalog::new()),
    };
    // Whatever is entered may ask for the kernel's build options.
    let mut environment = environment(Vec::new(), "CONFIG_");
    let mut texts = Sources::new();
    if let Err(diagnostics) = further.define_macros(&mut texts, &mut environment) {
        renderer.diagnostics(&diagnostics, &texts);
        return Ok(Status::Failed);
    }
    let ground = Ground {
        catalog: &*catalog,
        library: &library,
        environment,
        arguments,
        backend: Cell::new(arguments.backend),
    };
    // The ptrace backend waits for it, and it may reach any thread that does not block it.
    let _ = SigSet::from(Signal::SIGCHLD).thread_block();
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .history_ignore_space(true)
        .color_mode(if renderer.is_colored() {
            ColorMode::Forced
        } else {
            ColorMode::Disabled
        })
        .build();
    let mut editor = Editor::with_config(config).map_err(|error| broken(&error))?;
    let functions = Functions::default();
    editor.set_helper(Some(Aid::new(Names::new(&ground, &functions))));
    let printer = Printer::new(editor.create_external_printer().ok());
    let rendering = |printer: Printer| renderer.to(move |text| printer.print(text));
    let choices = Choices {
        buffer_size: arguments.buffer_size,
        settings: Settings::of(&arguments.settings)?,
        quiet: arguments.quiet,
    };
    let engine = Engine::new(choices, printer.clone(), rendering(printer.clone()));
    let engine = engine.map_err(|error| broken(&error.into()))?;
    let mut repl = Repl {
        arguments,
        renderer: rendering(printer.clone()),
        printer,
        program: Program::new(&ground, texts, i64::from(arguments.pid.unwrap_or(0))),
        ground: &ground,
        functions: &functions,
        engine,
        next: 1,
        kind: None,
        told: None,
    };
    std::thread::scope(|scope| {
        scope.spawn(|| functions.read(&library));
        let status = repl.converse(&mut editor);
        functions.leave();
        status
    })
}

fn broken(error: &ReadlineError) -> Failure {
    Failure::Internal(format!("the terminal: {error}"))
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Line,
    Leave,
}

struct Repl<'a> {
    arguments: &'a Arguments,
    renderer: Renderer,
    printer: Printer,
    program: Program<'a>,
    ground: &'a Ground<'a>,
    functions: &'a Functions,
    engine: Engine,
    /// The number of the next entry with probes.
    next: usize,
    /// The backend that the latest entry with events runs on.
    kind: Option<BackendKind>,
    /// What this process may not do, as it was told last.
    told: Option<String>,
}

impl<'a> Repl<'a> {
    fn converse(&mut self, editor: &mut Editor<Aid<'a>, FileHistory>) -> Result<Status, Failure> {
        // While no line is edited, Ctrl-C comes as a signal.
        let interrupted = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(signal_hook::consts::SIGINT, interrupted.clone())
            .map_err(|error| broken(&error.into()))?;
        if !self.arguments.quiet {
            self.printer.print(GREETING);
        }
        let history = history::file();
        if let Some(path) = &history {
            // There is none before the first time.
            let _ = editor.load_history(path);
        }
        let mut next = if self.arguments.words.is_empty() {
            Next::Line
        } else {
            let script = ScriptText::read(self.arguments)?;
            self.enter(&script.name, &script.text, &script.arguments)
        };
        while next == Next::Line {
            self.printer.settle();
            if interrupted.swap(false, Ordering::Relaxed) {
                self.stop_all();
            }
            self.tell_names(editor);
            next = match editor.readline(PROMPT) {
                Ok(line) => {
                    if !line.trim().is_empty() {
                        let _ = editor.add_history_entry(line.as_str());
                        if let Some(path) = &history {
                            history::append(editor, path);
                        }
                    }
                    self.line(&line)
                }
                Err(ReadlineError::Interrupted) => {
                    let typed = editor.helper().is_some_and(|aid| aid.typed.get());
                    // Whoever thinks better of a line does not mean what runs.
                    if !typed {
                        self.interrupt();
                    }
                    Next::Line
                }
                Err(ReadlineError::Eof) => Next::Leave,
                Err(ReadlineError::Signal(_)) => Next::Line,
                // The terminal is gone.
                Err(_) => Next::Leave,
            };
        }
        self.stop_all();
        self.printer.settle();
        Ok(Status::Success)
    }

    /// Keeps what may be completed up to date.
    fn tell_names(&self, editor: &mut Editor<Aid<'a>, FileHistory>) {
        let Some(aid) = editor.helper_mut() else {
            return;
        };
        aid.typed.set(false);
        let entries = self.program.entries();
        let globals = entries.globals().iter();
        aid.names.globals = globals.map(|global| global.name.name.clone()).collect();
        let functions = entries.functions().iter();
        aid.names.entered = functions
            .map(|function| (declared(function), function.doc.clone()))
            .collect();
        aid.names.numbers = self.engine.running().into_iter().collect();
    }

    fn line(&mut self, line: &str) -> Next {
        match commands::parse(line) {
            None if program::without_comments(line).is_empty() => Next::Line,
            None => self.enter(&format!("<{}>", self.next), line, &[]),
            Some(Ok((command, rest))) => self.command(command, rest),
            Some(Err(name)) => {
                let help = commands::instead_of(name);
                self.complain(format!("there is no command `:{name}`"), Some(help));
                Next::Line
            }
        }
    }

    fn complain(&self, message: String, help: Option<String>) {
        self.renderer.failure(&Failure::Usage(message, help));
    }

    fn command(&mut self, command: Command, rest: &str) -> Next {
        match command {
            Command::Help => self.printer.print(commands::help()),
            Command::List => self.list(rest, Detail::Names),
            Command::Doc => self.document(rest),
            Command::Plan | Command::Stop
                if rest.is_empty() && self.engine.running().is_empty() =>
            {
                self.printer.print("nothing runs\n");
            }
            Command::Plan => self.show_plan(rest),
            Command::Probes => self.show_probes(),
            Command::Stop if rest.is_empty() => self.stop_all(),
            Command::Stop => self.stop(rest),
            Command::Vars => self.show_globals(self.program.declared()),
            Command::Backend => self.set_backend(rest),
            Command::Target => self.set_target(rest),
            Command::Save | Command::Load if rest.is_empty() => {
                let name = commands::name(command);
                self.complain(format!("`:{name}` wants a file"), None);
            }
            Command::Save => self.save(rest),
            Command::Load => return self.load(rest),
            Command::Quit => return Next::Leave,
        }
        Next::Line
    }

    /// Runs a text.
    fn enter(&mut self, name: &str, text: &str, arguments: &[String]) -> Next {
        let outcome = match self.program.read(name, text, arguments) {
            Ok(Read::Global(declared)) => {
                self.show_globals(vec![declared]);
                return Next::Line;
            }
            Ok(Read::Script(first, None)) => self.start(&first, text),
            Ok(Read::Script(first, Some(second))) => match self.start(&first, text) {
                Err(_) => self.start(&second, text),
                started => started,
            },
            Err(wrong) => Err(Trouble::Wrong(wrong)),
        };
        match outcome {
            Ok(next) => next,
            Err(Trouble::Wrong(wrong)) => self.mistaken(text, &wrong),
            Err(Trouble::Refused(refusal)) => {
                self.refuse(refusal);
                Next::Line
            }
            Err(Trouble::Untargeted(refusal)) => {
                if self.refuse(refusal) {
                    let text = "a process of your own can be traced all the same: `:target PID` names it\n";
                    self.printer.print(text);
                }
                Next::Line
            }
        }
    }

    /// Tells what is wrong with a text; one that is a command but for its colon is told so, or done where that is harmless.
    fn mistaken(&mut self, text: &str, Wrong(diagnostics, sources): &Wrong) -> Next {
        match commands::without_colon(text) {
            Some(command @ (Command::Help | Command::Quit)) => return self.command(command, ""),
            Some(command) => {
                let message = format!("`{}` is no statement", commands::name(command));
                let help = format!("the command is `:{}`", text.trim());
                self.complain(message, Some(help));
            }
            None => self.renderer.diagnostics(diagnostics, sources),
        }
        Next::Line
    }

    /// Compiles and starts a text, on the first backend that can do it.
    fn start(&mut self, parsed: &Parsed, text: &str) -> Result<Next, Trouble> {
        let running = self.engine.running();
        let (mut trouble, mut warned) = (None, self.arguments.quiet);
        for &kind in self.ground.backend.get().kinds() {
            let outcome = match self.program.compile(parsed, kind, &running) {
                Ok(ready) => {
                    if let Some(compiled) = ready.compiled.as_ref().filter(|_| !warned) {
                        self.renderer
                            .diagnostics(&compiled.warnings, &ready.sources);
                        warned = true;
                    }
                    self.start_on(ready, kind, text)
                }
                Err(wrong) => Err(Trouble::Wrong(wrong)),
            };
            // What the one that gives most lacks is what people should know.
            trouble = Some(match (trouble, outcome) {
                (None, Err(reason)) if reason.others_may_help() => reason,
                (Some(Trouble::Refused(first)), Err(Trouble::Refused(Refusal::NoTarget))) => {
                    Trouble::Untargeted(first)
                }
                (_, Err(taken @ Trouble::Refused(Refusal::Taken(_)))) => taken,
                (Some(first), Err(reason)) if reason.others_may_help() => first,
                (_, done) => return done,
            });
        }
        trouble.map_or(Ok(Next::Line), Err)
    }

    fn start_on(
        &mut self,
        mut ready: Ready,
        kind: BackendKind,
        text: &str,
    ) -> Result<Next, Trouble> {
        let Some(compiled) = ready.compiled.take() else {
            self.program.accept(ready, None);
            let declared = self.program.declared();
            self.engine.ask(Request::Forget(declared));
            return Ok(Next::Line);
        };
        let events = compiled.plan.probes.iter();
        let events = events.filter(|probe| probe.point.is_event()).count();
        let number = self.next;
        let start = Start {
            number,
            compiled,
            kind,
            sources: ready.sources.clone(),
            target: self.program.target,
        };
        let exit = match self.engine.ask(Request::Start(Box::new(start))) {
            Some(Reply::Started(exit)) => exit,
            Some(Reply::Refused(refusal)) => return Err(Trouble::Refused(refusal)),
            // The thread is gone: a mistake of our own that it has told.
            _ => return Ok(Next::Leave),
        };
        if events > 0 {
            self.kind = Some(kind);
        }
        let runs = self.engine.running().contains(&number);
        self.program.accept(ready, Some((number, text)));
        if runs {
            self.next += 1;
            let first = self.ground.backend.get().kinds()[0];
            self.printer.print(if events > 0 && kind != first {
                format!("[{number}] runs on {}", kind.name())
            } else {
                format!("[{number}] runs")
            });
        }
        Ok(if exit && !program::declares(text) {
            Next::Leave
        } else {
            Next::Line
        })
    }

    /// What Ctrl-C does.
    fn interrupt(&mut self) {
        if self.engine.running().is_empty() {
            self.printer.print("nothing runs; Ctrl-D leaves\n");
        }
        self.stop_all();
    }

    fn stop_all(&mut self) {
        self.engine.ask(Request::StopAll);
    }
}

/// Why an entry does not run.
enum Trouble {
    Wrong(Wrong),
    Refused(Refusal),
    /// The same, but the ptrace backend could run it if it had a target.
    Untargeted(Refusal),
}

impl Trouble {
    /// Whether another backend might run it.
    fn others_may_help(&self) -> bool {
        match self {
            Self::Refused(Refusal::Backend(error)) => error.is_environment(),
            _ => true,
        }
    }
}
