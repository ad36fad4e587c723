//! Statistics of queues by name: requests wait, run, and are done. Times are microseconds of the event, handed in by the library's
//! functions around these; averages are multiplied by the caller's `scale`, because the language has whole numbers only.

use std::collections::HashMap;

use super::row::rows;
use crate::text::Text;
use crate::vm::World;

rows! { world;
    /// A request begins to wait: what `qs_wait` is made of.
    impure fn __qs_wait(name: String, now: Long) { world.queues.entry(name, now).waiting += 1; }

    /// A request that waited begins to be served: what `qs_run` is made of.
    impure fn __qs_run(name: String, now: Long) { world.queues.entry(name, now).run(); }

    /// A request is done: what `qs_done` is made of.
    impure fn __qs_done(name: String, now: Long) { world.queues.entry(name, now).done(); }

    /// Forgets what was measured so far; requests under way stay: what `qsq_start` is made of.
    impure fn __qsq_start(name: String, now: Long) { world.queues.entry(name, now).restart(now); }

    /// The fraction of time in which a request was served.
    impure fn __qsq_utilization(name: String, scale: Long, now: Long) -> Long {
        let queue = world.queues.entry(name, now);
        fraction(queue.busy, scale, queue.elapsed())
    }

    /// The fraction of time in which a request waited.
    impure fn __qsq_blocked(name: String, scale: Long, now: Long) -> Long {
        let queue = world.queues.entry(name, now);
        fraction(queue.blocked, scale, queue.elapsed())
    }

    /// The average number of waiting requests.
    impure fn __qsq_wait_queue_length(name: String, scale: Long, now: Long) -> Long {
        let queue = world.queues.entry(name, now);
        fraction(queue.wait_time, scale, queue.elapsed())
    }

    /// The average time to serve a request, in microseconds, the time that it waited not counted.
    impure fn __qsq_service_time(name: String, scale: Long, now: Long) -> Long {
        let queue = world.queues.entry(name, now);
        fraction(queue.run_time, scale, queue.finished)
    }

    /// The average time from waiting to being done, in microseconds.
    impure fn __qsq_wait_time(name: String, scale: Long, now: Long) -> Long {
        let queue = world.queues.entry(name, now);
        fraction(queue.wait_time.wrapping_add(queue.run_time), scale, queue.finished)
    }

    /// The average number of requests done in a microsecond.
    impure fn __qsq_throughput(name: String, scale: Long, now: Long) -> Long {
        let queue = world.queues.entry(name, now);
        fraction(queue.finished, scale, queue.elapsed())
    }

    /// Prints a line of all these: what `qsq_print` is made of.
    impure fn __qsq_print(name: String, now: Long) { print(world, name, now); }
}

/// Every queue.
#[derive(Debug, Default)]
pub(crate) struct Queues {
    by_name: HashMap<Text, Queue>,
}

impl Queues {
    /// The queue called `name`, its times brought up to `now`.
    fn entry(&mut self, name: &Text, now: i64) -> &mut Queue {
        let new = || Queue {
            since: now,
            updated: now,
            ..Queue::default()
        };
        let queue = self.by_name.entry(name.clone()).or_insert_with(new);
        queue.update(now);
        queue
    }
}

#[derive(Debug, Default)]
struct Queue {
    since: i64,
    updated: i64,
    waiting: i64,
    running: i64,
    finished: i64,
    /// Time with at least one running request.
    busy: i64,
    /// Time with at least one waiting request.
    blocked: i64,
    /// Times of all waiting requests together.
    wait_time: i64,
    /// Times of all running requests together.
    run_time: i64,
}

impl Queue {
    fn update(&mut self, now: i64) {
        let passed = now.wrapping_sub(self.updated);
        self.updated = now;
        self.busy += passed * i64::from(self.running > 0);
        self.blocked += passed * i64::from(self.waiting > 0);
        self.wait_time = self
            .wait_time
            .wrapping_add(passed.wrapping_mul(self.waiting));
        self.run_time = self
            .run_time
            .wrapping_add(passed.wrapping_mul(self.running));
    }

    /// A request that was never seen waiting is served all the same.
    fn run(&mut self) {
        self.waiting = (self.waiting - 1).max(0);
        self.running += 1;
    }

    /// A request that was under way before the script began is not counted.
    fn done(&mut self) {
        if self.running > 0 {
            self.running -= 1;
            self.finished += 1;
        }
    }

    fn restart(&mut self, now: i64) {
        *self = Self {
            since: now,
            updated: now,
            waiting: self.waiting,
            running: self.running,
            ..Self::default()
        };
    }

    fn elapsed(&self) -> i64 {
        self.updated.wrapping_sub(self.since)
    }
}

/// `part * scale / whole`; 0 where there is nothing to divide by.
fn fraction(part: i64, scale: i64, whole: i64) -> i64 {
    let quotient = i128::from(part) * i128::from(scale) / i128::from(whole).max(1);
    if whole > 0 { quotient as i64 } else { 0 }
}

fn print(world: &mut World, name: &Text, now: i64) {
    let queue = world.queues.entry(name, now);
    let decimal = |part, scale: i64, whole| {
        let thousandths = fraction(part, scale * 1000, whole);
        format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
    };
    let line = format!(
        "{}: {} requests/s, wait queue length {}, wait {} us, service {} us, blocked {}%, busy {}%\n",
        String::from_utf8_lossy(name),
        decimal(queue.finished, 1_000_000, queue.elapsed()),
        decimal(queue.wait_time, 1, queue.elapsed()),
        decimal(queue.wait_time, 1, queue.finished),
        decimal(queue.run_time, 1, queue.finished),
        fraction(queue.blocked, 100, queue.elapsed()),
        fraction(queue.busy, 100, queue.elapsed()),
    );
    world.output.extend_from_slice(line.as_bytes());
}
