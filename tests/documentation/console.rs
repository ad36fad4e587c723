//! What is shown of a terminal, to the commands that were entered and what each printed.
//!
//! A command begins with `$ ` (any user) or `# ` (root) and goes on while a quote is open. ` &` at its end leaves it in the
//! background. The line `^C` stands where Ctrl-C was pressed.

use std::ops::Range;

/// A command with what it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whether root entered it.
    pub root: bool,
    /// Whether it runs beside those that follow.
    pub background: bool,
    /// The command, without the prompt and the ` &`.
    pub command: String,
    /// What is shown behind it, up to the next command.
    pub output: String,
    /// Where that stands in the text.
    pub range: Range<usize>,
}

/// The steps of a text.
///
/// # Errors
/// Where it does not begin with a command.
pub fn steps(text: &str) -> Result<Vec<Step>, String> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        at += line.len();
        let root = line.starts_with("# ");
        if root || line.starts_with("$ ") {
            let mut command = line[2..].to_owned();
            while is_open(&command) {
                let more = lines
                    .next()
                    .ok_or_else(|| format!("`{command}` has no end"))?;
                at += more.len();
                command.push_str(more);
            }
            let command = command.trim_end();
            let background = command.ends_with(" &");
            steps.push(Step {
                root,
                background,
                command: command.trim_end_matches(" &").to_owned(),
                output: String::new(),
                range: at..at,
            });
        } else {
            let step = steps
                .last_mut()
                .ok_or_else(|| format!("`{line}` is no command"))?;
            step.output.push_str(line);
            step.range.end = at;
        }
    }
    Ok(steps)
}

/// Whether a quote is open at the end of a command, or its last line ends in a backslash.
fn is_open(command: &str) -> bool {
    let mut quote = None;
    let mut characters = command.chars();
    while let Some(next) = characters.next() {
        match (quote, next) {
            (None | Some('"'), '\\') => {
                if characters.as_str().trim_start_matches('\n').is_empty() {
                    return true;
                }
                characters.next();
            }
            (None, '\'' | '"') => quote = Some(next),
            (Some(open), _) if open == next => quote = None,
            _ => {}
        }
    }
    quote.is_some()
}

/// That these rules hold.
pub const TESTS: &[(&str, fn())] = &[("commands_go_on_while_a_quote_is_open", quotes)];

fn quotes() {
    let text = "$ echo 'a\nb' \"c\\\"'\" &\nd\n^C\n# x\n";
    let steps = steps(text).expect("two commands");
    assert_eq!(steps.len(), 2);
    assert_eq!(steps[0].command, "echo 'a\nb' \"c\\\"'\"");
    assert!(steps[0].background && !steps[0].root && steps[1].root);
    assert_eq!(steps[0].output, "d\n^C\n");
    assert_eq!(&text[steps[0].range.clone()], "d\n^C\n");
    assert!(crate::console::steps("no command\n").is_err());
}
