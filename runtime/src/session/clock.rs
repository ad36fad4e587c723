//! Timers: which probe is due when.

use std::time::{Duration, Instant};

use sigscript_compiler::plan::{Plan, Point};

/// The timer probes of a plan.
pub struct Timers {
    timers: Vec<Timer>,
    random: fastrand::Rng,
}

struct Timer {
    /// The probe's index in the plan.
    probe: usize,
    period: Duration,
    randomize: u64,
    /// `None` until the session starts its clock.
    next: Option<Instant>,
}

impl Timers {
    /// The timers of a plan, none of them running.
    pub fn of(plan: &Plan) -> Self {
        let timer = |(probe, point): (usize, &Point)| match point {
            Point::Timer {
                period, randomize, ..
            } => Some(Timer {
                probe,
                period: Duration::from_nanos(*period),
                randomize: *randomize,
                next: None,
            }),
            _ => None,
        };
        let timers = plan
            .probes
            .iter()
            .map(|probe| &probe.point)
            .enumerate()
            .filter_map(timer)
            .collect();
        Self {
            timers,
            random: fastrand::Rng::new(),
        }
    }

    /// Starts them all.
    pub fn start(&mut self, now: Instant) {
        for timer in &mut self.timers {
            timer.next = Some(now + timer.pause(&mut self.random));
        }
    }

    /// When the next one is due.
    pub fn next(&self) -> Option<Instant> {
        self.timers.iter().filter_map(|timer| timer.next).min()
    }

    /// The probe of the timer that is due first, if one is; its clock goes on. One that was held up fires once for all that it missed.
    pub fn due(&mut self, now: Instant) -> Option<usize> {
        let timer = self.timers.iter_mut().min_by_key(|timer| timer.next)?;
        let at = timer.next.filter(|at| *at <= now)?;
        let next = at + timer.pause(&mut self.random);
        timer.next = Some(if next <= now {
            now + timer.pause(&mut self.random)
        } else {
            next
        });
        Some(timer.probe)
    }
}

impl Timer {
    /// The time to the next firing: the period, and up to `randomize` more or less.
    fn pause(&self, random: &mut fastrand::Rng) -> Duration {
        if self.randomize == 0 {
            return self.period;
        }
        let shortest = self
            .period
            .saturating_sub(Duration::from_nanos(self.randomize));
        shortest + Duration::from_nanos(random.u64(0..=2 * self.randomize))
    }
}
