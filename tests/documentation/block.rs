//! What is done with a block, and what came of it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::console::{Step, steps};
use crate::page::Block;
use crate::play::Play;
use crate::session;
use crate::stage::Stage;

/// What is done with a block.
#[derive(Debug)]
pub enum Treatment {
    /// Nothing: it is no command.
    Data,
    /// Nothing, for a reason.
    NotRun(String),
    /// It is a script, which is planned.
    Script,
    /// Its commands are planned.
    Planned,
    /// Its commands are run.
    Console,
}

/// New text for places of the page.
type News = Vec<(Range<usize>, String)>;

/// What is to be done with a block; `missing` is what keeps root's commands from being run.
pub fn treatment(block: &Block, missing: Option<&str>) -> Treatment {
    if let Some(reason) = block.note("not run:") {
        return Treatment::NotRun(reason.to_owned());
    }
    match block.language() {
        "sig" => return Treatment::Script,
        "console" => {}
        _ => return Treatment::Data,
    }
    if block.note("planned").is_some() {
        return Treatment::Planned;
    }
    let needed = block.note("needs");
    if let Some(program) = needed.and_then(|rest| rest.split_whitespace().next())
        && !is_installed(program)
    {
        return Treatment::NotRun(format!("there is no `{program}` here"));
    }
    match missing {
        Some(missing) if block.text.lines().any(|line| line.starts_with("# ")) => {
            Treatment::NotRun(missing.to_owned())
        }
        _ => Treatment::Console,
    }
}

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).exists())
}

/// Does it, and gives what the page should show otherwise where it is to be written anew.
///
/// # Errors
/// Where what was printed is not what is shown.
pub fn run(block: &Block, treatment: &Treatment, stage: &Stage) -> Result<News, String> {
    match treatment {
        Treatment::Data | Treatment::NotRun(_) => Ok(News::new()),
        Treatment::Script => {
            let name = format!("{}-{}.sig", block.line, block.text.len());
            stage
                .file(&name, &block.text)
                .map_err(|error| error.to_string())?;
            let arguments = block.note("with").unwrap_or_default();
            planned(stage, &format!("{name} {arguments}"))
        }
        Treatment::Planned => {
            for step in steps(&block.text)? {
                let arguments = step
                    .command
                    .strip_prefix("sigscript ")
                    .ok_or_else(|| format!("`{}` is not planned", step.command))?;
                planned(stage, arguments)?;
            }
            Ok(News::new())
        }
        Treatment::Console => console(block, stage),
    }
}

/// Checks that it compiles without a warning.
fn planned(stage: &Stage, arguments: &str) -> Result<News, String> {
    let finished = stage
        .planned(arguments)
        .map_err(|error| error.to_string())?;
    let compiled = finished.status.success() && finished.output.starts_with("probe ");
    if compiled && finished.errors.is_empty() {
        Ok(News::new())
    } else {
        Err(format!("{arguments}: {}", finished.errors))
    }
}

fn console(block: &Block, stage: &Stage) -> Result<News, String> {
    let steps = steps(&block.text)?;
    let commands: Vec<&str> = steps
        .iter()
        .flat_map(|step| {
            let elsewhere = step.output.split("// elsewhere: ").skip(1);
            std::iter::once(step.command.as_str()).chain(elsewhere)
        })
        .collect();
    let numbers = block.note("numbers").is_some();
    let mut play = Play::new(stage, &commands, numbers).map_err(|error| error.to_string())?;
    let mut printed = Vec::new();
    for step in &steps {
        printed.push(if session::is_one(&step.output) {
            at_the_prompt(&mut play, step, block)?
        } else {
            play.step(step).map_err(|error| error.to_string())?
        });
    }
    let matching = |shown: &str, printed: &str| crate::compare::matches(shown, printed, numbers);
    let rest = play.end().map_err(|error| error.to_string())?;
    if let Some(last) = printed.last_mut() {
        last.push_str(&rest);
    }
    let mut news = News::new();
    let mut differences = String::new();
    for (step, printed) in steps.iter().zip(printed) {
        if matching(&step.output, &printed) {
            continue;
        }
        let can_be_written = !step.output.contains('…');
        if std::env::var_os("SIGSCRIPT_BLESS").is_some() && can_be_written {
            let start = block.range.start;
            news.push((start + step.range.start..start + step.range.end, printed));
        } else {
            let Step {
                command, output, ..
            } = step;
            let shown = ["\nshown:\n", output, "printed:\n", &printed].concat();
            differences += command;
            differences += &shown;
        }
    }
    if differences.is_empty() {
        Ok(news)
    } else {
        Err(differences)
    }
}

/// A folder for what the prompt remembers; gone when dropped.
struct State(PathBuf);

impl Drop for State {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn at_the_prompt(play: &mut Play, step: &Step, block: &Block) -> Result<String, String> {
    let name = format!("sigscript-session-{}-{}", std::process::id(), block.line);
    let state = State(std::env::temp_dir().join(name));
    std::fs::create_dir(&state.0).map_err(|error| error.to_string())?;
    let arguments: Vec<&str> = step.command.split_whitespace().skip(1).collect();
    let folder: &Path = &state.0;
    session::run(play, &arguments, &step.output, folder)
}
