//! The header of a version 7 file: sections, found through chains of options.

use std::borrow::Cow;

use super::super::Error;
use super::compression::Compression;
use super::input::{Input, LARGEST};
use super::reader::Buffer;
use super::{Header, formats, page_size, place};

/// The numbers of sections, and of the options that lead to them.
const OPTIONS: u16 = 0;
const BUFFER: u16 = 3;
const FORMATS_OF_PAGES: u16 = 16;
const TRACERS: u16 = 17;
const EVENTS: u16 = 18;
const FUNCTIONS: u16 = 19;
const PRINT_FORMATS: u16 = 20;
const NAMES: u16 = 21;
const TEXT_BUFFER: u16 = 22;

/// The last option of a section: where the next one lies.
const DONE: u16 = 0;
/// A flag of a section.
const COMPRESSED: u16 = 1;
/// Longer chains of options are taken for loops.
const MOST_SECTIONS: usize = 10_000;

/// A section.
struct Section {
    number: u16,
    compressed: bool,
    /// The place behind it.
    end: u64,
}

/// Reads the rest of the header.
pub fn read(input: &mut Input, header: &mut Header) -> Result<(), Error> {
    let name = input.text()?;
    header.compression = Compression::named(&name).map_err(|how| input.damaged(how))?;
    // The version of what compressed it.
    input.text()?;
    let mut next = input.long()?;
    whole(input.clone())?;
    for _ in 0..MOST_SECTIONS {
        if next == 0 {
            return Ok(());
        }
        next = options(input, next, header)?;
    }
    Err(Error::damaged_at(
        next,
        "the sections of options have no end",
    ))
}

/// Sees that the file reaches to the end of its sections, as far as they lie one behind the other.
fn whole(mut input: Input) -> Result<(), Error> {
    loop {
        let mut ahead = input.clone();
        if ahead.skip(1).is_err() {
            return Ok(());
        }
        let section = section(&mut input)?;
        let known = matches!(section.number, OPTIONS | BUFFER | 15..=TEXT_BUFFER);
        if !known {
            return Ok(());
        }
        input.skip(section.end - input.at)?;
    }
}

fn section(input: &mut Input) -> Result<Section, Error> {
    let number = input.short()?;
    let compressed = input.short()? & COMPRESSED != 0;
    // What it is called.
    input.word()?;
    let size = input.long()?;
    let (_, end) = place(input, input.at, size)?;
    Ok(Section {
        number,
        compressed,
        end,
    })
}

/// Reads the section at this place, unpacked, if it is one of this number.
fn content<'a>(
    input: &Input<'a>,
    at: u64,
    number: u16,
    header: &mut Header,
) -> Result<Cow<'a, [u8]>, Error> {
    let mut input = input.clone();
    input.at = at;
    let section = section(&mut input)?;
    if section.number != number {
        let found = section.number;
        let how = format!("section {number} is expected, and there is {found}");
        return Err(Error::damaged_at(at, how));
    }
    let content = if section.compressed {
        let packed = input.word()?;
        let size = input.word()?;
        let packed = input.bytes(packed.into())?;
        let unpacked = header.compression.unpack(&packed, size, LARGEST as u32);
        unpacked.map_err(|how| Error::damaged_at(at, how))?.into()
    } else {
        input.bytes(section.end - input.at)?
    };
    // Options may lead to one section again and again.
    header.read += content.len() as u64;
    if header.read > LARGEST {
        let how = "the sections up to here are larger than those of any recording";
        return Err(Error::damaged_at(at, how));
    }
    Ok(content)
}

/// Reads a section of options; gives the place of the next one, or 0.
fn options(input: &Input, at: u64, header: &mut Header) -> Result<u64, Error> {
    let section = content(input, at, OPTIONS, header)?;
    let mut options = Input::of_memory(&section, at, input.order);
    loop {
        let number = options.short()?;
        let size = options.word()?;
        let bytes = options.bytes(size.into())?;
        let mut option = Input::of_memory(&bytes, at, input.order);
        match number {
            DONE => return option.long(),
            BUFFER => buffer(input, &mut option, header)?,
            FORMATS_OF_PAGES..=NAMES => {
                part(input, number, option.long()?, header)?;
            }
            TEXT_BUFFER => {
                header
                    .description
                    .warnings
                    .push("the text of a latency tracer in this recording is left out".to_owned());
            }
            _ => formats::option(number, &bytes, &mut header.description),
        }
    }
}

/// Reads one of the sections that options lead to.
fn part(input: &Input, number: u16, at: u64, header: &mut Header) -> Result<(), Error> {
    if matches!(number, FUNCTIONS | PRINT_FORMATS) {
        return Ok(());
    }
    let bytes = content(input, at, number, header)?;
    let mut part = Input::of_memory(&bytes, at, input.order);
    match number {
        FORMATS_OF_PAGES => header.layout = Some(formats::header(&mut part)?),
        TRACERS => formats::tracers(&mut part, &mut header.description)?,
        EVENTS => formats::systems(&mut part, &mut header.description)?,
        _ => formats::names(&mut part, &mut header.names)?,
    }
    Ok(())
}

/// The buffers of one instance.
fn buffer(input: &Input, option: &mut Input, header: &mut Header) -> Result<(), Error> {
    let mut head = input.clone();
    head.at = option.long()?;
    let chunks = section(&mut head)?.compressed;
    // The instance's name and its clock.
    option.text()?;
    option.text()?;
    let page_size = option.word()?;
    let page_size = self::page_size(option, page_size)?;
    for _ in 0..option.word()? {
        let processor = option.word()?;
        let start = option.long()?;
        let size = option.long()?;
        let (start, end) = place(option, start, size)?;
        header.add(Buffer {
            processor,
            start,
            end,
            page_size,
            chunks,
        })?;
    }
    Ok(())
}
