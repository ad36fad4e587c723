//! The commands of the prompt, one row each: what `:help` shows, what Tab completes, and what a line means.

use std::fmt::Write as _;

use sigscript_grammar::similar;

/// What a command wants behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Nothing.
    Nothing,
    /// A probe point or a pattern.
    Point,
    /// The name of a function or a probe point.
    Name,
    /// The number of an entry.
    Number,
    /// The number of an entry, or a text.
    Script,
    /// The number of a process.
    Process,
    /// The name of a backend.
    Backend,
    /// A file.
    File,
}

/// A command of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `:help`
    Help,
    /// `:list PATTERN`
    List,
    /// `:doc NAME`
    Doc,
    /// `:plan`
    Plan,
    /// `:probes`
    Probes,
    /// `:stop N`
    Stop,
    /// `:vars`
    Vars,
    /// `:backend NAME`
    Backend,
    /// `:target PID`
    Target,
    /// `:save FILE`
    Save,
    /// `:load FILE`
    Load,
    /// `:quit`
    Quit,
}

/// A command, its name, what it wants, how that is written, and what it does.
pub type Row = (Command, &'static str, Wants, &'static str, &'static str);

/// Every command.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    (Command::Help, "help", Wants::Nothing, "", "this list"),
    (Command::List, "list", Wants::Point, "PATTERN", "the probe points that a pattern matches"),
    (Command::Doc, "doc", Wants::Name, "NAME", "what a function, a statement or a probe point is"),
    (Command::Plan, "plan", Wants::Script, "[N|SCRIPT]", "the plans of what runs, of entry N, or of a script without running it"),
    (Command::Probes, "probes", Wants::Nothing, "", "what runs: its number, events delivered, lost and counted"),
    (Command::Stop, "stop", Wants::Number, "[N]", "stop entry N, or all of them; `end` probes run"),
    (Command::Vars, "vars", Wants::Nothing, "", "the globals and their values"),
    (Command::Backend, "backend", Wants::Backend, "[NAME]", "where events of what is entered next come from: auto, ebpf, ftrace or ptrace"),
    (Command::Target, "target", Wants::Process, "[PID]", "what `target()` gives to what is entered next"),
    (Command::Save, "save", Wants::File, "FILE", "write what is declared and what runs to a file, as a script"),
    (Command::Load, "load", Wants::File, "FILE", "enter a script from a file"),
    (Command::Quit, "quit", Wants::Nothing, "", "stop everything and leave, as Ctrl-D does"),
];

/// The command that a line gives, and what stands behind it; `None` where the line is no command.
///
/// # Errors
/// The name, where there is no such command, or several begin with it.
pub fn parse(line: &str) -> Option<Result<(Command, &str), &str>> {
    let line = line.trim().strip_prefix(':')?;
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let exact = ROWS.iter().find(|row| row.1 == name);
    let mut beginning = ROWS
        .iter()
        .filter(|row| !name.is_empty() && row.1.starts_with(name));
    let row = exact.or_else(|| beginning.next().filter(|_| beginning.next().is_none()));
    Some(row.map(|row| (row.0, rest.trim())).ok_or(name))
}

/// What to write instead of a command that there is not.
pub fn instead_of(name: &str) -> String {
    let names = ROWS.iter().map(|row| row.1);
    let mut near: Vec<&str> = names.clone().filter(|row| row.starts_with(name)).collect();
    if near.is_empty() {
        near = similar(name, names);
    }
    if name.is_empty() || near.is_empty() {
        return "`:help` lists the commands".to_owned();
    }
    let near: Vec<String> = near.iter().map(|name| format!("`:{name}`")).collect();
    format!("did you mean {}?", near.join(" or "))
}

/// The name of a command.
pub fn name(command: Command) -> &'static str {
    let row = ROWS.iter().find(|row| row.0 == command);
    row.map_or("", |row| row.1)
}

/// The command that a line gives but for its colon: `quit`, `list signal.*`.
pub fn without_colon(line: &str) -> Option<Command> {
    let line = line.trim();
    let name = line.split_whitespace().next()?;
    let row = ROWS.iter().find(|row| row.1 == name)?;
    (!line.contains(['\n', '=', '('])).then_some(row.0)
}

/// How the command of this line is written and what it does, while nothing stands behind its name.
pub fn hint(line: &str) -> Option<String> {
    let name = line.trim_start().strip_prefix(':')?;
    let (_, _, _, wants, does) = ROWS.iter().find(|row| row.1 == name.trim_end())?;
    let blank = if name.ends_with(' ') { "" } else { " " };
    let wants = if wants.is_empty() {
        String::new()
    } else {
        format!("{blank}{wants}")
    };
    Some(format!("{wants}   {does}"))
}

/// What `:help` shows.
pub fn help() -> String {
    let mut text = "\
Enter a probe, and it runs at once beside the others: `probe signal.send { println(sig_name) }`.
Enter a statement or an expression, and it runs once: `count`, `print(count)`, `limit = 3`.
Globals and functions live on; declared again, they begin anew. Tab completes. What is open goes on in the next line.
Ctrl-C drops the line; on an empty one, it stops what runs. Ctrl-D leaves.

"
    .to_owned();
    for (_, name, _, wants, does) in ROWS {
        let written = format!(":{name} {wants}");
        let _ = writeln!(text, "  {written:<18}  {does}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_shortened() {
        assert_eq!(parse(":stop 2"), Some(Ok((Command::Stop, "2"))));
        assert_eq!(parse(":q"), Some(Ok((Command::Quit, ""))));
        assert_eq!(parse(" :load  a b "), Some(Ok((Command::Load, "a b"))));
        assert_eq!(parse(":p"), Some(Err("p")));
        assert_eq!(parse(":"), Some(Err("")));
        assert_eq!(parse("print(1)"), None);
    }

    #[test]
    fn what_was_meant_is_told() {
        assert_eq!(instead_of("lst"), "did you mean `:list`?");
        assert_eq!(instead_of("p"), "did you mean `:plan` or `:probes`?");
        assert_eq!(instead_of("frobnicate"), "`:help` lists the commands");
        assert_eq!(instead_of(""), "`:help` lists the commands");
        assert_eq!(without_colon("list signal.*"), Some(Command::List));
        assert_eq!(without_colon("quit"), Some(Command::Quit));
        for statement in ["plan = 3", "list(1)", "n + 1", ""] {
            assert_eq!(without_colon(statement), None);
        }
    }

    #[test]
    fn hints_are_for_what_is_missing() {
        assert!(hint(":stop").is_some_and(|hint| hint.starts_with(" [N]   stop")));
        assert!(hint(":stop ").is_some_and(|hint| hint.starts_with("[N]   stop")));
        assert!(hint(":quit").is_some_and(|hint| hint.starts_with("   stop everything")));
        assert_eq!(hint(":stop 1"), None);
        assert_eq!(hint("stop"), None);
    }
}
