//! Symbols sorted by address: which of them contains an address.

/// A table under construction.
#[derive(Debug, Default)]
pub struct Builder {
    names: Vec<u8>,
    symbols: Vec<Symbol>,
}

/// Names by address.
#[derive(Debug, Default)]
pub struct Table {
    names: Vec<u8>,
    symbols: Vec<Symbol>,
}

/// Small, since a table may hold a million of them.
#[derive(Clone, Copy, Debug)]
struct Symbol {
    start: u64,
    /// 0 where it is not known.
    size: u64,
    name: u32,
    name_length: u32,
}

/// A symbol that contains an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// Its name.
    pub name: &'a [u8],
    /// Where it starts.
    pub start: u64,
    /// Its size in bytes: its own, or up to the next symbol; 0 for a last one without a size.
    pub size: u64,
}

impl Builder {
    /// Adds a symbol; `size` is 0 where it is not known.
    pub fn add(&mut self, start: u64, size: u64, name: &[u8]) {
        let Ok(at) = u32::try_from(self.names.len()) else {
            return; // 4 GiB of names is no symbol table.
        };
        self.names.extend_from_slice(name);
        self.symbols.push(Symbol {
            start,
            size,
            name: at,
            name_length: name.len() as u32,
        });
    }

    /// The table. Of several symbols at one address the one added first remains.
    pub fn finish(mut self) -> Table {
        self.symbols.sort_by_key(|symbol| symbol.start);
        self.symbols.dedup_by_key(|symbol| symbol.start);
        self.symbols.shrink_to_fit();
        Table {
            names: self.names,
            symbols: self.symbols,
        }
    }
}

impl Table {
    /// The symbol that contains `address`.
    pub fn find(&self, address: u64) -> Option<Found<'_>> {
        let behind = self
            .symbols
            .partition_point(|symbol| symbol.start <= address);
        let symbol = self.symbols[..behind].last()?;
        let size = match (symbol.size, self.symbols.get(behind)) {
            (0, Some(next)) => next.start - symbol.start,
            (size, _) => size,
        };
        let name = &self.names[symbol.name as usize..][..symbol.name_length as usize];
        let inside = size == 0 || address - symbol.start < size;
        inside.then_some(Found {
            name,
            start: symbol.start,
            size,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut builder = Builder::default();
        builder.add(0x300, 0, b"last");
        builder.add(0x100, 0x10, b"sized");
        builder.add(0x100, 0x10, b"alias");
        builder.add(0x200, 0, b"open");
        builder.finish()
    }

    fn name(address: u64) -> Option<(String, u64)> {
        let table = table();
        let found = table.find(address)?;
        Some((String::from_utf8_lossy(found.name).into_owned(), found.size))
    }

    #[test]
    fn a_symbol_ends_by_its_size_or_at_the_next_one() {
        assert_eq!(name(0xff), None);
        assert_eq!(name(0x100), Some(("sized".to_owned(), 0x10)));
        assert_eq!(name(0x10f), Some(("sized".to_owned(), 0x10)));
        assert_eq!(name(0x110), None);
        assert_eq!(name(0x2ff), Some(("open".to_owned(), 0x100)));
        assert_eq!(name(0x1000), Some(("last".to_owned(), 0)));
        assert_eq!(Table::default().find(0), None);
    }
}
