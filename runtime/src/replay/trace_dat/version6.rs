//! The header of a version 6 file: one part behind the other.

use super::super::Error;
use super::input::Input;
use super::reader::Buffer;
use super::{Header, formats, place};

/// The option of another buffer than the main one: its place and its name.
const BUFFER: u16 = 3;

/// Files of more processors are taken for damaged.
const MOST_PROCESSORS: u32 = 65_536;

/// Reads the rest of the header.
pub fn read(input: &mut Input, page_size: u32, header: &mut Header) -> Result<(), Error> {
    header.layout = Some(formats::header(input)?);
    formats::tracers(input, &mut header.description)?;
    formats::systems(input, &mut header.description)?;
    // The kernel's functions, and the formats of trace_printk().
    for _ in 0..2 {
        let size = input.word()?;
        input.skip(size.into())?;
    }
    formats::names(input, &mut header.names)?;
    let processors = input.word()?;
    if processors > MOST_PROCESSORS {
        return Err(input.damaged(format!("it would tell of {processors} processors")));
    }
    let mut others = Vec::new();
    let mut kind = input.bytes(10)?;
    if *kind == *b"options  \0" {
        options(input, header, &mut others)?;
        kind = input.bytes(10)?;
    }
    buffers(&kind, input, processors, page_size, header)?;
    for at in others {
        let mut input = input.clone();
        input.at = at;
        let kind = input.bytes(10)?;
        buffers(&kind, &mut input, processors, page_size, header)?;
    }
    Ok(())
}

fn options(input: &mut Input, header: &mut Header, others: &mut Vec<u64>) -> Result<(), Error> {
    loop {
        let number = input.short()?;
        if number == 0 {
            return Ok(());
        }
        let size = input.word()?.into();
        if number == BUFFER {
            others.push(input.clone().long()?);
            input.skip(size)?;
        } else {
            let text = input.bytes(size)?;
            formats::option(number, &text, &mut header.description);
        }
    }
}

fn buffers(
    kind: &[u8],
    input: &mut Input,
    processors: u32,
    page_size: u32,
    header: &mut Header,
) -> Result<(), Error> {
    match kind {
        b"flyrecord\0" => {}
        b"latency  \0" => {
            let how = "it holds the text of a latency tracer instead of records";
            return Err(input.damaged(how));
        }
        _ => return Err(input.damaged("`flyrecord` is expected before")),
    }
    for processor in 0..processors {
        let start = input.long()?;
        let size = input.long()?;
        let (start, end) = place(input, start, size)?;
        header.add(Buffer {
            processor,
            start,
            end,
            page_size,
            chunks: false,
        })?;
    }
    Ok(())
}
