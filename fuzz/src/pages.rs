//! Pages of the kernel's ring buffer: any bytes behind one that chooses the order of bytes and the size of words.

use sigscript_runtime::pages::{Layout, page_size};
use sigscript_runtime::record::ByteOrder;

/// Goes through all records of a page.
///
/// # Panics
/// Where a record lies outside of the page or before another one, or damage is told outside of the page.
pub fn check(input: &[u8]) {
    let Some((choice, page)) = input.split_first() else {
        return;
    };
    let order = [ByteOrder::Little, ByteOrder::Big][usize::from(choice & 1)];
    let word = [8, 4][usize::from(choice >> 1 & 1)];
    let header = String::from_utf8_lossy(page);
    let _ = (Layout::parse(&header, order), page_size(&header));
    let mut cursor = match (Layout { order, word }).open(page) {
        Ok(cursor) => cursor,
        Err(damaged) => return assert!(damaged.at() <= page.len()),
    };
    let mut behind = 0;
    loop {
        match cursor.next(page) {
            Ok(Some(entry)) => {
                let place = entry.place;
                assert!(behind <= place.start && place.start <= place.end);
                assert!(place.end <= page.len());
                behind = place.end;
            }
            Ok(None) => break,
            Err(damaged) => return assert!(damaged.at() < page.len()),
        }
    }
}
