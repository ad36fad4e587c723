//! Points for people: a paragraph for each, its variables in columns, descriptions wrapped to the terminal.

use std::io;

use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};
use rustix::termios::tcgetwinsize;
use sigscript_compiler::listing::{Row, Variable};
use unicode_width::UnicodeWidthStr as _;

use super::kind;

/// Where no terminal says how wide it is.
const USUAL_WIDTH: usize = 100;

/// Longer lines are no pleasure to read.
const WIDEST: usize = 120;

/// A description gets at least so many columns, even if lines are too long for the terminal then.
const NARROWEST_TEXT: usize = 24;

/// A name that is longer than this does not move the column behind it.
const WIDEST_NAME: usize = 44;

/// In front of variables.
const INDENT: usize = 4;

/// Between columns.
const GAP: usize = 2;

/// The columns that there are.
pub fn width() -> usize {
    let columns = tcgetwinsize(io::stdout()).map_or(0, |size| usize::from(size.ws_col));
    match columns {
        0 => USUAL_WIDTH,
        columns => columns.min(WIDEST),
    }
}

/// Writes all points, with empty lines between them where any has variables.
pub fn write(rows: &[Row], width: usize, output: &mut impl WriteColor) -> io::Result<()> {
    let detailed = |row: &Row| !row.variables.is_empty() || !row.targets.is_empty();
    let paragraphs = rows.iter().any(detailed);
    let column = if paragraphs {
        0
    } else {
        let described = rows.iter().filter(|row| !note(row).is_empty());
        column(described.map(|row| row.name.width()), WIDEST_NAME)
    };
    for (number, row) in rows.iter().enumerate() {
        if paragraphs && number > 0 {
            writeln!(output)?;
        }
        head(row, column, width, output)?;
        variables(row, width, output)?;
    }
    Ok(())
}

/// The widest of the columns that are not wider than `most`.
fn column(widths: impl Iterator<Item = usize>, most: usize) -> usize {
    widths.filter(|width| *width <= most).max().unwrap_or(0)
}

/// What is said of a point: why it cannot be had, else when it fires.
fn note(row: &Row) -> String {
    match &row.unavailable {
        Some(reason) => format!("unavailable: {reason}"),
        None => row.fires.clone(),
    }
}

fn head(row: &Row, column: usize, width: usize, output: &mut impl WriteColor) -> io::Result<()> {
    let unavailable = row.unavailable.is_some();
    styled(&row.name, ColorSpec::new().set_bold(!unavailable), output)?;
    let style = if unavailable {
        ColorSpec::new().set_fg(Some(Color::Yellow)).clone()
    } else {
        ColorSpec::new()
    };
    text(
        &note(row),
        row.name.width(),
        column + GAP,
        width,
        &style,
        output,
    )
}

fn variables(row: &Row, width: usize, output: &mut impl WriteColor) -> io::Result<()> {
    let targets = row.targets.iter().map(|(name, kind)| Line {
        name: format!("${name}"),
        kind,
        holds: "",
    });
    let own = row.variables.iter().map(|variable: &Variable| Line {
        name: variable.name.clone(),
        kind: kind(variable.kind),
        holds: &variable.holds,
    });
    let mut all: Vec<Line> = own.chain(targets).collect();
    // What is said of several variables at once is shown once.
    for number in (1..all.len()).rev() {
        if all[number].holds == all[number - 1].holds {
            all[number].holds = "";
        }
    }
    let names = INDENT
        + column(
            all.iter().map(|variable| variable.name.width()),
            WIDEST_NAME,
        )
        + GAP;
    let described = all.iter().filter(|variable| !variable.holds.is_empty());
    let kinds = names + column(described.map(|variable| variable.kind.width()), WIDEST_NAME) + GAP;
    for variable in &all {
        write!(output, "{:INDENT$}", "")?;
        let style = ColorSpec::new().set_fg(Some(Color::Cyan)).clone();
        styled(&variable.name, &style, output)?;
        let behind = INDENT + variable.name.width();
        let gap = names.saturating_sub(behind).max(1);
        write!(output, "{:gap$}", "")?;
        styled(variable.kind, ColorSpec::new().set_dimmed(true), output)?;
        let behind = behind + gap + variable.kind.width();
        text(
            variable.holds,
            behind,
            kinds,
            width,
            &ColorSpec::new(),
            output,
        )?;
    }
    Ok(())
}

/// A line of a point's variables.
struct Line<'a> {
    name: String,
    kind: &'a str,
    holds: &'a str,
}

/// Writes `words` from `column` on, behind the `behind` columns that are written already, and ends the line.
fn text(
    words: &str,
    behind: usize,
    column: usize,
    width: usize,
    style: &ColorSpec,
    output: &mut impl WriteColor,
) -> io::Result<()> {
    let mut at = behind;
    let mut column = column;
    if !words.is_empty() && at + GAP > column {
        column = at + GAP;
        if column + NARROWEST_TEXT > width {
            writeln!(output)?;
            (at, column) = (0, 2 * INDENT);
        }
    }
    for line in wrapped(words, width.saturating_sub(column).max(NARROWEST_TEXT)) {
        let gap = column - at;
        write!(output, "{:gap$}", "")?;
        styled(&line, style, output)?;
        writeln!(output)?;
        at = 0;
    }
    if words.is_empty() {
        writeln!(output)?;
    }
    Ok(())
}

/// The words in lines that are not wider than `room`, unless a word is.
fn wrapped(words: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn styled(text: &str, style: &ColorSpec, output: &mut impl WriteColor) -> io::Result<()> {
    if style.is_none() {
        return write!(output, "{text}");
    }
    output.set_color(style)?;
    write!(output, "{text}")?;
    output.reset()
}

#[cfg(test)]
mod tests {
    use codespan_reporting::term::termcolor::Buffer;
    use sigscript_compiler::Kind;
    use sigscript_compiler::listing::{Row, Variable};

    use super::write;

    fn page(rows: &[Row], width: usize) -> String {
        let mut buffer = Buffer::no_color();
        write(rows, width, &mut buffer).expect("a buffer takes everything");
        String::from_utf8(buffer.into_inner()).expect("it was text")
    }

    fn point(name: &str, fires: &str) -> Row {
        Row {
            name: name.to_owned(),
            fires: fires.to_owned(),
            ..Row::default()
        }
    }

    #[test]
    fn names_stand_in_a_column() {
        let mut rows = [
            point("a.b", "one two three four five six"),
            point("long.name", "seven"),
            point("kernel.trace(\"x\")", ""),
            point("none", "never"),
        ];
        rows[3].unavailable = Some("missing".to_owned());
        let expected = "\
a.b        one two three four five
           six
long.name  seven
kernel.trace(\"x\")
none       unavailable: missing
";
        assert_eq!(page(&rows, 36), expected);
    }

    #[test]
    fn variables_stand_in_columns() {
        let variable = |name: &str, kind, holds: &str| Variable {
            name: name.to_owned(),
            kind,
            holds: holds.to_owned(),
        };
        let mut row = point("a.b", "it fires");
        row.variables = vec![
            variable(
                "sig",
                Kind::Long,
                "its number, and some words more to make two lines",
            ),
            variable("sig_name", Kind::String, "its name"),
        ];
        row.targets = vec![("info".to_owned(), "struct kernel_siginfo *".to_owned())];
        let expected = "\
a.b  it fires
    sig       long    its number, and some
                      words more to make two
                      lines
    sig_name  string  its name
    $info     struct kernel_siginfo *

end
";
        assert_eq!(page(&[row, point("end", "")], 46), expected);
    }
}
