//! trace-cmd's `trace.dat` to a description of its events and the stream of its records. The layout is that of the manual pages
//! trace-cmd.dat.v6(5) and trace-cmd.dat.v7(5).

mod compression;
mod formats;
mod input;
mod reader;
mod sections;
mod stream;
mod version6;

use std::collections::HashMap;
use std::fs::File;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::description::Description;
use super::{Error, Progress};
use crate::pages::Layout;
use crate::record::ByteOrder;
use compression::Compression;
use input::Input;
use reader::Buffer;

pub use stream::Records;

/// How every such file begins.
pub const MAGIC: &[u8] = b"\x17\x08\x44tracing";

/// The names of threads by their ids.
type Names = HashMap<i32, Box<[u8]>, RandomState>;

/// Files of more buffers are taken for damaged: 8192 processors have as many in 12 instances.
const MOST_BUFFERS: usize = 100_000;
/// The kernel's largest page of a ring buffer: so far counts what counts the bytes in it (`RB_WRITE_MASK`).
const LARGEST_PAGE: u32 = 1 << 20;

/// An opened file.
pub struct TraceFile {
    file: File,
    /// In bytes.
    size: u64,
    /// What it holds.
    pub description: Description,
    layout: Layout,
    /// Where the thread's id stands in every record.
    thread: u16,
    names: Names,
    buffers: Vec<Buffer>,
    compression: Compression,
    progress: Arc<Progress>,
}

/// What the headers of either version give.
struct Header {
    description: Description,
    layout: Option<Layout>,
    names: Names,
    buffers: Vec<Buffer>,
    compression: Compression,
    /// The bytes of sections that were read.
    read: u64,
}

impl Header {
    fn add(&mut self, buffer: Buffer) -> Result<(), Error> {
        if self.buffers.len() == MOST_BUFFERS {
            let how = "it would tell of more buffers than any kernel has";
            return Err(Error::damaged_at(buffer.start, how));
        }
        self.buffers.push(buffer);
        Ok(())
    }

    /// The buffers that hold something, each of which has its own place in a file of this size.
    fn filled(&mut self, size: u64) -> Result<Vec<Buffer>, Error> {
        let mut buffers = std::mem::take(&mut self.buffers);
        buffers.retain(|buffer| buffer.start < buffer.end);
        buffers.sort_by_key(|buffer| buffer.start);
        if buffers.iter().any(|buffer| buffer.end > size) {
            return Err(Error::ends(size));
        }
        let overlap = buffers.windows(2).find(|two| two[0].end > two[1].start);
        match overlap {
            Some(two) => Err(Error::damaged_at(two[1].start, "two buffers overlap")),
            None => Ok(buffers),
        }
    }
}

impl TraceFile {
    /// Reads the header of a file that begins with [`MAGIC`].
    pub fn open(file: File, progress: Arc<Progress>) -> Result<Self, Error> {
        let size = file.metadata()?.len();
        let mut input = Input::of_file(&file, size, ByteOrder::Little, MAGIC.len() as u64);
        let version = input.text()?;
        let order = match input.byte()? {
            0 => ByteOrder::Little,
            1 => ByteOrder::Big,
            other => {
                return Err(input.damaged(format!("its order of bytes is {other}")));
            }
        };
        input.order = order;
        // The size of user space's long; the kernel's is in the format of pages.
        input.byte()?;
        let page_size = input.word()?;
        let page_size = self::page_size(&input, page_size)?;
        let mut header = Header {
            description: Description::new("`trace.dat`"),
            layout: None,
            names: Names::default(),
            buffers: Vec::new(),
            compression: Compression::None,
            read: 0,
        };
        match version.as_str() {
            "6" => version6::read(&mut input, page_size, &mut header)?,
            "7" => sections::read(&mut input, &mut header)?,
            other => {
                let how = format!("it is of version `{other}`, and only 6 and 7 are known");
                return Err(Error::damaged_at(MAGIC.len() as u64, how));
            }
        }
        let buffers = header.filled(size)?;
        let data = buffers.iter().map(|buffer| buffer.end - buffer.start);
        progress.set_total(data.sum());
        let (Some(layout), Some(thread)) = (
            header.layout,
            formats::thread_place(&header.description.events),
        ) else {
            return Err(Error::damaged("it has no formats of events"));
        };
        header.description.order = order;
        Ok(Self {
            file,
            size,
            layout,
            thread,
            description: header.description,
            names: header.names,
            buffers,
            compression: header.compression,
            progress,
        })
    }
}

/// The size of pages, if it can be one; it was read just now.
fn page_size(input: &Input, size: u32) -> Result<u32, Error> {
    match size {
        512..=LARGEST_PAGE => Ok(size),
        _ => Err(input.damaged(format!("pages would have {size} bytes"))),
    }
}

/// The place of some data, if it can lie there; it was read just now.
fn place(input: &Input, start: u64, size: u64) -> Result<(u64, u64), Error> {
    let end = start.checked_add(size);
    end.map(|end| (start, end))
        .ok_or_else(|| input.damaged("something would lie beyond any file"))
}
