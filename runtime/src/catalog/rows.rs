//! Values to JSON that people can compare line by line: the outer two levels and every list are broken into lines, the
//! objects within are not.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value that JSON can hold: one whose maps have text keys.
pub(super) fn to_rows(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    // Writing to memory cannot fail, and neither can the plain values of this module.
    if value
        .serialize(&mut Serializer::with_formatter(&mut out, Rows::default()))
        .is_err()
    {
        return String::new();
    }
    out.push(b'\n');
    String::from_utf8(out).unwrap_or_default()
}

/// How many lists and objects are open.
#[derive(Default)]
struct Rows {
    lists: usize,
    objects: usize,
}

impl Rows {
    /// Objects deeper than this are written in one line.
    const BROKEN: usize = 2;

    fn line<W: Write + ?Sized>(&self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        out.write_all(b"\n")?;
        (0..self.lists + self.objects).try_for_each(|_| out.write_all(b" "))
    }

    fn breaks_objects(&self) -> bool {
        self.lists == 0 && self.objects <= Self::BROKEN
    }
}

impl Formatter for Rows {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.lists += 1;
        out.write_all(b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.lists -= 1;
        out.write_all(b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.objects += 1;
        out.write_all(b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.objects -= 1;
        out.write_all(b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if self.breaks_objects() {
            self.line(out, first)
        } else if first {
            Ok(())
        } else {
            out.write_all(b",")
        }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.breaks_objects() { b": " } else { b":" })
    }
}
