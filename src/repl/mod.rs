//! The prompt: lines to entries and commands, and what comes of them above the next line.

mod commands;
mod engine;
mod ground;
mod helper;
mod history;
mod host;
mod names;
mod printer;
mod program;

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};
use sigscript_compiler::listing::Detail;
use sigscript_compiler::{BackendKind, Catalog, listing};
use sigscript_grammar::reference::{AT_OPERATORS, OTHER_OPERATORS, STATEMENTS};
use sigscript_grammar::Sources;
use sigscript_runtime::backend;
use sigscript_runtime::catalog::KernelCatalog;

use crate::action::recording;
use crate::arguments::Arguments;
use crate::environment::environment;
use crate::library::Further;
use crate::list;
use crate::reference::declared;
use crate::render::Renderer;
use crate::script::ScriptText;
use crate::settings::Settings;
use crate::status::{Failure, Status};
use commands::Command;
use engine::{Choices, Engine, Reply, Request, Start};
use ground::Ground;
use helper::Aid;
use names::{Functions, Names};
use printer::Printer;
use program::{Parsed, Program, Read, Ready, Wrong};

/// What stands before each line.
const PROMPT: &str = "sigscript> ";

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
    };
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .history_ignore_space(true)
        .color_mode(if renderer.is_colored() {
            ColorMode::Enabled
        } else {
            ColorMode::Disabled
        })
        .build();
    let mut editor = Editor::with_config(config).map_err(broken)?;
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
    let engine = engine.map_err(|error| broken(error.into()))?;
    let mut repl = Repl {
        arguments,
        renderer: rendering(printer.clone()),
        printer,
        program: Program::new(&ground, texts, i64::from(arguments.pid.unwrap_or(0))),
        ground: &ground,
        functions: &functions,
        engine,
        next: 1,
        kind: arguments.backend.kinds()[0],
    };
    std::thread::scope(|scope| {
        scope.spawn(|| functions.read(&library));
        repl.converse(&mut editor)
    })
}

fn broken(error: ReadlineError) -> Failure {
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
    /// The backend that the latest entry runs on.
    kind: BackendKind,
}

impl<'a> Repl<'a> {
    fn converse(
        &mut self,
        editor: &mut Editor<Aid<'a>, FileHistory>,
    ) -> Result<Status, Failure> {
        // While no line is edited, Ctrl-C comes as a signal.
        let interrupted = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(signal_hook::consts::SIGINT, interrupted.clone())
            .map_err(|error| broken(error.into()))?;
        let history = history::file();
        if let Some(path) = &history {
            // There is none before the first time.
            let _ = editor.load_history(path);
        }
        let mut next = match self.arguments.words.is_empty() {
            true => Next::Line,
            false => {
                let script = ScriptText::read(self.arguments)?;
                self.enter(&script.name, &script.text, &script.arguments)
            }
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
                    self.stop_all();
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
            None if line.trim().is_empty() => Next::Line,
            None => self.enter(&format!("<{}>", self.next), line, &[]),
            Some(Ok((command, rest))) => self.command(command, rest),
            Some(Err(name)) => {
                let help = "`:help` lists the commands".to_owned();
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
            Command::Plan => self.show_plan(rest),
            Command::Probes => self.show_probes(),
            Command::Stop if rest.is_empty() => self.stop_all(),
            Command::Stop => self.stop(rest),
            Command::Vars => self.show_globals(self.program.declared()),
            Command::Backend => self.printer.print(format!("{}\n", self.kind.name())),
            Command::Target => self.set_target(rest),
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
            Err(Trouble::Wrong(Wrong(diagnostics, sources))) => {
                self.renderer.diagnostics(&diagnostics, &sources);
                Next::Line
            }
            Err(Trouble::Backend(error)) => {
                self.renderer.failure(&Failure::Backend(error));
                Next::Line
            }
        }
    }

    /// Compiles and starts a text on the first backend that can.
    fn start(&mut self, parsed: &Parsed, text: &str) -> Result<Next, Trouble> {
        let mut trouble = None;
        for &kind in self.arguments.backend.kinds() {
            let running = self.engine.running();
            let reason = match self.program.compile(parsed, kind, &running) {
                Ok(ready) => match self.start_on(ready, kind, text) {
                    Err(Trouble::Backend(error)) if error.is_environment() => {
                        Trouble::Backend(error)
                    }
                    outcome => return outcome,
                },
                Err(wrong) => Trouble::Wrong(wrong),
            };
            trouble.get_or_insert(reason);
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
        if !self.arguments.quiet {
            self.renderer
                .diagnostics(&compiled.warnings, &ready.sources);
        }
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
            Some(Reply::Refused(error)) => return Err(Trouble::Backend(error)),
            // The thread is gone: a mistake of our own that it has told.
            _ => return Ok(Next::Leave),
        };
        self.kind = kind;
        let runs = self.engine.running().contains(&number);
        self.program.accept(ready, Some((number, text)));
        if runs {
            self.next += 1;
            self.printer.print(format!("[{number}] runs"));
        }
        Ok(if exit && !program::declares(text) {
            Next::Leave
        } else {
            Next::Line
        })
    }

    fn stop_all(&mut self) {
        self.engine.ask(Request::StopAll);
    }

    fn stop(&mut self, rest: &str) {
        let number = rest.trim_matches(['[', ']']).parse();
        let known = number.ok().is_some_and(|number| {
            matches!(self.engine.ask(Request::Stop(number)), Some(Reply::Done))
        });
        if !known {
            let help = "`:probes` lists what runs".to_owned();
            self.complain(format!("nothing that runs has the number `{rest}`"), Some(help));
        }
    }

    fn show_probes(&mut self) {
        let counters = match self.engine.ask(Request::Counters) {
            Some(Reply::Counters(counters)) => counters,
            Some(Reply::Refused(error)) => {
                self.renderer.failure(&Failure::Backend(error));
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
                |(delivered, lost)| format!("{delivered} events delivered, {lost} lost"),
            );
            self.printer
                .print(format!("[{}] {title}: {events}", counted.number));
        }
    }

    fn show_globals(&mut self, declared: Vec<sigscript_grammar::Span>) {
        if let Some(Reply::Values(text)) = self.engine.ask(Request::Show(declared)) {
            self.printer.print(if text.is_empty() {
                "nothing yet\n".to_owned()
            } else {
                text
            });
        }
    }

    fn show_plan(&mut self, rest: &str) {
        let running = self.engine.running();
        if let Ok(number) = rest.trim_matches(['[', ']']).parse::<usize>() {
            match self.program.entered.get(&number) {
                Some(entered) => self.printer.print(entered.listing.clone()),
                None => self.complain(format!("there is no entry `{number}`"), None),
            }
            return;
        }
        if rest.is_empty() {
            for number in running {
                if let Some(entered) = self.program.entered.get(&number) {
                    self.printer.print(format!("[{number}]\n{}", entered.listing));
                }
            }
            return;
        }
        let planned = self
            .program
            .read("<plan>", rest, &[])
            .and_then(|read| match read {
                Read::Script(parsed, _) => {
                    let ready = self.program.compile(&parsed, self.kind, &running)?;
                    Ok(ready.listing)
                }
                Read::Global(_) => Ok(String::new()),
            });
        match planned {
            Ok(listing) => self.printer.print(listing),
            Err(Wrong(diagnostics, sources)) => self.renderer.diagnostics(&diagnostics, &sources),
        }
    }

    fn set_target(&mut self, rest: &str) {
        match rest.parse::<i32>() {
            Ok(target) if target > 0 => self.program.target = i64::from(target),
            _ if rest.is_empty() => {}
            _ => return self.complain(format!("`{rest}` is no process id"), None),
        }
        self.printer
            .print(format!("target() is {}\n", self.program.target));
    }

    fn save(&mut self, path: &str) {
        let script = self.program.script(&self.engine.running());
        if let Err(source) = std::fs::write(path, script) {
            self.renderer.failure(&Failure::File {
                verb: "write",
                path: path.to_owned(),
                source,
            });
        }
    }

    fn load(&mut self, path: &str) -> Next {
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

    fn list(&self, pattern: &str, detail: Detail) {
        let pattern = if pattern.is_empty() { "*" } else { pattern };
        let mut sources = Sources::new();
        let inputs = self.ground.inputs(self.kind, self.program.target);
        let listing = listing::list(pattern, detail, &mut sources, &inputs);
        self.printer
            .print(list::page(&listing, self.renderer.is_colored()));
        let (told, _) = list::told(&listing, pattern);
        self.renderer.diagnostics(&told, &sources);
    }

    /// What a name is: a function, something of the language, or a probe point.
    fn document(&self, name: &str) {
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
            let mut words = written.split(|next: char| !next.is_ascii_alphanumeric() && next != '@');
            if words.next() == Some(name) || written == name {
                let _ = writeln!(text, "{written}\n    {does}");
            }
        }
        if name.is_empty() || text.is_empty() {
            self.list(name, Detail::Variables);
        } else {
            self.printer.print(text);
        }
    }
}

/// Why an entry does not run.
enum Trouble {
    Wrong(Wrong),
    Backend(backend::Error),
}
