//! Sessions at the prompt: what the pages show is typed on a pseudo-terminal, and the screen compared.
//!
//! A comment `// elsewhere: COMMAND` is what the user does in another window.

use std::num::NonZero;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::play::Play;
use crate::pseudo_terminal::{COLUMNS, Prompt, ROWS};

/// What a line begins with that is edited.
pub const PROMPT: &str = "sigscript> ";

/// What is waited for comes within milliseconds; this is for a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the screen must stay as it is, to be what the page shows.
const REST: Duration = Duration::from_millis(150);

/// Whether the output of a command is a session.
pub fn is_one(output: &str) -> bool {
    output.lines().any(|line| line.starts_with(PROMPT))
}

/// The screen of a terminal, of which bytes are known.
struct Screen {
    prompt: Prompt,
    parser: vt100::Parser,
}

impl Screen {
    /// Types a line.
    fn enter(&mut self, line: &str) {
        self.prompt.keys(line);
        self.prompt.keys("\r");
    }

    /// Looks until the screen is as it should be and stays so, or for a time; gives what it shows.
    fn look(&mut self, is_right: impl Fn(&str) -> bool) -> String {
        let since = Instant::now();
        let mut quiet = Instant::now();
        loop {
            let bytes = self.prompt.bytes(REST);
            if !bytes.is_empty() {
                quiet = Instant::now();
                self.parser.process(bytes.as_bytes());
            }
            let shown = self.parser.screen().contents();
            let right = is_right(&shown);
            if right && quiet.elapsed() >= REST || since.elapsed() > PATIENCE {
                return shown;
            }
        }
    }
}

/// What stands above the first line of a session, and its lines, each with what is shown below it.
fn entries(output: &str) -> (String, Vec<(String, String)>) {
    let mut greeting = String::new();
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in output.lines() {
        match (line.strip_prefix(PROMPT.trim_end()), entries.last_mut()) {
            (Some(entered), _) => {
                entries.push((entered.trim_start().to_owned(), String::new()));
            }
            (None, last) => {
                let above = last.map_or(&mut greeting, |(_, answer)| answer);
                above.push_str(line);
                above.push('\n');
            }
        }
    }
    (greeting, entries)
}

fn size(length: u16) -> Result<NonZero<u16>, String> {
    NonZero::new(length).ok_or_else(|| "a terminal has rows and columns".to_owned())
}

/// Runs a session, and gives what the screen shows of it in the end, as the page would show it.
pub fn run(
    play: &mut Play,
    arguments: &[&str],
    output: &str,
    state: &Path,
) -> Result<String, String> {
    let mut screen = Screen {
        prompt: Prompt::start(arguments, state),
        parser: vt100::Parser::new(size(ROWS)?, size(COLUMNS)?, 0),
    };
    // What came before the first line was read already.
    let greeting = screen.prompt.greeting.replace('\n', "\r\n");
    screen.parser.process(greeting.as_bytes());
    let (mut expected, entries) = entries(output);
    let whole = format!("{expected}{}", PROMPT.trim_end());
    let mut printed = screen.look(|shown| shown.trim_end() == whole);
    for (entered, answer) in entries {
        expected.extend([PROMPT, &entered, "\n"]);
        screen.enter(&play.real(&entered));
        if let Some(command) = entered.strip_prefix("// elsewhere: ") {
            play.aside(command).map_err(|error| error.to_string())?;
        }
        expected.push_str(&answer);
        let whole = format!("{expected}{}", PROMPT.trim_end());
        printed = screen.look(|shown| play.matches(&whole, play.shown(shown).trim_end()));
    }
    screen.prompt.leave("\u{4}");
    let shown = play.shown(&printed);
    let without = shown.trim_end().strip_suffix(PROMPT.trim_end());
    Ok(without.unwrap_or(&shown).to_owned())
}
