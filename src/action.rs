//! The one action of a call: script to plan, and plan to a session or to text.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::time::Instant;

use sigscript_compiler::listing::{self, Detail};
use sigscript_compiler::plan::Plan;
use sigscript_compiler::{
    Analysis, BackendKind, Catalog, Checked, Inputs, Options, Rows, analyse, check_listing, plan,
};
use sigscript_grammar::{Diagnostic, FileId, Severity, Sources, parse};
use sigscript_runtime::backend::{Backend, Counters};
use sigscript_runtime::catalog::{KernelCatalog, Recorder, Recording};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::ebpf::{self, Ebpf};
use sigscript_runtime::session::{self, Ending, Session};
use sigscript_runtime::vm::{Machine, World};
use sigscript_runtime::{builtins, context, patterns};

use crate::arguments::Arguments;
use crate::descriptors;
use crate::environment::environment;
use crate::host::Terminal;
use crate::identity::invoking_user;
use crate::library::Further;
use crate::list;
use crate::reference;
use crate::render::{Renderer, note};
use crate::script::ScriptText;
use crate::settings::Settings;
use crate::status::{Failure, Status};

/// Does what the command line asks for.
pub fn run(arguments: &Arguments, renderer: &Renderer) -> Result<Status, Failure> {
    let further = Further::read(&arguments.library)?;
    let library = further.with_tapset();
    if arguments.reference {
        return Ok(print(&reference::page(&library)));
    }
    let script = ScriptText::read(arguments)?;
    let catalog: Box<dyn Catalog> = match &arguments.catalog {
        Some(path) => Box::new(recording(path)?),
        None => Box::new(KernelCatalog::new()),
    };
    let recorder = arguments
        .save_catalog
        .as_ref()
        .map(|_| Recorder::new(&*catalog));
    let command = match &arguments.cmd {
        Some(command) if arguments.pass.is_none() && !arguments.plan => {
            Some(HeldCommand::start(command, invoking_user()).map_err(Failure::Command)?)
        }
        _ => None,
    };
    let target = command
        .as_ref()
        .map(HeldCommand::pid)
        .or(arguments.pid)
        .unwrap_or(0);
    let mut environment = environment(script.arguments, &script.text);
    let mut sources = Sources::new();
    let file = sources.add(script.name, script.text);
    if let Err(diagnostics) = further.define_macros(&mut sources, &mut environment) {
        renderer.diagnostics(&diagnostics, &sources);
        return Ok(Status::Failed);
    }
    let mut call = Call {
        arguments,
        renderer,
        sources,
        file,
        inputs: Inputs {
            catalog: recorder.as_ref().map_or(&*catalog, |recorder| recorder),
            rows: Rows {
                builtins: builtins::signatures(),
                contexts: context::rows(),
                evaluate: builtins::evaluate,
                check_pattern: patterns::check_pattern,
            },
            library: &library,
            environment,
            options: Options {
                backend: BackendKind::Ebpf,
                target: i64::from(target),
                pushdown: !arguments.no_pushdown,
                fold: !arguments.unoptimized,
                allow_system: arguments.allow_system,
            },
        },
        since: Instant::now(),
    };
    let outcome = call.run(command, target);
    if let (Some(path), Some(recorder)) = (&arguments.save_catalog, recorder) {
        std::fs::write(path, recorder.finish().to_json()).map_err(|source| Failure::File {
            verb: "write",
            path: path.display().to_string(),
            source,
        })?;
    }
    outcome
}

pub fn recording(path: &std::path::Path) -> Result<Recording, Failure> {
    let failed = |source| Failure::File {
        verb: "read",
        path: path.display().to_string(),
        source,
    };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    Recording::from_json(&text).map_err(|error| failed(error.into()))
}

/// What came of trying a backend.
enum Attempt {
    /// What was to be printed is.
    Printed,
    /// The plan's probes are attached.
    Attached(Box<Plan>, Option<Box<dyn Backend>>, Box<World>),
    /// It cannot be done.
    Refused(Refusal),
}

/// Why a backend does not do what a script asks for.
enum Refusal {
    /// The script cannot be compiled, or not for this backend.
    Compiler(Vec<Diagnostic>),
    /// Its probes cannot be attached.
    Backend(sigscript_runtime::backend::Error),
}

impl Refusal {
    /// Whether another backend might do it.
    fn others_may_help(&self) -> bool {
        match self {
            Self::Compiler(_) => true,
            Self::Backend(error) => error.is_environment(),
        }
    }
}

/// One call of the command.
struct Call<'a> {
    arguments: &'a Arguments,
    renderer: &'a Renderer,
    sources: Sources,
    file: FileId,
    inputs: Inputs<'a>,
    since: Instant,
}

impl Call<'_> {
    fn run(&mut self, command: Option<HeldCommand>, target: i32) -> Result<Status, Failure> {
        if let Some((pattern, detail)) = self.arguments.listing() {
            return Ok(self.list(pattern, detail));
        }
        if self.arguments.pass == Some(1) {
            return Ok(self.print_tree());
        }
        let mut refusal = None;
        for &kind in self.arguments.backend.kinds() {
            self.inputs.options.backend = kind;
            let reason = match self.attempt()? {
                Attempt::Printed => return Ok(Status::Success),
                Attempt::Attached(plan, backend, world) => {
                    self.tell_backend(kind);
                    return self.trace(&plan, backend, *world, command, target);
                }
                Attempt::Refused(reason) => reason,
            };
            if !reason.others_may_help() {
                return self.refused(reason);
            }
            self.tell_refusal(kind, &reason);
            // What the one that gives most lacks is what people should know.
            refusal.get_or_insert(reason);
        }
        match refusal {
            Some(reason) => self.refused(reason),
            None => Ok(Status::Failed),
        }
    }

    /// Compiles the script for the chosen backend, and attaches it unless it is only to be printed.
    fn attempt(&mut self) -> Result<Attempt, Failure> {
        let (mut checked, mut warnings) = match analyse(self.file, &mut self.sources, &self.inputs)
        {
            Ok(Analysis { checked, warnings }) => (checked, warnings),
            Err(diagnostics) => return Ok(Attempt::Refused(Refusal::Compiler(diagnostics))),
        };
        self.stage("parse, resolve, check");
        for assignment in &self.arguments.globals {
            set_global(&mut checked, assignment)?;
        }
        if self.arguments.pass == Some(2) {
            self.warn(&warnings);
            print(&check_listing(&checked));
            return Ok(Attempt::Printed);
        }
        let planned = plan(checked, &self.inputs, &mut warnings);
        self.stage("fold, plan");
        let plan = match planned {
            Ok(plan) => plan,
            Err(diagnostics) => return Ok(Attempt::Refused(Refusal::Compiler(diagnostics))),
        };
        if self.arguments.pass == Some(3) || self.arguments.plan {
            self.warn(&warnings);
            print(&plan.text(self.inputs.options.backend));
            return Ok(Attempt::Printed);
        }
        let mut world = Box::new(World::default());
        world.prepare(&plan);
        let events = plan.probes.iter().filter(|probe| probe.point.is_event());
        let events = events.count();
        let backend = if events == 0 {
            None
        } else {
            descriptors::make_room(events);
            let mut backend = self.backend();
            match backend.attach(&plan) {
                Ok(()) => Some(backend),
                Err(error) => return Ok(Attempt::Refused(Refusal::Backend(error))),
            }
        };
        self.warn(&warnings);
        Ok(Attempt::Attached(Box::new(plan), backend, world))
    }

    /// Reports why no backend does what the script asks for.
    fn refused(&self, reason: Refusal) -> Result<Status, Failure> {
        match reason {
            Refusal::Compiler(diagnostics) => Ok(self.rejected(&diagnostics)),
            Refusal::Backend(error) => Err(Failure::Backend(error)),
        }
    }

    /// Tells which backend it is.
    fn tell_backend(&self, kind: BackendKind) {
        if self.arguments.verbose > 0 {
            note(&format!("backend: {}", kind.name()));
        }
    }

    /// Tells why a backend was passed over.
    fn tell_refusal(&self, kind: BackendKind, reason: &Refusal) {
        if self.arguments.verbose == 0 {
            return;
        }
        let reason = match reason {
            Refusal::Compiler(diagnostics) => diagnostics
                .first()
                .map_or(String::new(), |diagnostic| diagnostic.message.clone()),
            Refusal::Backend(error) => error.to_string(),
        };
        note(&format!("backend: not {}: {reason}", kind.name()));
    }

    fn list(&mut self, pattern: &str, detail: Detail) -> Status {
        let listing = listing::list(pattern, detail, &mut self.sources, &self.inputs);
        let printed = list::print(&listing, self.arguments);
        let (diagnostics, status) = list::told(&listing, pattern);
        if status != Status::Success || !self.arguments.quiet {
            self.renderer.diagnostics(&diagnostics, &self.sources);
        }
        if status == Status::Success {
            printed
        } else {
            status
        }
    }

    fn print_tree(&self) -> Status {
        match parse(&self.sources, self.file, &self.inputs.environment) {
            Ok(parsed) => {
                self.warn(&parsed.warnings);
                print(&parsed.script.to_string())
            }
            Err(failure) => self.rejected(&failure.diagnostics),
        }
    }

    fn rejected(&self, diagnostics: &[Diagnostic]) -> Status {
        self.renderer.diagnostics(diagnostics, &self.sources);
        let missing = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Missing;
        if diagnostics.iter().all(missing) {
            Status::Unavailable
        } else {
            Status::Failed
        }
    }

    fn warn(&self, warnings: &[Diagnostic]) {
        if !self.arguments.quiet {
            self.renderer.diagnostics(warnings, &self.sources);
        }
    }

    /// Warns of names behind `-D` that mean nothing.
    fn warn_of_settings(&self, settings: &Settings) {
        let warnings: Vec<Diagnostic> = settings
            .unknown
            .iter()
            .map(|name| {
                let message = format!("`-D {name}` sets nothing");
                let help = format!("what can be set is {}", Settings::names());
                Diagnostic::new(Severity::Warning, message).help(help)
            })
            .collect();
        self.warn(&warnings);
    }

    /// Tells how long a stage took.
    fn stage(&mut self, name: &str) {
        if self.arguments.verbose > 0 {
            note(&format!(
                "{name}: {:.1} ms",
                self.since.elapsed().as_secs_f64() * 1000.0
            ));
        }
        self.since = Instant::now();
    }

    fn trace(
        &mut self,
        plan: &Plan,
        backend: Option<Box<dyn Backend>>,
        mut world: World,
        command: Option<HeldCommand>,
        target: i32,
    ) -> Result<Status, Failure> {
        let settings = Settings::of(&self.arguments.settings)?;
        self.warn_of_settings(&settings);
        let machine = Machine::new(plan, settings.limits)
            .map_err(|error| Failure::Internal(error.to_string()))?;
        let watched = self.is_watched();
        world.target = i64::from(target);
        world.escape = watched;
        world.layout = settings.layout;
        let options = session::Options {
            timeout: self.arguments.timeout,
            interactive: watched,
            display: !self.arguments.no_global_var_display,
            errors: settings.errors,
        };
        let mut host = Terminal::new(
            self.arguments.output.as_deref(),
            command,
            self.arguments.quiet,
        )?;
        let ending = Session::new(plan, machine, world, &mut host, options)
            .run(backend)
            .map_err(Failure::Backend)?;
        self.stage("session");
        Ok(self.told(plan, &ending, host.command_status()))
    }

    /// Whether somebody looks at the output while it comes.
    fn is_watched(&self) -> bool {
        self.arguments.output.is_none() && std::io::stdout().is_terminal()
    }

    fn backend(&self) -> Box<dyn Backend> {
        let options = ebpf::Options {
            buffer_size: self.arguments.buffer_size,
            count_seen: self.arguments.verbose > 0,
            // Somebody who watches sees every event at once; nobody else is worth a wake-up for each.
            wake: if self.is_watched() {
                0
            } else {
                ebpf::Options::default().wake
            },
            ..ebpf::Options::default()
        };
        Box::new(Ebpf::new(options))
    }

    /// Tells how the session ended.
    fn told(&self, plan: &Plan, ending: &Ending, command: Option<u8>) -> Status {
        self.tell_counters(plan, &ending.counters);
        for (fault, probe) in &ending.forgiven {
            self.renderer
                .fault(fault, &plan.probes[*probe].name, &self.sources);
        }
        if let Some((fault, probe)) = &ending.fault {
            self.renderer
                .fault(fault, &plan.probes[*probe].name, &self.sources);
            return Status::Failed;
        }
        match &ending.output_lost {
            Some(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                let path = self
                    .arguments
                    .output
                    .as_ref()
                    .map_or("standard output".into(), |path| path.display().to_string());
                let source = std::io::Error::from(error.kind());
                self.renderer.failure(&Failure::File {
                    verb: "write",
                    path,
                    source,
                });
                Status::Failed
            }
            _ => command.map_or(Status::Success, Status::Command),
        }
    }

    /// What was delivered and lost: always where something was lost, else with `-v`.
    fn tell_counters(&self, plan: &Plan, counters: &[Counters]) {
        for (probe, counters) in plan
            .probes
            .iter()
            .zip(counters)
            .filter(|(probe, _)| probe.point.is_event())
        {
            if counters.lost == 0 && self.arguments.verbose == 0 {
                continue;
            }
            let mut line = format!(
                "probe {}: {} events delivered, {} lost",
                probe.name, counters.delivered, counters.lost
            );
            if let Some(seen) = counters.seen {
                let _ = write!(
                    line,
                    ", {} held back in the kernel",
                    seen - counters.delivered - counters.lost
                );
            }
            if counters.lost > 0 {
                line.push_str("; a larger `--buffer-size` loses fewer");
            }
            note(&line);
        }
    }
}

/// Does what `-G NAME=VALUE` asks for.
fn set_global(checked: &mut Checked, assignment: &str) -> Result<(), Failure> {
    let usage = |message| {
        let help = "write `-G NAME=VALUE`, with a scalar global of the script";
        Failure::Usage(message, Some(help.to_owned()))
    };
    let (name, value) = assignment
        .split_once('=')
        .ok_or_else(|| usage(format!("`-G {assignment}` has no value")))?;
    checked.set_global(name, value).map_err(usage)
}

/// Prints the result of a stage.
fn print(text: &str) -> Status {
    let mut output = std::io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Ok(()) => Status::Success,
        // Whoever reads it may have seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Status::Success,
        Err(_) => Status::Failed,
    }
}
