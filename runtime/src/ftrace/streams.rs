//! The buffers of all processors to one stream of records, in the order of their times.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::BorrowedFd;

use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags};

use super::recording::Recording;
use crate::clocks::monotonic;
use crate::pages::{Cursor, Entry, Layout};

/// How long a record may take to show up in its buffer, from its time on, in nanoseconds. It is written without interruption by others, but the
/// machine itself may be a guest's.
const DELAY: u64 = 3_000_000;

/// The buffer of one processor.
struct Stream {
    /// Which of the sets of buffers it belongs to.
    set: usize,
    processor: u32,
    file: File,
    page: Vec<u8>,
    cursor: Option<Cursor>,
    head: Option<Entry>,
    /// When it was last seen empty: all that was written before has been read.
    empty: u64,
    /// Where its pages go as well.
    recording: Option<Recording>,
}

/// All buffers.
pub struct Streams {
    layout: Layout,
    buffers: Vec<Stream>,
    /// The first record of each stream that has one, by its time.
    heads: BinaryHeap<Reverse<(u64, usize)>>,
    /// The streams without.
    dry: Vec<usize>,
    /// What is older than this is there, or lost.
    complete: u64,
    /// Nothing is written any more.
    ended: bool,
    /// Readable when a buffer of the first set is half full.
    wakeups: Epoll,
}

/// A record of one of the buffers.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// Which of the sets of buffers it is from.
    pub set: usize,
    /// The processor that wrote it.
    pub processor: u32,
    /// When.
    pub time: u64,
    /// What.
    pub bytes: &'a [u8],
}

impl Streams {
    /// Of the buffers of several instances, each by its processor's number; the pages of the first set are recorded.
    pub fn new(
        layout: Layout,
        page_size: usize,
        sets: Vec<Vec<(u32, File)>>,
        recording: Option<&Recording>,
    ) -> io::Result<Self> {
        let wakeups = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
        let mut buffers = Vec::new();
        for (set, of_set) in sets.into_iter().enumerate() {
            for (processor, file) in of_set {
                if set == 0 {
                    wakeups.add(&file, EpollEvent::new(EpollFlags::EPOLLIN, 0))?;
                }
                buffers.push(Stream {
                    set,
                    processor,
                    file,
                    page: vec![0; page_size],
                    cursor: None,
                    head: None,
                    empty: 0,
                    recording: recording.filter(|_| set == 0).cloned(),
                });
            }
        }
        Ok(Self {
            layout,
            dry: (0..buffers.len()).collect(),
            buffers,
            heads: BinaryHeap::new(),
            complete: 0,
            ended: false,
            wakeups,
        })
    }

    /// Becomes readable when there is much to read.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        use std::os::fd::AsFd as _;
        self.wakeups.0.as_fd()
    }

    /// Nothing is written any more: what is there by now is all there is.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// Looks for new records in all buffers that had none.
    pub fn refresh(&mut self) -> io::Result<()> {
        self.complete = u64::MAX;
        for index in std::mem::take(&mut self.dry) {
            self.step(index)?;
        }
        Ok(())
    }

    /// The stream of the oldest record, if it is certain that no older one is to come.
    pub fn oldest(&mut self) -> io::Result<Option<usize>> {
        while let Some(&Reverse((time, index))) = self.heads.peek() {
            let ripe = time.saturating_add(DELAY);
            if self.ended || ripe <= self.complete {
                return Ok(Some(index));
            }
            if ripe > now() {
                return Ok(None);
            }
            self.refresh()?;
        }
        Ok(None)
    }

    /// The first record of a stream that has one.
    pub fn record(&self, index: usize) -> Taken<'_> {
        let stream = &self.buffers[index];
        let (time, range) = stream
            .head
            .as_ref()
            .map_or((0, 0..0), |head| (head.time, head.place.clone()));
        Taken {
            set: stream.set,
            processor: stream.processor,
            time,
            bytes: &stream.page[range],
        }
    }

    /// Goes behind the oldest record.
    pub fn advance(&mut self) -> io::Result<()> {
        let Some(Reverse((_, index))) = self.heads.pop() else {
            return Ok(());
        };
        self.step(index)
    }

    /// Goes to a stream's next record.
    fn step(&mut self, index: usize) -> io::Result<()> {
        let stream = &mut self.buffers[index];
        if let Some(time) = stream.advance(self.layout)? {
            self.heads.push(Reverse((time, index)));
        } else {
            self.complete = self.complete.min(stream.empty);
            self.dry.push(index);
        }
        Ok(())
    }
}

impl Stream {
    /// Goes to the next record and gives its time; `None` where there is none for now.
    fn advance(&mut self, layout: Layout) -> io::Result<Option<u64>> {
        let damaged = |damaged| io::Error::new(io::ErrorKind::InvalidData, damaged);
        loop {
            self.head = match &mut self.cursor {
                Some(cursor) => cursor.next(&self.page).map_err(damaged)?,
                None => None,
            };
            if let Some(head) = &self.head {
                return Ok(Some(head.time));
            }
            self.cursor = None;
            let before = now();
            match self.file.read(&mut self.page) {
                Ok(0) => {}
                Ok(read) => {
                    if let Some(recording) = &self.recording {
                        recording.page(self.processor, &self.page[..read]);
                    }
                    self.cursor = Some(layout.open(&self.page).map_err(damaged)?);
                    continue;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
            self.empty = before;
            return Ok(None);
        }
    }
}

/// On the clock of the buffers.
fn now() -> u64 {
    monotonic().cast_unsigned()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::os::fd::OwnedFd;

    use nix::fcntl::OFlag;
    use nix::unistd::pipe2;

    use super::*;
    use crate::record::ByteOrder;

    const LAYOUT: Layout = Layout {
        order: ByteOrder::Little,
        word: 8,
    };
    const PAGE_SIZE: usize = 64;

    /// A page of records of 4 bytes, so many nanoseconds after each other.
    fn page(start: u64, records: &[(u32, u32)]) -> Vec<u8> {
        let mut page = start.to_le_bytes().to_vec();
        page.extend((records.len() as u64 * 8).to_le_bytes());
        for (delta, content) in records {
            page.extend((1 | delta << 5).to_le_bytes());
            page.extend(content.to_le_bytes());
        }
        page.resize(PAGE_SIZE, 0);
        page
    }

    fn pipes(count: u32) -> (Vec<File>, Streams) {
        let pipe = || pipe2(OFlag::O_NONBLOCK).expect("pipes can be made");
        let (readers, writers): (Vec<OwnedFd>, Vec<OwnedFd>) = (0..count).map(|_| pipe()).unzip();
        let readers = (0..).zip(readers.into_iter().map(File::from)).collect();
        let streams =
            Streams::new(LAYOUT, PAGE_SIZE, vec![readers], None).expect("pipes can be waited for");
        (writers.into_iter().map(File::from).collect(), streams)
    }

    fn taken(streams: &mut Streams) -> Vec<u32> {
        streams.refresh().expect("pipes can be read");
        let mut taken = Vec::new();
        while let Some(index) = streams.oldest().expect("pipes can be read") {
            let bytes = streams.record(index).bytes;
            taken.push(u32::from_le_bytes(bytes.try_into().expect("four bytes")));
            streams.advance().expect("pipes can be read");
        }
        taken
    }

    #[test]
    fn the_oldest_comes_first() {
        let (mut writers, mut streams) = pipes(3);
        let long_ago = now() - 1_000_000_000;
        let mut write = |index: usize, bytes: Vec<u8>| writers[index].write_all(&bytes);
        write(0, page(long_ago, &[(1, 1), (3, 4), (5, 9)])).unwrap();
        write(0, page(long_ago + 20, &[(0, 20)])).unwrap();
        write(1, page(long_ago, &[(2, 2), (1, 3), (18, 21)])).unwrap();
        assert_eq!(taken(&mut streams), [1, 2, 3, 4, 9, 20, 21]);
        assert_eq!(taken(&mut streams), [0; 0]);
    }

    #[test]
    fn the_latest_waits_for_others() {
        let (mut writers, mut streams) = pipes(2);
        let start = now() + 50_000_000;
        writers[0].write_all(&page(start, &[(0, 2)])).unwrap();
        assert_eq!(taken(&mut streams), [0; 0]);
        writers[1].write_all(&page(start - 5, &[(0, 1)])).unwrap();
        streams.end();
        assert_eq!(taken(&mut streams), [1, 2]);
    }
}
