//! Sections to the lines of a frame: each gets its share of the screen, and says what it has no room for.

use std::time::Duration;

use jiff::ZonedDateTime;
use sigscript_runtime::session::View;
use sigscript_runtime::vm::Layout;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::log::Log;
use super::sections::{self, Section, on_one_line};

/// The part of the screen that what is printed may take even if globals have no room then: one of so many rows.
const PRINTED: usize = 4;
/// The least that is of use of a section: an empty line, the title, what is left out.
const LEAST: usize = 3;

/// What a frame depends on beside the session.
pub struct Frame<'a> {
    pub title: &'a str,
    /// How to end it.
    pub end: &'a str,
    pub running: Duration,
    pub layout: Layout,
    pub rows: usize,
    pub columns: usize,
}

impl Frame<'_> {
    /// The lines of the screen, none wider than it: the head line, the globals, and what was printed at the bottom.
    pub fn lines(&self, view: &View<'_>, log: &Log) -> Vec<String> {
        let mut lines = vec![self.head(view.events())];
        let room = self.rows.saturating_sub(lines.len());
        // Its title and an empty line above.
        let wanted = match log.count() {
            0 => 0,
            count => count + 2,
        };
        let kept = wanted.min(self.rows / PRINTED);
        let sections = sections::of(view, self.layout, self.rows, self.columns);
        lines.extend(arranged(&sections.first, &sections.bars, room - kept));
        let left = self.rows.saturating_sub(lines.len());
        if wanted > 0 && left > 2 {
            lines.extend(printed(log, left));
        }
        for line in &mut lines {
            *line = cut(line, self.columns);
        }
        lines.truncate(self.rows);
        lines
    }

    /// The script, times, events, and how to end it, over the whole width.
    fn head(&self, events: Option<(u64, u64)>) -> String {
        let seconds = self.running.as_secs();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let events = events.map_or_else(String::new, |(taken, lost)| {
            format!("  {taken} events, {lost} lost")
        });
        let title = on_one_line(self.title.as_bytes());
        let now = ZonedDateTime::now().strftime("%H:%M:%S");
        let head = format!("{title}  {now}  running {hours}:{minutes:02}:{seconds:02}{events}");
        let gap = self.columns.saturating_sub(head.width() + self.end.width());
        let gap = " ".repeat(gap.max(2));
        cut(&format!("{head}{gap}{}", self.end), self.columns)
    }
}

/// The sections in so many rows.
fn arranged(first: &[Section], bars: &[Section], room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut least = 0;
    let fitting = first.iter().enumerate().take_while(|(index, section)| {
        least += section.rows().min(LEAST);
        // What does not fit takes a line as well.
        least + usize::from(index + 1 < first.len()) <= room
    });
    let (shown, left_out) = first.split_at(fitting.count());
    let notice = usize::from(!left_out.is_empty());
    let wishes: Vec<usize> = shown.iter().map(Section::rows).collect();
    let shares = shares(&wishes, room.saturating_sub(notice));
    for (section, share) in shown.iter().zip(shares) {
        lines.extend(section.within(share));
    }
    if !left_out.is_empty() {
        lines.push(format!("… {} more globals", left_out.len()));
        lines.truncate(room);
        return lines;
    }
    for section in bars {
        if lines.len() + section.rows() > room {
            break;
        }
        lines.extend(section.within(section.rows()));
    }
    lines
}

/// Shares rows among wishes: nobody gets more than is wished for, or less than another one that wishes as much.
fn shares(wishes: &[usize], room: usize) -> Vec<usize> {
    let mut shares = vec![0; wishes.len()];
    for _ in 0..room {
        let wanting = (0..wishes.len()).filter(|&place| shares[place] < wishes[place]);
        let Some(poorest) = wanting.min_by_key(|&place| shares[place]) else {
            break;
        };
        shares[poorest] += 1;
    }
    shares
}

impl Section {
    /// The rows that it takes with an empty line above.
    fn rows(&self) -> usize {
        let title = usize::from(self.title.is_some());
        1 + title + self.lines.len() + usize::from(self.more > 0)
    }

    /// At most so many rows of it.
    fn within(&self, rows: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        lines.extend(self.title.clone());
        let room = if rows >= self.rows() {
            self.lines.len()
        } else {
            rows.saturating_sub(lines.len() + 1)
        };
        let (shown, left_out) = self.lines.split_at(room.min(self.lines.len()));
        lines.extend_from_slice(shown);
        if self.more + left_out.len() > 0 {
            lines.push(format!("… {} more", self.more + left_out.len()));
        }
        lines.truncate(rows);
        lines
    }
}

/// The end of what was printed, in so many rows.
fn printed(log: &Log, rows: usize) -> Vec<String> {
    let room = rows - 2;
    let title = match log.count() {
        count if count > room => format!("printed, the last {room} of {count} lines:"),
        _ => "printed:".to_owned(),
    };
    let last = log.last(room).map(on_one_line);
    [String::new(), title].into_iter().chain(last).collect()
}

/// A line that is not wider than the screen.
fn cut(line: &str, columns: usize) -> String {
    if line.width() <= columns {
        return line.to_owned();
    }
    let mut width = 0;
    let fitting = line.chars().take_while(|character| {
        width += character.width().unwrap_or(0);
        width < columns
    });
    fitting.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(title: &str, count: usize, more: usize) -> Section {
        Section {
            title: Some(title.to_owned()),
            lines: (1..=count)
                .map(|number| format!("{title}{number}"))
                .collect(),
            more,
        }
    }

    #[test]
    fn rows_are_shared() {
        assert_eq!(shares(&[3, 4], 10), [3, 4]);
        assert_eq!(shares(&[2, 100, 100], 12), [2, 5, 5]);
        assert_eq!(shares(&[5, 5], 3), [2, 1]);
        assert!(shares(&[], 3).is_empty());
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let text = |first: Vec<_>, bars: Vec<_>, room| arranged(&first, &bars, room).join("|");
        let (a, b) = (|| section("a", 3, 0), || section("b", 2, 7));
        assert_eq!(text(vec![a()], vec![], 9), "|a|a1|a2|a3");
        assert_eq!(text(vec![a()], vec![], 4), "|a|a1|… 2 more");
        assert_eq!(text(vec![b()], vec![], 9), "|b|b1|b2|… 7 more");
        assert_eq!(text(vec![b()], vec![], 4), "|b|b1|… 8 more");
        assert_eq!(
            text(vec![a(), b()], vec![], 5),
            "|a|a1|… 2 more|… 1 more globals"
        );
        assert_eq!(
            text(vec![a()], vec![b(), b()], 10),
            "|a|a1|a2|a3||b|b1|b2|… 7 more"
        );
        for room in 0..20 {
            assert!(arranged(&[a(), b()], &[a()], room).len() <= room, "{room}");
        }
    }

    #[test]
    fn lines_are_cut_at_the_margin() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
    }
}
