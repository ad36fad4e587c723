//! Several plans at once over the same globals, each started and stopped by itself: what runs behind a prompt.
//!
//! Each plan has its machine and its backend, so that a new one disturbs none that runs: no event is missed or counted twice. Between
//! turns the values of the globals are held here; a plan's machine gets them for its turn.

use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use sigscript_compiler::plan::{Plan, Point};
use sigscript_grammar::Span;

use super::{Ending, READ_CLOCK, Session, display};
use crate::backend::{self, Backend, Counters, Drained};
use crate::vm::{Held, Machine, Value};

/// Plans that run, and the globals that they share.
#[derive(Default)]
pub struct Live<'plan, 'host> {
    running: Vec<Running<'plan, 'host>>,
    globals: Vec<Shared>,
}

/// A global, known by where it is declared.
struct Shared {
    declared: Span,
    name: String,
    held: Held,
}

struct Running<'plan, 'host> {
    number: usize,
    session: Session<'plan, 'host>,
    backend: Option<Box<dyn Backend>>,
    /// Which of the plan's globals is which of the shared ones.
    links: Vec<(usize, usize)>,
}

/// What came of starting a plan.
#[derive(Debug, Default)]
pub struct Started {
    /// Nothing is left that could happen: it has ended.
    pub ended: Option<Ended>,
    /// The statistics that had to start anew, because their samples were not kept for what this plan asks of them.
    pub anew: Vec<String>,
}

/// What happened to the events of a plan.
#[derive(Debug)]
pub struct Counted<'plan> {
    /// Its number.
    pub number: usize,
    /// The plan.
    pub plan: &'plan Plan,
    /// By the probe's index in it; none where it has no events.
    pub counters: Vec<Counters>,
}

/// A plan that ended.
#[derive(Debug)]
pub struct Ended {
    /// Its number.
    pub number: usize,
    /// It called `exit()`.
    pub exit: bool,
    /// How it ended, or what the backend failed at.
    pub ending: Result<Ending, backend::Error>,
}

impl<'plan, 'host> Live<'plan, 'host> {
    /// Starts a plan whose probes are attached: its `begin` probes run. It uses the globals of which `uses` holds true, by their index in
    /// the plan; of these it knows the type as the plans that run do.
    pub fn start(
        &mut self,
        number: usize,
        session: Session<'plan, 'host>,
        backend: Option<Box<dyn Backend>>,
        uses: &[bool],
    ) -> Started {
        let mut started = Started::default();
        let mut running = Running {
            number,
            links: Vec::new(),
            session,
            backend,
        };
        let plan = running.session.plan;
        let globals = plan.globals.iter().enumerate().zip(uses);
        for ((index, global), _) in globals.filter(|(_, used)| **used) {
            let machine = &mut running.session.machine;
            let (shared, anew) = self.shared(machine, index, global.span, &global.name);
            running.links.push((index, shared));
            if anew {
                started.anew.push(global.name.clone());
            }
        }
        if let Err(error) = self.share(&mut running) {
            let ending = Err(error);
            started.ended = Some(Ended {
                number,
                exit: false,
                ending,
            });
            return started;
        }
        running.take(&mut self.globals);
        running.session.begin();
        running.session.timers.start(Instant::now());
        running.give(&mut self.globals);
        if running.session.is_over() || !waits(plan) {
            started.ended = Some(running.finish(&mut self.globals));
        } else {
            self.running.push(running);
        }
        started
    }

    /// Sees to it that a new plan finds the values of globals that are counted elsewhere. While it runs, all that happens to globals
    /// which it shares is delivered.
    fn share(&mut self, new: &mut Running<'plan, 'host>) -> Result<(), backend::Error> {
        let goes_on = waits(new.session.plan);
        for running in &mut self.running {
            let both =
                |(_, shared): &(usize, usize)| new.links.iter().any(|(_, own)| own == shared);
            if !running.links.iter().any(both) {
                continue;
            }
            if goes_on {
                running.deliver_all()?;
                new.deliver_all()?;
            }
            running.settle(&mut self.globals)?;
        }
        Ok(())
    }

    /// Makes the updates of all events that were counted up to now.
    ///
    /// # Errors
    /// Where a backend cannot tell them.
    pub fn settle(&mut self) -> Result<(), backend::Error> {
        let globals = &mut self.globals;
        self.running
            .iter_mut()
            .try_for_each(|running| running.settle(globals))
    }

    /// The place of a global among the shared ones, and whether it had to start anew.
    fn shared(
        &mut self,
        machine: &mut Machine<'plan>,
        index: usize,
        declared: Span,
        name: &str,
    ) -> (usize, bool) {
        let known = self
            .globals
            .iter()
            .position(|shared| shared.declared == declared);
        if let Some(place) = known {
            let anew = machine.adopt(index, &mut self.globals[place].held);
            return (place, anew);
        }
        let held = machine.hold(index);
        self.globals.push(Shared {
            declared,
            name: name.to_owned(),
            held,
        });
        (self.globals.len() - 1, false)
    }

    /// Waits until there is something to do for one of the plans, or `other` is readable.
    pub fn wait(&self, other: BorrowedFd<'_>) {
        let now = Instant::now();
        let reads = |running: &Running<'_, '_>| match running.backend {
            Some(_) if running.session.more => Some(now),
            Some(_) => Some(now + READ_CLOCK),
            None => None,
        };
        let timers = self
            .running
            .iter()
            .filter_map(|running| running.session.timers.next());
        let until = timers.chain(self.running.iter().filter_map(reads)).min();
        let timeout = until.map_or(PollTimeout::NONE, |until| {
            let wait = until.saturating_duration_since(now) + Duration::from_micros(999);
            PollTimeout::try_from(wait.as_millis()).unwrap_or(PollTimeout::MAX)
        });
        let mut descriptors = vec![PollFd::new(other, PollFlags::POLLIN)];
        let backends = self
            .running
            .iter()
            .filter_map(|running| running.backend.as_ref()?.descriptor());
        descriptors.extend(backends.map(|backend| PollFd::new(backend, PollFlags::POLLIN)));
        match poll(&mut descriptors, timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(errno) => debug_assert!(false, "poll: {errno}"),
        }
    }

    /// Works off what has come for each of the plans. Gives those that ended by it.
    pub fn turn(&mut self) -> Vec<Ended> {
        let mut ended = Vec::new();
        let mut index = 0;
        while let Some(running) = self.running.get_mut(index) {
            running.take(&mut self.globals);
            let goes_on = running.turn();
            running.give(&mut self.globals);
            match goes_on {
                Ok(true) => index += 1,
                Ok(false) => {
                    let running = self.running.remove(index);
                    ended.push(running.finish(&mut self.globals));
                }
                Err(error) => {
                    let number = self.running.remove(index).number;
                    ended.push(Ended {
                        number,
                        exit: false,
                        ending: Err(error),
                    });
                }
            }
        }
        ended
    }

    /// Stops the plan with this number; `None` where it does not run.
    pub fn stop(&mut self, number: usize) -> Option<Ended> {
        let mut all = self.running.iter();
        let index = all.position(|running| running.number == number)?;
        let running = self.running.remove(index);
        Some(running.finish(&mut self.globals))
    }

    /// The numbers of the plans that run, in the order in which they were started.
    pub fn running(&self) -> impl Iterator<Item = usize> {
        self.running.iter().map(|running| running.number)
    }

    /// What happened so far to the events of the probes of each plan that runs, by their index in it.
    ///
    /// # Errors
    /// Where a backend cannot tell.
    pub fn counters(&self) -> Result<Vec<Counted<'plan>>, backend::Error> {
        let counters = |running: &Running<'plan, 'host>| {
            let backend = running.backend.as_ref();
            Ok(Counted {
                number: running.number,
                plan: running.session.plan,
                counters: backend.map_or(Ok(Vec::new()), |backend| backend.counters())?,
            })
        };
        self.running.iter().map(counters).collect()
    }

    /// Lets go of the values of globals that are not declared any more, unless a plan that runs uses them.
    pub fn forget(&mut self, declared: impl Fn(Span) -> bool) {
        for (place, shared) in self.globals.iter_mut().enumerate() {
            let mut links = self.running.iter().flat_map(|running| &running.links);
            if !declared(shared.declared) && !links.any(|(_, shared)| *shared == place) {
                shared.held.clear();
            }
        }
    }

    /// The values of the globals that are declared where `declared` says so.
    pub fn values(
        &self,
        declared: impl Fn(Span) -> bool,
    ) -> impl Iterator<Item = (&str, Value<'_>)> {
        let known = self
            .globals
            .iter()
            .filter(move |shared| declared(shared.declared));
        known.map(|shared| (shared.name.as_str(), shared.held.value()))
    }

    /// Appends a global's value as the end of a session shows it: `name=value`, elements by decreasing value.
    pub fn show(name: &str, value: Value<'_>, output: &mut Vec<u8>) {
        display::value(name.as_bytes(), value, output);
    }
}

impl Running<'_, '_> {
    fn take(&mut self, globals: &mut [Shared]) {
        exchange(&mut self.session.machine, &self.links, globals);
    }

    fn give(&mut self, globals: &mut [Shared]) {
        self.take(globals);
    }

    /// Makes the updates of all events that were counted up to now.
    fn settle(&mut self, globals: &mut [Shared]) -> Result<(), backend::Error> {
        let Some(backend) = &mut self.backend else {
            return Ok(());
        };
        let links = &self.links;
        exchange(&mut self.session.machine, links, globals);
        let settled = self.session.settle(&mut **backend);
        exchange(&mut self.session.machine, links, globals);
        settled
    }

    fn deliver_all(&mut self) -> Result<(), backend::Error> {
        let backend = self.backend.as_mut();
        backend.map_or(Ok(()), |backend| backend.deliver_all())
    }

    /// Events and timers; tells whether there may be more.
    fn turn(&mut self) -> Result<bool, backend::Error> {
        let mut finished = false;
        if let Some(backend) = &mut self.backend {
            finished = self.session.drain(&mut **backend)? == Drained::Finished;
        }
        self.session.fire_timers(self.backend.as_deref_mut())?;
        if let Some(backend) = &mut self.backend {
            self.session.look_for_counts(&mut **backend)?;
        }
        self.session.flush();
        Ok(!finished && !self.session.is_over())
    }

    fn finish(mut self, globals: &mut [Shared]) -> Ended {
        self.take(globals);
        let exit = self.session.world.exit;
        let finished = self.session.finish(self.backend.take());
        self.give(globals);
        Ended {
            number: self.number,
            exit,
            ending: finished.map(|()| self.session.ending),
        }
    }
}

/// Puts the values of shared globals into a machine, or the other way round.
fn exchange(machine: &mut Machine<'_>, links: &[(usize, usize)], globals: &mut [Shared]) {
    for &(own, shared) in links {
        machine.exchange(own, &mut globals[shared].held);
    }
}

/// Whether something may still happen when the `begin` probes of a plan have run.
fn waits(plan: &Plan) -> bool {
    plan.probes.iter().any(|probe| {
        probe.point.is_event() || matches!(probe.point, Point::Timer { .. } | Point::End(_))
    })
}
