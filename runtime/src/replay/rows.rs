//! Events that a recording writes as names and values, as records: a format made up for them, and each event's bytes in it.

use std::borrow::Cow;

use sigscript_compiler::catalog::{Event, Field, FieldForm};

use crate::record::ByteOrder;

/// Behind the event's number and the thread's id.
const FIRST: usize = 8;
/// The size of a number, and of the place of a text.
const SIZE: usize = 8;
/// The most fields of an event; what a line has beyond them is left out.
const MOST: usize = 256;

/// The fields of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    name: String,
    /// All of its values are numbers.
    number: bool,
}

impl Row {
    /// The fields of these names, those for which it holds true numbers.
    pub fn of(columns: &[(&str, bool)]) -> Self {
        let columns = columns.iter().map(|&(name, number)| Column {
            name: name.to_owned(),
            number,
        });
        Self {
            columns: columns.collect(),
        }
    }

    /// Takes note of an event's names and values.
    pub fn learn<'a>(&mut self, values: impl Iterator<Item = (&'a str, &'a str)>) {
        for (name, value) in values {
            let is_number = number(value).is_some();
            let known = self.columns.iter().position(|column| column.name == name);
            match known {
                Some(index) => self.columns[index].number &= is_number,
                None if self.columns.len() < MOST => self.columns.push(Column {
                    name: name.to_owned(),
                    number: is_number,
                }),
                None => {}
            }
        }
    }

    /// The format of its records.
    pub fn event(&self, id: u16) -> Event {
        let field = |(index, column): (usize, &Column)| Field {
            name: column.name.clone(),
            declared: if column.number {
                "long"
            } else {
                "__data_loc char[]"
            }
            .to_owned(),
            offset: (FIRST + index * SIZE) as u16,
            size: if column.number { SIZE as u16 } else { 4 },
            signed: column.number,
            form: if column.number {
                FieldForm::Integer
            } else {
                FieldForm::LocatedText
            },
        };
        Event {
            id,
            fields: self.columns.iter().enumerate().map(field).collect(),
        }
    }

    /// Puts an event's record together; `value` gives the value of a name, 0 or the empty text where it has none.
    pub fn encode<'a>(
        &self,
        id: u16,
        bytes: &mut Vec<u8>,
        mut value: impl FnMut(&str) -> Option<Cow<'a, str>>,
    ) {
        bytes.clear();
        bytes.extend(u64::from(id).to_le_bytes());
        bytes.resize(FIRST + self.columns.len() * SIZE, 0);
        for (index, column) in self.columns.iter().enumerate() {
            let value = value(&column.name);
            let value = value.as_deref().unwrap_or("");
            let word = if column.number {
                number(value).unwrap_or(0)
            } else {
                located(bytes, value)
            };
            let at = FIRST + index * SIZE;
            bytes[at..at + SIZE].copy_from_slice(&word.to_le_bytes());
        }
    }
}

/// The order of the bytes of [`Row::encode`].
pub const ORDER: ByteOrder = ByteOrder::Little;

/// Appends a text; gives the word that leads to it. What lies beyond the reach of such a word is cut off.
fn located(bytes: &mut Vec<u8>, value: &str) -> i64 {
    let start = bytes.len();
    let end = (start + value.len()).min(usize::from(u16::MAX));
    let size = end.saturating_sub(start);
    bytes.extend_from_slice(&value.as_bytes()[..size]);
    (size << 16 | start.min(usize::from(u16::MAX))) as i64
}

/// A number: decimal with or without a sign, or hexadecimal with `0x`.
pub fn number(text: &str) -> Option<i64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok().map(u64::cast_signed),
        None => text
            .parse()
            .ok()
            .or_else(|| text.parse::<u64>().ok().map(u64::cast_signed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_number_if_all_its_values_are() {
        let mut row = Row::default();
        row.learn([("a", "1"), ("b", "0xff"), ("c", "-5")].into_iter());
        row.learn([("a", "x"), ("b", "18446744073709551615"), ("d", "")].into_iter());
        let event = row.event(7);
        let forms: Vec<(&str, FieldForm)> = (event.fields.iter())
            .map(|field| (field.name.as_str(), field.form))
            .collect();
        let text = FieldForm::LocatedText;
        let integer = FieldForm::Integer;
        assert_eq!(
            forms,
            [("a", text), ("b", integer), ("c", integer), ("d", text)]
        );
        let mut bytes = Vec::new();
        row.encode(7, &mut bytes, |name| (name != "c").then_some("12".into()));
        assert_eq!(bytes[..8], [7, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(bytes[8..16], [40, 0, 2, 0, 0, 0, 0, 0]);
        assert_eq!((bytes[16], bytes[24]), (12, 0));
        assert_eq!(bytes[40..], *b"1212");
    }

    #[test]
    fn texts_end_where_their_words_end() {
        let mut bytes = Vec::new();
        let long = "x".repeat(70_000);
        Row::of(&[("a", false), ("b", false)])
            .encode(1, &mut bytes, |_| Some(Cow::Borrowed(&*long)));
        assert_eq!(bytes.len(), 65_535);
    }
}
