//! Nothing stays: after any end no program, map or link of the session exists.

use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use crate::Test;
use crate::kernel::{Object, objects};
use crate::tracer::{PATIENCE, Tracer};

pub const TESTS: &[Test] = &[
    ("after_interrupt", || gone_after(Signal::SIGINT)),
    ("after_kill", || gone_after(Signal::SIGKILL)),
    ("after_error", after_error),
];

const SCRIPT: &str = "probe signal.send { if (sig == 40 && sig_pid == 1) println(sig_name) }
    probe kernel.tracepoint(\"signal:signal_deliver\") { if ($sig == 40 && pid() == 1) println($sig) }";

/// What a tracer holds in the kernel.
fn held(tracer: &Tracer) -> Vec<Object> {
    let objects: Vec<Object> = objects(tracer.id()).into_iter().collect();
    assert!(
        objects.iter().filter(|object| object.is_link()).count() >= 1,
        "{objects:?}"
    );
    assert!(objects.iter().all(Object::exists), "{objects:?}");
    objects
}

/// The kernel frees them a moment after their last holder is gone.
fn wait_until_gone(objects: &[Object]) {
    let since = Instant::now();
    while objects.iter().any(Object::exists) {
        assert!(since.elapsed() < PATIENCE, "still there: {objects:?}");
        thread::sleep(Duration::from_millis(5));
    }
}

fn gone_after(signal: Signal) {
    let tracer = Tracer::one_liner(SCRIPT, &[]);
    let objects = held(&tracer);
    tracer.signal(signal);
    let ended = tracer.end();
    assert_eq!(
        ended.status.success(),
        signal == Signal::SIGINT,
        "{ended:#?}"
    );
    wait_until_gone(&objects);
}

fn after_error() {
    let script = format!(
        "{SCRIPT} global none probe begin {{ none = 0 }} probe timer.ms(300) {{ println(1 / none) }}"
    );
    let tracer = Tracer::one_liner(&script, &[]);
    let objects = held(&tracer);
    assert_eq!(tracer.end().status.code(), Some(1));
    wait_until_gone(&objects);
}
