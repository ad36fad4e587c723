//! The pages of each processor's buffer to one stream of records, oldest first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::sync::Arc;

use super::super::{Error, Found, Next, Stream, Wanted};
use super::TraceFile;
use super::reader::{Reader, Totals};
use crate::record::Facts;

/// All records of a file.
pub struct Records {
    file: Arc<TraceFile>,
    readers: Vec<Reader>,
    /// The time of each reader's next record, with its place in `readers`.
    order: BinaryHeap<Reverse<(u64, usize)>>,
    /// The first of them is told.
    told: bool,
    totals: Totals,
}

impl Records {
    /// From the first record on.
    ///
    /// # Errors
    /// Where the first pages are damaged.
    pub fn new(file: Arc<TraceFile>) -> Result<Self, Error> {
        let readers = file.buffers.iter().cloned().map(Reader::new).collect();
        let mut records = Self {
            file,
            readers,
            order: BinaryHeap::new(),
            told: false,
            totals: Totals::default(),
        };
        for (index, reader) in records.readers.iter_mut().enumerate() {
            if let Some(time) = reader.advance(&records.file, &mut records.totals)? {
                records.order.push(Reverse((time, index)));
            }
        }
        Ok(records)
    }

    /// Goes behind the record that was told.
    fn advance(&mut self) -> Result<(), Error> {
        let Some(mut first) = self.order.peek_mut() else {
            return Ok(());
        };
        let Reverse((time, index)) = &mut *first;
        match self.readers[*index].advance(&self.file, &mut self.totals)? {
            Some(next) => *time = next,
            None => drop(PeekMut::pop(first)),
        }
        Ok(())
    }

    /// What is known of a record beside its bytes.
    fn facts<'a>(&'a self, reader: &'a Reader, time: u64) -> Result<Facts<'a>, Error> {
        let thread = self.number(reader.record(), self.file.thread, 4);
        let thread = thread.ok_or_else(|| reader.without("a thread"))? as i32;
        let name: &[u8] = match (thread, self.file.names.get(&thread)) {
            (0, _) => &reader.idle.name,
            (_, Some(name)) => name,
            _ => b"<...>",
        };
        let processes = &self.file.description.processes;
        let time = time.cast_signed().wrapping_add(self.file.description.shift);
        Ok(Facts {
            // Without more, a recording tells threads only.
            process: Some(processes.get(&thread).copied().unwrap_or(thread).into()),
            thread: Some(thread.into()),
            name: Some(name),
            processor: Some(reader.processor().into()),
            time: Some(time),
            ..Facts::default()
        })
    }

    fn number(&self, record: &[u8], at: u16, size: usize) -> Option<u64> {
        let at = usize::from(at);
        self.file.layout.order.number(record.get(at..at + size)?)
    }
}

impl Stream for Records {
    fn next(&mut self, wanted: &Wanted) -> Result<Next<'_>, Error> {
        if std::mem::replace(&mut self.told, true) {
            self.advance()?;
        }
        let Some(&Reverse((time, index))) = self.order.peek() else {
            return Ok(Next::End);
        };
        let reader = &self.readers[index];
        let bytes = reader.record();
        let id = self.number(bytes, 0, 2).unwrap_or(0) as u16;
        if !wanted.contains(id) {
            return Ok(Next::Other);
        }
        let facts = self.facts(reader, time)?;
        Ok(Next::Event(Found { id, bytes, facts }))
    }

    fn lost(&self) -> u64 {
        self.totals.lost
    }
}
