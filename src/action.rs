//! The one action of a call: script to plan, and plan to a session or to text.

mod ending;
mod recording;
pub mod refusal;

use std::io::{IsTerminal as _, Write as _};
use std::thread;
use std::time::{Duration, Instant};

use sigscript_compiler::listing::{self, Detail};
use sigscript_compiler::plan::Plan;
use sigscript_compiler::{
    Analysis, BackendKind, Catalog, Checked, Inputs, Options, Rows, analyse, check_listing, plan,
};
use sigscript_grammar::{Diagnostic, FileId, Severity, Sources, parse};
use sigscript_runtime::backend::Backend;
use sigscript_runtime::catalog::{KernelCatalog, Recorder, Recording};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::ftrace;
use sigscript_runtime::replay::{Recorded, Replay};
use sigscript_runtime::session::{self, Session};
use sigscript_runtime::threads::Threads;
use sigscript_runtime::vm::{Machine, World};
use sigscript_runtime::{builtins, context, json, patterns};

use crate::arguments::{Arguments, Format};
use crate::backends::{self, tested};
use crate::descriptors;
use crate::environment::environment;
use crate::host::Terminal;
use crate::identity::invoking_user;
use crate::library::Further;
use crate::list;
use crate::output;
use crate::pages;
use crate::privileges;
use crate::reference;
use crate::render::{Renderer, note};
use crate::replay;
use crate::script::ScriptText;
use crate::settings::Settings;
use crate::status::{Failure, Status};
use crate::watch;
use refusal::{Refusal, left_out};

/// Does what the command line asks for.
pub fn run(arguments: &Arguments, renderer: &Renderer) -> Result<Status, Failure> {
    recording::check(arguments)?;
    watch::check(arguments)?;
    let further = Further::read(&arguments.library)?;
    let library = further.with_tapset();
    if let Some(part) = arguments.reference {
        return Ok(print(&reference::page(part, &library)));
    }
    if let Some(page) = pages::of(arguments) {
        return Ok(print(&page));
    }
    let script = ScriptText::read(arguments)?;
    let replayed = arguments.replay.as_deref().map(replay::open).transpose()?;
    let kernel = KernelCatalog::new();
    let other: Option<Box<dyn Catalog>> = match (&replayed, &arguments.catalog) {
        (Some(recorded), _) => Some(Box::new(recorded.description().clone())),
        (None, Some(path)) => Some(Box::new(recording(path)?)),
        (None, None) => None,
    };
    let catalog = other.as_deref().unwrap_or(&kernel);
    let keeper = arguments
        .save_catalog
        .as_ref()
        .map(|_| Recorder::new(catalog));
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
    if let Some(recorded) = &replayed {
        replay::describe(recorded, &mut environment);
    }
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
            catalog: keeper.as_ref().map_or(catalog, |keeper| keeper),
            rows: rows(),
            library: &library,
            environment,
            options: Options {
                backend: BackendKind::Ebpf,
                target: i64::from(target),
                pushdown: !arguments.no_pushdown,
                fold: !arguments.unoptimized,
                watched: arguments.watch.is_some() || arguments.metrics.is_some(),
                allow_system: arguments.allow_system,
                // Where several are tried, another one may have it.
                substitutes: replayed.is_some() || arguments.backend.kinds().len() == 1,
                timestamps: arguments.format == Format::Json,
            },
        },
        kernel: &kernel,
        since: Instant::now(),
        recorded: replayed,
        recording: None,
    };
    let outcome = call.run(command, target);
    if let (Some(path), Some(keeper)) = (&arguments.save_catalog, keeper) {
        std::fs::write(path, keeper.finish().to_json()).map_err(|source| Failure::File {
            verb: "write",
            path: path.display().to_string(),
            source,
        })?;
    }
    outcome
}

/// The functions that the runtime implements.
pub fn rows() -> Rows<'static> {
    Rows {
        builtins: builtins::signatures(),
        contexts: context::rows(),
        evaluate: builtins::evaluate,
        check_pattern: patterns::check_pattern,
    }
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

/// One call of the command.
struct Call<'a> {
    arguments: &'a Arguments,
    renderer: &'a Renderer,
    sources: Sources,
    file: FileId,
    inputs: Inputs<'a>,
    /// The running kernel, as far as it was asked.
    kernel: &'a KernelCatalog,
    since: Instant,
    /// What is replayed.
    recorded: Option<Recorded>,
    /// What is recorded to.
    recording: Option<ftrace::Recording>,
}

impl Call<'_> {
    fn run(&mut self, command: Option<HeldCommand>, target: i32) -> Result<Status, Failure> {
        self.begin_recording()?;
        match self.arguments.listing() {
            Some((pattern, _)) if self.recording.is_some() => {
                return self.record_points(pattern, command, target);
            }
            Some((pattern, detail)) => return Ok(self.list(pattern, detail)),
            None => {}
        }
        if self.arguments.pass == Some(1) {
            return Ok(self.print_tree());
        }
        let mut refusal = None;
        let kinds = match self.recorded {
            Some(_) => &[BackendKind::Replay][..],
            None if self.recording.is_some() => &[BackendKind::Ftrace],
            None => self.arguments.backend.kinds(),
        };
        for &kind in kinds {
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
        let (kernel, sources, inputs) = (self.kernel, &mut self.sources, &self.inputs);
        let asks_kernel = self.recorded.is_none() && self.arguments.catalog.is_none();
        let analysed = thread::scope(|scope| {
            // Nearly every script asks for the kernel's types: another processor opens them while this one reads the script.
            if asks_kernel && inputs.options.backend == BackendKind::Ebpf {
                scope.spawn(|| kernel.open_types());
            }
            analyse(self.file, sources, inputs)
        });
        let (mut checked, mut warnings) = match analysed {
            Ok(Analysis { checked, warnings }) => (checked, warnings),
            Err(diagnostics) => return Ok(Attempt::Refused(Refusal::Compiler(diagnostics))),
        };
        self.stage("parse, resolve, check");
        self.parts(self.kernel.opened());
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
        let mut plan = match planned {
            Ok(plan) => plan,
            Err(diagnostics) => return Ok(Attempt::Refused(Refusal::Compiler(diagnostics))),
        };
        if self.arguments.pass == Some(3) || self.arguments.plan {
            self.warn(&warnings);
            let backend = self.inputs.options.backend;
            print(&plan.text(backend, &|probe| tested(&plan, probe, backend)));
            return Ok(Attempt::Printed);
        }
        let mut world = Box::new(World::default());
        world.prepare(&plan);
        if let Some(recorded) = &self.recorded {
            world.set_realtime_offset(recorded.description().realtime.unwrap_or(0));
            warnings.extend(replay::prepare(recorded, &mut plan));
        }
        if let Some(recording) = &self.recording {
            world.set_realtime_offset(recording.realtime_offset());
        }
        let backend = match self.attach(&plan, &world) {
            Ok(backend) => {
                let refused = backend
                    .as_ref()
                    .map_or(&[][..], |backend| backend.left_out());
                warnings.extend(left_out(&plan, refused));
                backend
            }
            Err(reason) => return Ok(Attempt::Refused(reason)),
        };
        self.stage("prepare, attach");
        let stages = backend.as_ref().and_then(|backend| backend.stages());
        self.parts(
            stages
                .iter()
                .flat_map(|stages| stages.taken.iter().copied()),
        );
        self.warn(&warnings);
        Ok(Attempt::Attached(Box::new(plan), backend, world))
    }

    /// Attaches a plan's probes; no backend is there where none of them is an event.
    fn attach(&self, plan: &Plan, world: &World) -> Result<Option<Box<dyn Backend>>, Refusal> {
        let events = plan.probes.iter().filter(|probe| probe.point.is_event());
        let events = events.count();
        if events == 0 && self.recording.is_some() {
            return Err(Refusal::NothingToRecord);
        }
        if events == 0 && self.recorded.is_none() {
            return Ok(None);
        }
        descriptors::make_room(events);
        let mut backend = self.backend(&world.threads).ok_or(Refusal::NoTarget)?;
        backend.attach(plan).map_err(Refusal::Backend)?;
        Ok(Some(backend))
    }

    /// Tells which backend it is.
    fn tell_backend(&self, kind: BackendKind) {
        if self.arguments.verbose > 0 {
            note(&format!("backend: {}", kind.name()));
        }
    }

    fn list(&mut self, pattern: &str, detail: Detail) -> Status {
        let listing = listing::list(pattern, detail, &mut self.sources, &self.inputs);
        let printed = list::print(&listing, self.arguments);
        let (diagnostics, status) = list::told(&listing, pattern, list::BY_OPTION);
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
            note(&format!("{name}: {}", milliseconds(self.since.elapsed())));
        }
        self.since = Instant::now();
    }

    /// Tells how long parts of the stage before took.
    fn parts<'a>(&self, parts: impl Iterator<Item = (&'a str, Duration)>) {
        if self.arguments.verbose > 0 {
            parts.for_each(|(name, took)| note(&format!("  {name}: {}", milliseconds(took))));
        }
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
        let escaped = self.is_watched();
        world.target = i64::from(target);
        world.escape = escaped;
        world.layout = settings.layout;
        let options = session::Options {
            timeout: self.arguments.timeout,
            interactive: escaped,
            display: !self.arguments.no_global_var_display,
            errors: settings.errors,
            globals: output::own_globals(plan, &self.sources),
        };
        let watched = self.arguments.watch.map(|every| watch::Choices {
            title: self.sources.get(self.file).name.clone(),
            every,
            layout: settings.layout,
            keys: command.is_none(),
        });
        let mut host = Terminal::new(
            self.arguments.output.as_deref(),
            command,
            self.arguments.quiet,
            watched,
        )?
        .replaying(self.recorded.as_ref());
        if let Some(address) = self.arguments.metrics {
            let address = host.serve_metrics(address)?;
            note(&format!("metrics: http://{address}/metrics"));
        }
        let kind = backend.as_ref().map(|_| self.inputs.options.backend);
        privileges::reduce(plan, kind, self.arguments)
            .map_err(|error| Failure::Internal(error.to_string()))?;
        let locate = |span| output::locate(&self.sources, span);
        let mut session = Session::new(plan, machine, world, &mut host, options);
        if self.arguments.format == Format::Json {
            let script = self.sources.get(self.file).name.clone();
            session = session.structured(json::Settings {
                version: env!("CARGO_PKG_VERSION"),
                script,
                probes: output::own_probes(plan, &self.sources),
                warnings: !self.arguments.quiet,
                locate: &locate,
            });
        }
        let ending = session.run(backend).map_err(Failure::Backend)?;
        let command = host.end();
        self.stage("session");
        self.complete_recording()?;
        Ok(self.told(plan, &ending, command))
    }

    /// Whether somebody looks at the output while it comes.
    fn is_watched(&self) -> bool {
        self.arguments.output.is_none() && std::io::stdout().is_terminal()
    }

    /// The backend that is tried; `None` where it lacks a target.
    fn backend(&self, threads: &Threads) -> Option<Box<dyn Backend>> {
        if let Some(recorded) = &self.recorded {
            threads.set_target(self.inputs.options.target);
            return Some(Box::new(Replay::new(recorded.clone(), threads.clone())));
        }
        let target = self.inputs.options.target as i32;
        let choices = backends::Choices {
            target,
            held: self.arguments.cmd.is_some(),
            buffer_size: self.arguments.buffer_size,
            count_seen: self.arguments.verbose > 0,
            // A screen is drawn by its own clock.
            at_once: self.is_watched() && self.arguments.watch.is_none(),
            // A script tells for itself whose events it wants.
            only: Some(target).filter(|target| *target != 0 && self.records_points()),
            recording: self.recording.clone(),
        };
        backends::make(self.inputs.options.backend, choices, threads)
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

fn milliseconds(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
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
