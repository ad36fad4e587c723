//! Messages, and the ways to end a handler or the session.

use super::row::rows;
use crate::text::Text;
use crate::vm::Failure;

rows! { world;
    /// Prints `message` and a line break.
    impure fn log(message: String) {
        world.output.extend_from_slice(message);
        world.output.push(b'\n');
    }

    /// Prints `message` as a warning on standard error; the same message is printed once.
    impure fn warn(message: String) { world.warnings.push(message.clone()); }

    /// Ends the handler with an error, which `try` can catch; an error that is not caught ends the session.
    impure fn error(message: String) { fail(message) }

    /// Ends the session once the running handler is done; `end` probes still run.
    ending fn exit() { world.exit = true; }

    /// Ends the session and the running handler; `end` probes still run.
    ending fn abort() {
        world.exit = true;
        Err::<(), _>(Failure::abort())
    }

    /// Runs `command` by `/bin/sh -c`, as the user who called, and waits for its end; what it prints stands between what the script prints before and after. Needs `--allow-system`.
    system fn system(command: String) {
        world.commands.push((world.output.len(), command.clone()));
    }

    /// Ends the handler with an error where `condition` is 0.
    impure fn assert(condition: Long) {
        if condition == 0 { Err(Failure::error("assertion failed")) } else { Ok(()) }
    }

    /// Ends the handler with `message` as its error where `condition` is 0.
    impure fn assert(condition: Long, message: String) { if condition == 0 { fail(message) } else { Ok(()) } }
}

fn fail(message: &Text) -> Result<(), Failure> {
    Err(Failure::error(message))
}
