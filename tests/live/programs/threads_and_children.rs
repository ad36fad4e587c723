//! A thread that is not its process's first starts a child that sends a signal to both; the signals do nothing.

use std::process::Command;
use std::thread;

fn main() {
    let worker = thread::Builder::new().name("worker".to_owned());
    let worker = worker.spawn(|| {
        let mut child = Command::new("/bin/sh");
        child.args(["-c", "kill -URG $PPID; kill -WINCH $$; exit 3"]);
        assert_eq!(child.status().expect("the shell runs").code(), Some(3));
    });
    worker.expect("a thread starts").join().expect("it ends well");
}
