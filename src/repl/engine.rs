//! The thread that runs what was entered: it owns machines and backends, and does what the prompt asks for between two turns.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use sigscript_compiler::BackendKind;
use sigscript_compiler::entries::Compiled;
use sigscript_compiler::plan::Plan;
use sigscript_grammar::{Sources, Span};
use sigscript_runtime::backend::{self, Backend, Counters};
use sigscript_runtime::session::{self, Ended, Live, Session};
use sigscript_runtime::vm::{Machine, World};
use typed_arena::Arena;

use super::host::{EntryHost, Tail, end_line};
use super::printer::Printer;
use crate::action::refusal::left_out_text;
use crate::backends;
use crate::descriptors;
use crate::render::Renderer;
use crate::settings::Settings;
use crate::status::Failure;

/// How long the thread rests while printing is behind.
const REST: Duration = Duration::from_millis(5);

/// An entry that is to run.
pub struct Start {
    /// Its number.
    pub number: usize,
    /// Its plan.
    pub compiled: Box<Compiled>,
    /// The backend that the plan is for.
    pub kind: BackendKind,
    /// The texts that its spans point into.
    pub sources: Sources,
    /// `target()`
    pub target: i64,
}

/// What the prompt asks for.
pub enum Request {
    /// Start an entry.
    Start(Box<Start>),
    /// Stop an entry.
    Stop(usize),
    /// Stop all of them.
    StopAll,
    /// What was delivered and lost.
    Counters,
    /// Show the globals that are declared there.
    Show(Vec<Span>),
    /// Let go of the globals that are not declared there.
    Forget(Vec<Span>),
}

/// The events of an entry so far.
pub struct Counted {
    /// The entry's number.
    pub number: usize,
    /// The backend's counts, those of all its probes together; `None` for an entry without events.
    pub events: Option<Counters>,
}

/// What the thread answers.
pub enum Reply {
    /// It is done.
    Done,
    /// There is no such entry.
    Unknown,
    /// The entry is started; whether it called `exit()` at once.
    Started(bool),
    /// Its probes cannot be attached, or the counters cannot be read.
    Refused(Refusal),
    /// The counters of all entries.
    Counters(Vec<Counted>),
    /// Values as text.
    Values(String),
}

/// Why an entry's probes are not attached.
pub enum Refusal {
    /// The backend cannot do it.
    Backend(backend::Error),
    /// It traces one process, and none is given.
    NoTarget,
    /// It traces for this entry already, and for one at a time only.
    Taken(usize),
}

impl From<backend::Error> for Refusal {
    fn from(error: backend::Error) -> Self {
        Self::Backend(error)
    }
}

/// What sessions depend on.
#[derive(Clone)]
pub struct Choices {
    /// The kernel's buffer, in bytes, where it is chosen.
    pub buffer_size: Option<u32>,
    /// Limits and layout.
    pub settings: Settings,
    /// No warnings.
    pub quiet: bool,
}

/// The thread, as the prompt sees it.
pub struct Engine {
    requests: Option<Sender<(Request, Sender<Reply>)>>,
    wake: UnixStream,
    running: Arc<Mutex<BTreeSet<usize>>>,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    /// Starts the thread.
    ///
    /// # Errors
    /// Where the system has no more of what that takes.
    pub fn new(choices: Choices, printer: Printer, renderer: Renderer) -> io::Result<Self> {
        let (requests, inbox) = mpsc::channel();
        let (woken, wake) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        let running = Arc::new(Mutex::new(BTreeSet::new()));
        let entries = running.clone();
        let thread = std::thread::Builder::new().spawn(move || {
            let work = Work {
                choices,
                printer,
                renderer,
                woken: Rc::new(woken),
                running: entries,
                told: HashMap::new(),
                traced: None,
            };
            work.run(&inbox);
        })?;
        Ok(Self {
            requests: Some(requests),
            wake,
            running,
            thread: Some(thread),
        })
    }

    /// Asks for something and waits for the answer; `None` where the thread is gone.
    pub fn ask(&mut self, request: Request) -> Option<Reply> {
        let (reply, answer) = mpsc::channel();
        self.requests.as_ref()?.send((request, reply)).ok()?;
        self.wake.write_all(b"r").ok()?;
        answer.recv().ok()
    }

    /// The numbers of the entries that run.
    pub fn running(&self) -> BTreeSet<usize> {
        let running = self.running.lock();
        running.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Engine {
    /// Stops everything: `end` probes run.
    fn drop(&mut self) {
        self.requests = None;
        let _ = self.wake.write_all(b"e");
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What an entry leaves behind for its end: its texts, and the line that it has not ended.
type Told = (Rc<Sources>, Vec<String>, Tail);

/// What the thread works with.
struct Work {
    choices: Choices,
    printer: Printer,
    renderer: Renderer,
    woken: Rc<UnixStream>,
    running: Arc<Mutex<BTreeSet<usize>>>,
    told: HashMap<usize, Told>,
    /// The latest entry on the ptrace backend.
    traced: Option<usize>,
}

impl Work {
    fn run(mut self, inbox: &Receiver<(Request, Sender<Reply>)>) {
        let (plans, hosts) = (Arena::new(), Arena::new());
        let mut live = Live::default();
        loop {
            let mut bytes = [0; 64];
            while (&*self.woken).read(&mut bytes).is_ok_and(|read| read > 0) {}
            loop {
                match inbox.try_recv() {
                    Ok((request, answer)) => {
                        let reply = self.answer(request, &mut live, &plans, &hosts);
                        self.note_running(&live);
                        let _ = answer.send(reply);
                    }
                    Err(mpsc::TryRecvError::Empty) => break,
                    Err(mpsc::TryRecvError::Disconnected) => {
                        self.stop_all(&mut live);
                        return;
                    }
                }
            }
            if self.printer.is_behind() {
                // Events wait in the kernel, which counts those it has no room for.
                std::thread::sleep(REST);
                continue;
            }
            for ended in live.turn() {
                let number = ended.number;
                self.tell(ended);
                self.printer.print(format!("[{number}] ended"));
            }
            self.note_running(&live);
            live.wait(self.woken.as_fd());
        }
    }

    fn note_running(&self, live: &Live<'_, '_>) {
        let running = self.running.lock();
        *running.unwrap_or_else(PoisonError::into_inner) = live.running().collect();
    }

    fn answer<'plan, 'host>(
        &mut self,
        request: Request,
        live: &mut Live<'plan, 'host>,
        plans: &'plan Arena<Plan>,
        hosts: &'host Arena<EntryHost>,
    ) -> Reply {
        match request {
            Request::Start(start) => match self.start(*start, live, plans, hosts) {
                Ok(exit) => Reply::Started(exit),
                Err(refusal) => Reply::Refused(refusal),
            },
            Request::Stop(number) => match live.stop(number) {
                Some(ended) => {
                    self.tell(ended);
                    self.printer.print(format!("[{number}] stopped"));
                    Reply::Done
                }
                None => Reply::Unknown,
            },
            Request::StopAll => {
                self.stop_all(live);
                Reply::Done
            }
            Request::Counters => match live.settle().and_then(|()| live.counters()) {
                Ok(counters) => Reply::Counters(counters.into_iter().map(counted).collect()),
                Err(error) => Reply::Refused(error.into()),
            },
            Request::Show(declared) => {
                if let Err(error) = live.settle() {
                    return Reply::Refused(error.into());
                }
                let mut output = Vec::new();
                for (name, value) in live.values(|span| declared.contains(&span)) {
                    Live::show(name, value, &mut output);
                }
                Reply::Values(String::from_utf8_lossy(&output).into_owned())
            }
            Request::Forget(declared) => {
                live.forget(|span| declared.contains(&span));
                Reply::Done
            }
        }
    }

    fn start<'plan, 'host>(
        &mut self,
        start: Start,
        live: &mut Live<'plan, 'host>,
        plans: &'plan Arena<Plan>,
        hosts: &'host Arena<EntryHost>,
    ) -> Result<bool, Refusal> {
        let Compiled { plan, uses, .. } = *start.compiled;
        let mut world = World::default();
        world.prepare(&plan);
        world.target = start.target;
        world.escape = true;
        world.layout = self.choices.settings.layout;
        let events = plan.probes.iter().filter(|probe| probe.point.is_event());
        let backend = match events.count() {
            0 => None,
            events => {
                descriptors::make_room(events);
                let mut backend = self.backend(start.number, start.kind, &world, live)?;
                backend.attach(&plan)?;
                for left in backend.left_out() {
                    self.printer
                        .print(format!("warning: {}\n", left_out_text(&plan, left)));
                }
                Some(backend)
            }
        };
        let plan: &'plan Plan = plans.alloc(plan);
        let machine = match Machine::new(plan, self.choices.settings.limits) {
            Ok(machine) => machine,
            Err(error) => {
                self.renderer.failure(&Failure::Internal(error.to_string()));
                return Ok(false);
            }
        };
        let tail = Tail::default();
        let host = hosts.alloc(EntryHost::new(
            self.printer.clone(),
            tail.clone(),
            self.woken.clone(),
            self.choices.quiet,
        ));
        let options = session::Options {
            timeout: None,
            interactive: true,
            display: false,
            errors: self.choices.settings.errors,
            ..session::Options::default()
        };
        let names = plan.probes.iter().map(|probe| probe.name.clone()).collect();
        let sources = Rc::new(start.sources);
        self.told.insert(start.number, (sources, names, tail));
        let session = Session::new(plan, machine, world, host, options);
        let started = live.start(start.number, session, backend, &uses);
        for name in started.anew {
            let text = format!(
                "`{name}` starts anew: its samples were not kept for what is asked of them now"
            );
            self.printer.print(text);
        }
        Ok(started.ended.is_some_and(|ended| self.tell(ended)))
    }

    fn backend(
        &mut self,
        number: usize,
        kind: BackendKind,
        world: &World,
        live: &Live<'_, '_>,
    ) -> Result<Box<dyn Backend>, Refusal> {
        if kind == BackendKind::Ptrace {
            // The stops of all processes that this one traces come to whoever asks first.
            if let Some(other) = live.running().find(|other| self.traced == Some(*other)) {
                return Err(Refusal::Taken(other));
            }
            self.traced = Some(number);
        }
        let choices = backends::Choices {
            target: world.target as i32,
            held: false,
            buffer_size: self.choices.buffer_size,
            count_seen: false,
            at_once: true,
            only: None,
            recording: None,
        };
        backends::make(kind, choices, &world.threads).ok_or(Refusal::NoTarget)
    }

    fn stop_all(&mut self, live: &mut Live<'_, '_>) {
        let running: Vec<usize> = live.running().collect();
        for number in running {
            if let Some(ended) = live.stop(number) {
                self.tell(ended);
                self.printer.print(format!("[{number}] stopped"));
            }
        }
    }

    /// Tells what went wrong with an entry that has ended; gives whether it called `exit()`.
    fn tell(&mut self, ended: Ended) -> bool {
        let Some((sources, names, tail)) = self.told.remove(&ended.number) else {
            return ended.exit;
        };
        end_line(&tail, &self.printer);
        match ended.ending {
            Ok(ending) => {
                for (fault, probe) in ending.forgiven.iter().chain(&ending.fault) {
                    self.renderer.fault(fault, &names[*probe], &sources);
                }
                for (name, counters) in names.iter().zip(&ending.counters) {
                    if counters.lost > 0 {
                        let (delivered, lost) = (counters.delivered, counters.lost);
                        let text = format!(
                            "probe {name}: {delivered} events delivered, {lost} lost; a larger `--buffer-size` loses fewer"
                        );
                        self.printer.print(text);
                    }
                }
            }
            Err(error) => self.renderer.failure(&Failure::Backend(error)),
        }
        ended.exit
    }
}

fn counted(counted: session::Counted<'_>) -> Counted {
    let session::Counted {
        number,
        plan,
        counters,
    } = counted;
    let has_events = plan.probes.iter().any(|probe| probe.point.is_event());
    let sum = |of: fn(&Counters) -> u64| counters.iter().map(of).sum();
    let all = Counters {
        seen: None,
        delivered: sum(|counters| counters.delivered),
        counted: sum(|counters| counters.counted),
        lost: sum(|counters| counters.lost),
    };
    Counted {
        number,
        events: has_events.then_some(all),
    }
}
