//! The command: arguments to one action to an exit status.

#![forbid(unsafe_code)]

mod action;
mod arguments;
mod backends;
mod descriptors;
mod environment;
mod host;
mod identity;
mod library;
mod list;
mod metrics;
mod output;
mod pages;
mod privileges;
mod progress;
mod reference;
mod render;
mod repl;
mod replay;
mod script;
mod settings;
mod status;
mod watch;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::from_words(std::env::args_os());
    let renderer = render::Renderer::new(arguments.color, arguments.verbose > 0);
    let outcome = if arguments.wants_prompt() {
        repl::run(&arguments, &renderer)
    } else {
        action::run(&arguments, &renderer)
    };
    match outcome {
        Ok(status) => status.into(),
        Err(failure) => {
            renderer.failure(&failure);
            failure.status().into()
        }
    }
}
