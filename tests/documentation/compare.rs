//! What is shown and what was printed: when they are the same.
//!
//! Three rules, and no more:
//!
//! 1. Those who play have numbers of their own on the page: `test_receiver` is process 8722, `test_sender` 9191, a second one 9192; the user
//!    is 1000.
//! 2. `…` on the page stands for any text, over several lines as well.
//! 3. In a block with the note `numbers`, any number stands for any other, and blanks for blanks, since columns move with them.

/// Process ids, and a user's, that the page calls otherwise.
#[derive(Clone, Debug, Default)]
pub struct Names {
    processes: Vec<(u32, u32)>,
    user: Option<(u32, u32)>,
}

impl Names {
    /// From here on a process has a number on the page.
    pub fn add(&mut self, process: u32, page: u32) {
        self.processes.push((process, page));
    }

    /// What is printed of a user has another number on the page.
    pub fn set_user(&mut self, user: u32, page: u32) {
        self.user = Some((user, page));
    }

    /// A text with the process ids of the page.
    pub fn shown(&self, text: &str) -> String {
        replaced(text, |number| {
            let mut all = self.processes.iter().chain(&self.user);
            let pair = all.find(|(real, _)| *real == number)?;
            Some(pair.1)
        })
    }

    /// A text with the real process ids.
    pub fn real(&self, text: &str) -> String {
        replaced(text, |number| {
            let mut all = self.processes.iter();
            let pair = all.find(|(_, page)| *page == number)?;
            Some(pair.0)
        })
    }
}

/// A text whose numbers are replaced by others where there are others.
fn replaced(text: &str, other: impl Fn(u32) -> Option<u32>) -> String {
    let mut replaced = String::new();
    for (number, piece) in pieces(text) {
        match piece.parse().ok().filter(|_| number).and_then(&other) {
            Some(other) => replaced.push_str(&other.to_string()),
            None => replaced.push_str(piece),
        }
    }
    replaced
}

/// A text in runs of digits and runs of others, and which they are.
fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let number = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|next: char| next.is_ascii_digit() != number);
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some((number, piece))
    })
}

/// A text in which all numbers are 0 and all blanks of a line one.
fn shape(text: &str) -> String {
    let digits: String = pieces(text)
        .map(|(number, piece)| if number { "0" } else { piece })
        .collect();
    let mut shape = String::new();
    for line in digits.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        shape.push_str(&words.join(" "));
        shape.push('\n');
    }
    shape
}

/// Whether what was printed is what is shown.
pub fn matches(shown: &str, printed: &str, numbers: bool) -> bool {
    if numbers {
        matches_pattern(&shape(shown), &shape(printed))
    } else {
        matches_pattern(shown, printed)
    }
}

/// Whether a text is the pattern, in which `…` stands for any text.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    let pattern = any_lines(pattern);
    let mut parts = pattern.split('…');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some((_, behind)) = rest.split_once(part) else {
            return false;
        };
        rest = behind;
    }
    rest.ends_with(last)
}

/// A pattern in which a `…` that has a line for itself stands for no line as well: it swallows the end of its line.
fn any_lines(pattern: &str) -> String {
    let lines = pattern.split_inclusive('\n');
    lines
        .map(|line| if line == "…\n" { "…" } else { line })
        .collect()
}

/// That these rules hold.
pub const TESTS: &[(&str, fn())] = &[
    ("dots_stand_for_any_text", dots),
    ("numbers_stand_for_numbers", numbers),
    ("the_cast_has_its_numbers", cast),
];

fn dots() {
    assert!(matches("a\n…\nd\n", "a\nb\nc\nd\n", false));
    assert!(matches("a\n…\nd\n…\n", "a\nd\n", false));
    assert!(matches("…\nd\n", "d\n", false));
    assert!(matches("a …\n", "a b\n", false));
    assert!(!matches("a …\n", "b a\n", false));
    assert!(!matches("a\n", "a\nb\n", false));
    assert!(!matches("a…b…c", "a c b", false));
}

fn numbers() {
    assert!(matches("  12 x 3.5\n", "1234 x  0.75\n", true));
    assert!(!matches("12 x\n", "12 y\n", true));
    assert!(!matches("12 x\n", "13 x\n", false));
}

fn cast() {
    let mut names = Names::default();
    names.add(77, 8722);
    assert_eq!(names.real("kill 8722 87220"), "kill 77 87220");
    names.set_user(1001, 1000);
    assert_eq!(names.shown("a(77) 777 1001"), "a(8722) 777 1000");
    assert_eq!(names.real("1000"), "1000");
}
