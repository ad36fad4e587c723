//! One object on one line: names and values to JSON that no terminal takes for commands.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::Timestamp;
use serde::ser::{Serialize, SerializeMap, SerializeSeq as _, Serializer as _};
use serde_json::ser::{CompactFormatter, Compound, Formatter, Serializer};

use super::prints::Value;
use crate::arrays::Part;
use crate::statistics::{Bucket, Shape, Statistic};

/// An object that is being written.
pub(super) struct Object<'a> {
    map: Compound<'a, &'a mut Vec<u8>, Visible>,
}

impl Object<'_> {
    /// Adds a field. Names are not compared with earlier ones.
    pub fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        let written = self.map.serialize_entry(name, value);
        written.expect("memory takes everything, and names are strings");
    }
}

/// Appends a line with an object: its time in nanoseconds since 1970, its type, and what `fill` adds.
pub(super) fn object(
    output: &mut Vec<u8>,
    time: i64,
    kind: &str,
    fill: impl FnOnce(&mut Object<'_>),
) {
    let mut serializer = Serializer::with_formatter(&mut *output, Visible(CompactFormatter));
    let map = serializer.serialize_map(None);
    let mut object = Object {
        map: map.expect("memory takes everything"),
    };
    object.field("ts", &date(time));
    object.field("type", kind);
    fill(&mut object);
    let ended = SerializeMap::end(object.map);
    ended.expect("memory takes everything");
    output.push(b'\n');
}

/// RFC 3339 in UTC, always with nine digits of a second: texts sort as times do.
fn date(nanoseconds: i64) -> String {
    Timestamp::from_nanosecond(nanoseconds.into())
        .map_or_else(|_| String::new(), |time| format!("{time:.9}"))
}

/// Bytes as text; what is no UTF-8 becomes U+FFFD.
pub(super) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Escapes every control character, those behind ASCII as well: some terminals take them for commands.
#[derive(Clone, Debug)]
struct Visible(CompactFormatter);

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|character: char| character.is_control()) {
            let (before, from) = rest.split_at(at);
            self.0.write_string_fragment(writer, before)?;
            let mut characters = from.chars();
            let control = characters.next().map_or(0, u32::from);
            write!(writer, "\\u{control:04x}")?;
            rest = characters.as_str();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

impl Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Text(text) => serializer.serialize_str(&lossy(text)),
            Self::Histogram(buckets) => Histogram(buckets).serialize(serializer),
        }
    }
}

/// The buckets of a histogram that are not empty: `[{"low":4,"high":7,"count":200},…]`, without a bound where there is none.
struct Histogram<'a>(&'a [Bucket]);

impl Serialize for Histogram<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for bucket in self.0 {
            list.serialize_element(&Row(bucket))?;
        }
        list.end()
    }
}

struct Row<'a>(&'a Bucket);

impl Serialize for Row<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (low, high) = self.0.range;
        let mut row = serializer.serialize_map(None)?;
        for (name, bound) in [("low", low), ("high", high)] {
            if let Some(bound) = bound {
                row.serialize_entry(name, &bound)?;
            }
        }
        row.serialize_entry("count", &self.0.count)?;
        row.end()
    }
}

/// A statistic: `{"count":2,"min":5,"max":7,"sum":12,"avg":6}`, with `histogram` where the script asks for one.
pub(super) struct Aggregate<'a>(pub &'a Statistic, pub &'a Shape);

impl Serialize for Aggregate<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use sigscript_grammar::syntax::Extractor::{Average, Count, Max, Min, Sum};
        let Self(statistic, shape) = self;
        let mut parts = serializer.serialize_map(None)?;
        for part in [Count, Min, Max, Sum, Average] {
            // Of no samples there is no minimum.
            if let Some(value) = statistic.extract(part, shape) {
                parts.serialize_entry(part.name(), &value)?;
            }
        }
        if shape.buckets.is_some() {
            parts.serialize_entry("histogram", &Histogram(&statistic.buckets(shape)))?;
        }
        parts.end()
    }
}

/// A key of an array's element.
pub(super) struct Key<'a>(pub Part<'a>);

impl Serialize for Key<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Part::Number(number) => serializer.serialize_i64(number),
            Part::Text(text) => serializer.serialize_str(&lossy(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fill: impl FnOnce(&mut Object<'_>)) -> String {
        let mut output = Vec::new();
        object(&mut output, 1_700_000_000_000_000_005, "print", fill);
        String::from_utf8(output).expect("text")
    }

    #[test]
    fn objects_are_lines() {
        let line = written(|object| {
            object.field(
                "text",
                &*lossy(b"a\n\"b\\ \xff \x1b[2J \x7f \xc2\x9b1m \xe2\x9c\x93"),
            );
            object.field("n", &Value::Number(-5));
            object.field("address", &Value::Unsigned(u64::MAX));
        });
        assert_eq!(
            line,
            concat!(
                r#"{"ts":"2023-11-14T22:13:20.000000005Z","type":"print","#,
                r#""text":"a\n\"b\\ "#,
                "\u{fffd}",
                r#" \u001b[2J \u007f \u009b1m ✓","n":-5,"address":18446744073709551615}"#,
                "\n"
            )
        );
    }

    #[test]
    fn histograms_tell_their_bounds() {
        let bucket = |low, high, count| Bucket {
            range: (low, high),
            count,
        };
        let buckets = vec![bucket(None, Some(-1), 3), bucket(Some(4), Some(7), 200)];
        let value = Value::Histogram(buckets.into());
        let text = serde_json::to_string(&value).expect("JSON");
        assert_eq!(
            text,
            r#"[{"high":-1,"count":3},{"low":4,"high":7,"count":200}]"#
        );
    }
}
