//! The command, and the time that a test gives a process.

use std::io;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// The command under test.
pub const SIGSCRIPT: &str = env!("CARGO_BIN_EXE_sigscript");

/// Nothing that a test runs needs longer, on a slow machine that does other things as well.
const LIMIT: Duration = Duration::from_secs(90);

/// Waits for the end of a process, not for ever.
///
/// # Errors
/// Where it takes too long; then it is killed.
pub fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if since.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Err(io::Error::other(format!(
                "ran longer than {} s",
                LIMIT.as_secs()
            )));
        }
        thread::sleep(Duration::from_millis(2));
    }
}
