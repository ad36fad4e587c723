//! Globals to sections of lines: scalars, statistics in columns, arrays by decreasing value, histograms as bars.

use std::fmt::Write as _;

use sigscript_compiler::plan::Global;
use sigscript_grammar::syntax::Extractor;
use sigscript_runtime::arrays::{self, Array, Part, Slot};
use sigscript_runtime::render::escape;
use sigscript_runtime::session::View;
use sigscript_runtime::statistics::{Buckets, Shape, Statistic};
use sigscript_runtime::vm::{Layout, Value};
use unicode_width::UnicodeWidthStr as _;

/// The columns of statistics.
const COLUMNS: [Extractor; 4] = [
    Extractor::Count,
    Extractor::Average,
    Extractor::Min,
    Extractor::Max,
];
/// The narrowest column of numbers.
const NARROWEST: usize = 8;
/// The shortest bar.
const SHORTEST: usize = 10;

/// Lines that belong together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What stands above them, if anything.
    pub title: Option<String>,
    /// The lines that may be shown.
    pub lines: Vec<String>,
    /// What there is beside those.
    pub more: usize,
}

/// The sections of all globals: those that everybody wants to see, and bars of elements, for which there may be room.
pub struct Sections {
    pub first: Vec<Section>,
    pub bars: Vec<Section>,
}

/// What can be shown in so many rows and columns.
pub fn of(view: &View<'_>, layout: Layout, rows: usize, columns: usize) -> Sections {
    let (mut scalars, mut others, mut bars) = (Section::default(), Vec::new(), Vec::new());
    let mut statistics: Vec<(String, &Statistic)> = Vec::new();
    let histogram = |title: String, statistic: &Statistic, shape: &Shape| {
        let buckets = shape.buckets.as_ref()?;
        let lines = drawn(buckets, statistic.counts()?, layout, columns);
        let (title, more) = (Some(title), 0);
        Some(Section { title, lines, more })
    };
    for (global, value, shape) in view.globals() {
        let name = &global.name;
        match value {
            Value::Number(number) => scalars.lines.push(format!("{name}={number}")),
            Value::Text(text) => scalars.lines.push(format!("{name}={}", quoted(text))),
            Value::Statistic(statistic) => {
                statistics.push((name.clone(), statistic));
                others.extend(histogram(name.clone(), statistic, shape));
            }
            Value::Array(array) => {
                let slots = array.highest(rows);
                others.push(elements(global, array, &slots));
                bars.extend(slots.iter().filter_map(|&slot| {
                    let arrays::Value::Statistic(statistic) = array.value(slot) else {
                        return None;
                    };
                    histogram(format!("{name}[{}]", keys(array, slot)), statistic, shape)
                }));
            }
        }
    }
    let (title, lines) = table(&statistics);
    let statistics = Section {
        title: Some(title),
        lines,
        more: 0,
    };
    let mut first = vec![scalars, statistics];
    first.retain(|section| !section.lines.is_empty());
    first.append(&mut others);
    Sections { first, bars }
}

/// An array: its name and size, then the elements in these places.
fn elements(global: &Global, array: &Array, slots: &[Slot]) -> Section {
    let (name, count) = (&global.name, array.len());
    let mut title = match count {
        0 => format!("{name}: empty"),
        1 => format!("{name}: 1 element"),
        count => format!("{name}: {count} elements"),
    };
    let mut lines = Vec::new();
    let mut statistics = Vec::new();
    for &slot in slots {
        let keys = keys(array, slot);
        match array.value(slot) {
            arrays::Value::Number(number) => lines.push(format!("{number:>NARROWEST$}  {keys}")),
            arrays::Value::Text(text) => lines.push(format!("  {keys}: {}", quoted(text))),
            arrays::Value::Statistic(statistic) => statistics.push((keys, statistic)),
        }
    }
    if !statistics.is_empty() {
        let (columns, rows) = table(&statistics);
        title = format!("{columns}  {title}");
        lines = rows;
    }
    Section {
        title: Some(title),
        lines,
        more: count - slots.len(),
    }
}

/// The heads of the columns, and a row for each statistic, with its name behind.
fn table(statistics: &[(String, &Statistic)]) -> (String, Vec<String>) {
    let cell = |statistic: &Statistic, part| {
        let value = statistic.extract(part, &Shape::default());
        value.map_or_else(|| "-".to_owned(), |value| value.to_string())
    };
    let mut head = String::new();
    let mut rows = vec![String::new(); statistics.len()];
    for part in COLUMNS {
        let cells = statistics
            .iter()
            .map(|(_, statistic)| cell(statistic, part));
        let cells: Vec<String> = cells.collect();
        let widest = cells.iter().map(String::len).max().unwrap_or(0);
        let width = widest.max(NARROWEST - 1) + 1;
        // Writing to memory does not fail, here and below.
        let _ = write!(head, "{:>width$}", part.name());
        for (row, cell) in rows.iter_mut().zip(cells) {
            let _ = write!(row, "{cell:>width$}");
        }
    }
    for (row, (name, _)) in rows.iter_mut().zip(statistics) {
        let _ = write!(row, "  {name}");
    }
    (head, rows)
}

/// A histogram as `print(@hist_log(x))` prints it, with bars that are short enough for the screen.
fn drawn(buckets: &Buckets, counts: &[u64], layout: Layout, columns: usize) -> Vec<String> {
    let lines = |width| {
        let text = buckets.text(counts, Layout { width, ..layout });
        let text = String::from_utf8_lossy(&text).into_owned();
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    let full = lines(layout.width);
    let widest = full.iter().map(|line| line.width()).max().unwrap_or(0);
    match widest.saturating_sub(columns) {
        0 => full,
        over => lines(layout.width.saturating_sub(over).max(SHORTEST)),
    }
}

/// `"key", 2`
fn keys(array: &Array, slot: Slot) -> String {
    let key = |part| match part {
        Part::Number(number) => number.to_string(),
        Part::Text(text) => quoted(text),
    };
    array.parts(slot).map(key).collect::<Vec<_>>().join(", ")
}

fn quoted(text: &[u8]) -> String {
    format!("\"{}\"", on_one_line(text))
}

/// A text of whatever bytes as a part of one line: shown, and not obeyed.
pub fn on_one_line(text: &[u8]) -> String {
    let mut shown = Vec::new();
    escape::for_terminal(text, &mut shown);
    String::from_utf8_lossy(&shown)
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}
