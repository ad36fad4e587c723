//! The command: arguments to one action to an exit status.

#![forbid(unsafe_code)]

mod action;
mod arguments;
mod descriptors;
mod environment;
mod host;
mod identity;
mod library;
mod list;
mod metrics;
mod output;
mod pages;
mod reference;
mod render;
mod replay;
mod script;
mod settings;
mod status;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::from_words(std::env::args_os());
    let renderer = render::Renderer::new(arguments.color);
    match action::run(&arguments, &renderer) {
        Ok(status) => status.into(),
        Err(failure) => {
            renderer.failure(&failure);
            failure.status().into()
        }
    }
}
