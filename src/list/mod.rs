//! A list of points as text (`-l`, `-L`): a line for each as SystemTap prints them; on a terminal, or with `-v`, a page to read.

mod page;

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use codespan_reporting::term::termcolor::{Buffer, WriteColor};
use sigscript_compiler::Kind;
use sigscript_compiler::listing::{Listing, Row};
use sigscript_grammar::{Diagnostic, Severity};

use crate::arguments::{Arguments, ColorChoice};
use crate::status::Status;

/// Prints the points.
pub fn print(listing: &Listing, arguments: &Arguments) -> Status {
    let terminal = io::stdout().is_terminal();
    let colored = match arguments.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
    };
    let mut buffer = if colored {
        Buffer::ansi()
    } else {
        Buffer::no_color()
    };
    let written = if terminal || arguments.verbose > 0 {
        page::write(&listing.rows, page::width(), &mut buffer)
    } else {
        lines(&listing.rows, &mut buffer)
    };
    let mut output = io::stdout().lock();
    match written
        .and_then(|()| output.write_all(buffer.as_slice()))
        .and_then(|()| output.flush())
    {
        Ok(()) => Status::Success,
        // Whoever reads it may have seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Success,
        Err(_) => Status::Failed,
    }
}

/// The points as a page to read.
pub fn page(listing: &Listing, colored: bool) -> String {
    let mut buffer = if colored {
        Buffer::ansi()
    } else {
        Buffer::no_color()
    };
    // Writing to memory does not fail.
    let _ = page::write(&listing.rows, page::width(), &mut buffer);
    String::from_utf8_lossy(buffer.as_slice()).into_owned()
}

/// `signal.send name:string sig:long $sig:int`
fn lines(rows: &[Row], output: &mut impl WriteColor) -> io::Result<()> {
    for row in rows {
        let mut line = row.name.clone();
        for variable in &row.variables {
            let _ = write!(line, " {}:{}", variable.name, kind(variable.kind));
        }
        for (name, type_name) in &row.targets {
            let _ = write!(line, " ${name}:{type_name}");
        }
        if let Some(reason) = &row.unavailable {
            let _ = write!(line, "  (unavailable: {reason})");
        }
        writeln!(output, "{line}")?;
    }
    Ok(())
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Long => "long",
        Kind::String => "string",
    }
}

/// What finds points, where nothing like the pattern is known.
pub const BY_OPTION: &str =
    "`-l '**'` lists all points, `-l '*word*'` those with a word in their names";

/// What is to be said beside the list, and how the command ends; `finding` tells how points are found.
pub fn told(listing: &Listing, pattern: &str, finding: &str) -> (Vec<Diagnostic>, Status) {
    let mut told = listing.broken.clone();
    for missing in &listing.missing {
        let message = format!("`{}` cannot be listed", missing.points);
        told.push(Diagnostic::new(Severity::Warning, message).help(&*missing.reason));
    }
    if !listing.rows.is_empty() {
        return (told, Status::Success);
    }
    let message = format!("no probe point matches `{pattern}`");
    let mut nothing = Diagnostic::new(Severity::Error, message);
    nothing = match listing.near.as_slice() {
        [] if !listing.missing.is_empty() => nothing,
        [] => nothing.help(finding),
        near => nothing.help(format!("did you mean {}?", quoted(near))),
    };
    told.push(nothing);
    let status = if listing.missing.is_empty() {
        Status::Failed
    } else {
        Status::Unavailable
    };
    (told, status)
}

/// `a`, `b` or `c` in backticks.
fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [begin @ .., last] if !begin.is_empty() => format!("{} or {last}", begin.join(", ")),
        _ => quoted.concat(),
    }
}
