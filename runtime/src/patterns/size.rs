//! How large a pattern becomes: the C library copies what is repeated, and small patterns can make it take seconds and gigabytes.

use super::parentheses::behind_brackets;

/// The most characters and bracket expressions that a pattern may stand for once its repetitions are written out.
const MOST_CHARACTERS: usize = 20_000;
/// The most ways that a match may take at some place. Their cost grows with the square of their number.
const MOST_CHOICES: usize = 1_000;

/// What a part of a pattern becomes.
#[derive(Clone, Copy, Default)]
struct Size {
    characters: usize,
    choices: usize,
}

impl Size {
    const ONE: Self = Self {
        characters: 1,
        choices: 0,
    };

    fn and(self, other: Self) -> Self {
        Self {
            characters: self.characters.saturating_add(other.characters),
            choices: self.choices.saturating_add(other.choices),
        }
    }

    fn choice(self) -> Self {
        Self {
            choices: self.choices.saturating_add(1),
            ..self
        }
    }

    fn times(self, count: usize) -> Self {
        Self {
            characters: self.characters.saturating_mul(count),
            choices: self.choices.saturating_mul(count),
        }
    }
}

/// A group while it is read: all but its last part, which a repetition may follow, and that.
#[derive(Clone, Copy, Default)]
struct Group {
    before: Size,
    last: Size,
}

impl Group {
    fn push(&mut self, part: Size) {
        self.before = self.before.and(self.last);
        self.last = part;
    }

    fn all(self) -> Size {
        self.before.and(self.last)
    }
}

/// Whether the C library can be given a pattern without harm. Patterns that it refuses anyway may be told to be either.
pub(super) fn is_bearable(pattern: &[u8]) -> bool {
    let size = size(pattern);
    size.characters <= MOST_CHARACTERS && size.choices <= MOST_CHOICES
}

fn size(pattern: &[u8]) -> Size {
    let mut around = Vec::new();
    let mut group = Group::default();
    let mut rest = pattern;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match byte {
            b'(' => around.push(std::mem::take(&mut group)),
            b')' => {
                let inner = group.all().and(Size::ONE);
                group = around.pop().unwrap_or(group);
                group.push(inner);
            }
            b'|' => {
                group.push(Size::default().choice());
                group.push(Size::default());
            }
            b'*' | b'?' => group.last = group.last.choice(),
            // `a+` is `aa*`.
            b'+' => group.last = group.last.and(group.last.choice()),
            b'{' => {
                let (least, most, length) = bounds(rest);
                rest = &rest[length..];
                group.last = repeated(group.last, least, most);
            }
            b'[' => {
                rest = behind_brackets(rest);
                group.push(Size::ONE);
            }
            b'\\' => {
                rest = rest.get(1..).unwrap_or_default();
                group.push(Size::ONE);
            }
            _ => group.push(Size::ONE),
        }
    }
    around.push(group);
    around
        .into_iter()
        .fold(Size::default(), |size, group| size.and(group.all()))
}

/// `part{least,most}`: without `most`, its last copy may be repeated for ever.
fn repeated(part: Size, least: usize, most: Option<usize>) -> Size {
    let optional = most.map_or(1, |most| most.saturating_sub(least));
    part.times(least).and(part.choice().times(optional))
}

/// The numbers of `least,most}`, and the length of all of it.
fn bounds(text: &[u8]) -> (usize, Option<usize>, usize) {
    let length = text
        .iter()
        .position(|&byte| byte == b'}')
        .map_or(text.len(), |end| end + 1);
    let mut parts = text[..length]
        .trim_ascii_end()
        .split(|byte| matches!(byte, b',' | b'}'));
    let least = parts.next().and_then(number);
    let most = if text[..length].contains(&b',') {
        parts.next().and_then(number)
    } else {
        least
    };
    (least.unwrap_or(0), most, length)
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{is_bearable, size};

    #[test]
    fn repetitions_are_written_out() {
        for (pattern, characters, choices) in [
            ("abc", 3, 0),
            ("a{3}", 3, 0),
            ("a{2,5}", 5, 3),
            ("a{2,}", 3, 1),
            ("a{,3}", 3, 3),
            ("x(a{2}|[^]b]+){10}", 51, 20),
            (r"\({3}", 3, 0),
            ("((a{10}){10}){10}", 1110, 0),
        ] {
            let size = size(pattern.as_bytes());
            assert_eq!(
                (size.characters, size.choices),
                (characters, choices),
                "{pattern}"
            );
        }
    }

    #[test]
    fn exploding_patterns_are_told() {
        let plus = format!("{}a{}", "(".repeat(40), "+)".repeat(40));
        for pattern in [
            "a{1000}{1000}",
            "(((a?){20}){20}){20}",
            "[a-z]{1,1000}{1,30}",
            "a{99999999999}{9}",
            &plus,
        ] {
            assert!(!is_bearable(pattern.as_bytes()), "{pattern}");
        }
        for pattern in [
            "(a*)*b",
            "([0-9]{1,3}\\.){3}[0-9]{1,3}",
            "a{255}",
            "[a-z]{1,900}",
            "(",
            "a)",
            "{",
            "a{",
        ] {
            assert!(is_bearable(pattern.as_bytes()), "{pattern}");
        }
    }
}
