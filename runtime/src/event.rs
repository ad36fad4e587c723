//! An event as a backend delivers it: the captured values of one probe, read in place.

use std::io::Write;

use sigscript_compiler::Kind;

use crate::statistics::Samples;

/// Where the captures of one probe lie in its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// By the capture's index in the plan; `None` for captures of other probes.
    pub places: Vec<Option<Place>>,
    /// Where the event's time lies, in nanoseconds of `CLOCK_MONOTONIC`; only of events that could have been counted.
    pub time: Option<u16>,
}

/// Where one capture lies in a record's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number within the probe's captures: the bit in [`Event::faults`].
    pub slot: u8,
    /// From the start of [`Event::values`], in bytes.
    pub offset: u16,
    /// How it lies there.
    pub form: Form,
}

/// How a value lies in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An 8-byte native number.
    Number,
    /// Text in a field of this many bytes, ended by a NUL byte or the field's end.
    Text(u16),
    /// An 8-byte descriptor, two native 32-bit words: the text's offset from the start of the values, and its length.
    Located,
    /// A field of so many raw bytes.
    Field(u16),
    /// As [`Form::Located`], holding raw bytes, NUL bytes among them.
    Bytes,
    /// As [`Form::Located`], holding the addresses of a stack, 8 bytes each.
    Stack,
    /// As [`Form::Located`], holding the parts of a file name, leaf first, each ended by a NUL byte.
    FileName,
    /// As [`Form::Located`], holding arguments with a NUL byte behind each.
    Arguments,
}

/// One event, borrowed from the backend's buffer.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The probe's index in the plan.
    pub probe: usize,
    /// The values.
    pub values: &'a [u8],
    /// A bit for each capture that could not be read.
    pub faults: u64,
    /// Where the captures lie.
    pub layout: &'a Layout,
}

/// Events that were counted in place of being delivered: they are equal in all that the probe counts by.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// One event for all of them, with the captures of [`sigscript_compiler::plan::aggregation::Aggregation::by`].
    pub event: Event<'a>,
    /// How many there were.
    pub count: u64,
    /// When the first one was, in nanoseconds of `CLOCK_MONOTONIC`.
    pub first: u64,
    /// The numbers that they brought.
    pub samples: &'a [Samples],
    /// By the probe's update: which of the samples it adds; `None` where it adds a constant.
    pub of_updates: &'a [Option<usize>],
}

/// A capture that could not be read at the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

impl<'a> Event<'a> {
    fn place(&self, capture: usize, kind: Kind) -> Result<Place, Unread> {
        let place = self
            .layout
            .places
            .get(capture)
            .copied()
            .flatten()
            .ok_or(Unread)?;
        debug_assert_eq!(kind == Kind::Long, place.form == Form::Number);
        if self.faults & (1 << place.slot) == 0 {
            Ok(place)
        } else {
            Err(Unread)
        }
    }

    /// When it was, in nanoseconds of `CLOCK_MONOTONIC`, where it tells.
    #[must_use]
    pub fn time(&self) -> Option<u64> {
        let word = self.word(self.layout.time?.into()).ok()?;
        Some(u64::from_ne_bytes(word))
    }

    /// Whether a capture could be read.
    #[must_use]
    pub fn readable(&self, capture: usize) -> bool {
        let place = self.layout.places.get(capture).copied().flatten();
        place.is_some_and(|place| self.faults & (1 << place.slot) == 0)
    }

    fn word(&self, offset: usize) -> Result<[u8; 8], Unread> {
        let bytes = self.values.get(offset..offset + 8).ok_or(Unread)?;
        bytes.try_into().map_err(|_| Unread)
    }

    /// A captured number.
    #[inline]
    pub fn number(&self, capture: usize) -> Result<i64, Unread> {
        let place = self.place(capture, Kind::Long)?;
        self.word(usize::from(place.offset)).map(i64::from_ne_bytes)
    }

    /// A captured string: the bytes before the first NUL byte. `scratch` holds a text that had to be put together.
    pub fn text<'b>(&self, capture: usize, scratch: &'b mut Vec<u8>) -> Result<&'b [u8], Unread>
    where
        'a: 'b,
    {
        let place = self.place(capture, Kind::String)?;
        let offset = usize::from(place.offset);
        if let Form::Text(size) = place.form {
            let field = self
                .values
                .get(offset..offset + usize::from(size))
                .ok_or(Unread)?;
            return Ok(before_nul(field));
        }
        if let Form::Field(size) = place.form {
            return self
                .values
                .get(offset..offset + usize::from(size))
                .ok_or(Unread);
        }
        let word = self.word(offset)?;
        let start = u32::from_ne_bytes([word[0], word[1], word[2], word[3]]) as usize;
        let length = u32::from_ne_bytes([word[4], word[5], word[6], word[7]]) as usize;
        let bytes = self.values.get(start..start + length).ok_or(Unread)?;
        match place.form {
            Form::FileName => Ok(join_file_name(bytes, scratch)),
            Form::Arguments => Ok(join_arguments(bytes, scratch)),
            Form::Bytes => Ok(bytes),
            Form::Stack => Ok(join_addresses(bytes, scratch)),
            _ => Ok(before_nul(bytes)),
        }
    }
}

fn before_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or(bytes)
}

/// `cat NUL bin NUL usr NUL` becomes `/usr/bin/cat`.
fn join_file_name<'b>(parts: &[u8], scratch: &'b mut Vec<u8>) -> &'b [u8] {
    scratch.clear();
    for part in parts
        .split(|&byte| byte == 0)
        .rev()
        .filter(|part| !part.is_empty())
    {
        scratch.push(b'/');
        scratch.extend_from_slice(part);
    }
    if scratch.is_empty() {
        scratch.push(b'/');
    }
    scratch
}

/// Addresses become `0x4005d0 0x400612`.
fn join_addresses<'b>(addresses: &[u8], scratch: &'b mut Vec<u8>) -> &'b [u8] {
    scratch.clear();
    for address in addresses.as_chunks().0 {
        let blank = if scratch.is_empty() { "" } else { " " };
        // Writing into memory does not fail.
        let _ = write!(scratch, "{blank}{:#x}", u64::from_ne_bytes(*address));
    }
    scratch
}

/// `kill NUL -9 NUL` becomes `kill -9`.
fn join_arguments<'b>(arguments: &[u8], scratch: &'b mut Vec<u8>) -> &'b [u8] {
    scratch.clear();
    scratch.extend_from_slice(arguments);
    while scratch.last() == Some(&0) {
        scratch.pop();
    }
    for byte in scratch.iter_mut().filter(|byte| **byte == 0) {
        *byte = b' ';
    }
    scratch
}
