//! trace-cmd's `trace.dat` to a description of its events and the stream of its records. The layout is that of the manual pages
//! trace-cmd.dat.v6(5) and trace-cmd.dat.v7(5).

mod compression;
mod formats;
mod input;
mod sections;
mod stream;
mod version6;

use std::collections::HashMap;
use std::fs::File;

use super::Error;
use super::description::Description;
use crate::pages::Layout;
use crate::record::ByteOrder;
use compression::Compression;
use input::Input;
use stream::Buffer;

pub use stream::Records;

/// How every such file begins.
pub const MAGIC: &[u8] = b"\x17\x08\x44tracing";

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
    names: HashMap<i32, Box<[u8]>>,
    buffers: Vec<Buffer>,
    compression: Compression,
}

/// What the headers of either version give.
struct Header {
    description: Description,
    layout: Option<Layout>,
    names: HashMap<i32, Box<[u8]>>,
    buffers: Vec<Buffer>,
    compression: Compression,
}

impl TraceFile {
    /// Reads the header of a file that begins with [`MAGIC`].
    pub fn open(file: File) -> Result<Self, Error> {
        let size = file.metadata()?.len();
        let mut input = Input::of_file(&file, size, ByteOrder::Little, MAGIC.len() as u64);
        let version = input.text()?;
        let order = match input.byte()? {
            0 => ByteOrder::Little,
            1 => ByteOrder::Big,
            other => {
                return Err(Error::damaged(format!("its order of bytes is {other}")));
            }
        };
        input.order = order;
        // The size of user space's long; the kernel's is in the format of pages.
        input.byte()?;
        let page_size = page_size(input.word()?)?;
        let mut header = Header {
            description: Description::new("`trace.dat`"),
            layout: None,
            names: HashMap::new(),
            buffers: Vec::new(),
            compression: Compression::None,
        };
        match version.as_str() {
            "6" => version6::read(&mut input, page_size, &mut header)?,
            "7" => sections::read(&mut input, &mut header)?,
            other => {
                return Err(Error::damaged(format!(
                    "it is of version `{other}`, and only 6 and 7 are known"
                )));
            }
        }
        for buffer in &header.buffers {
            if buffer.end > size {
                return Err(Error::ends(size));
            }
        }
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
            buffers: header.buffers,
            compression: header.compression,
        })
    }
}

/// The size of pages, if it can be one.
fn page_size(size: u32) -> Result<u32, Error> {
    match size {
        512..=0x0100_0000 => Ok(size),
        _ => Err(Error::damaged(format!("its pages would have {size} bytes"))),
    }
}

/// The data of a processor's buffer, if it can lie there.
fn place(start: u64, size: u64) -> Result<(u64, u64), Error> {
    let end = start.checked_add(size);
    end.map(|end| (start, end))
        .ok_or_else(|| Error::damaged("a buffer would lie beyond any file"))
}
