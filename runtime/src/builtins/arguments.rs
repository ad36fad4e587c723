//! The arguments and the environment of a process, as they lie in its memory: each ended by a NUL byte.

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// Of `memory`, whose first `length` bytes are a process's arguments, those from `first` to `last` (-1: to the end) with `delimiter` between.
    pure fn __arguments(memory: String, length: Long, first: Long, last: Long, delimiter: String) -> String {
        let count = last.checked_sub(first).filter(|_| last >= 0);
        let count = count.map_or(usize::MAX, |more| usize::try_from(more + 1).unwrap_or(0));
        let skipped = usize::try_from(first).unwrap_or(0);
        let wanted: Vec<&[u8]> = parts(memory, length).skip(skipped).take(count).collect();
        Text::from(wanted.join(delimiter.as_slice()))
    }

    /// Of `memory`, whose first `length` bytes are a process's environment, the value of the variable `name`.
    pure fn __environment_value(memory: String, length: Long, name: String) -> String {
        let found = parts(memory, length).find_map(|part| part.strip_prefix(name.as_slice())?.strip_prefix(b"="));
        Text::from(found.unwrap_or_default())
    }
}

/// The parts of the first `length` bytes; the last may be cut.
fn parts(memory: &[u8], length: i64) -> impl Iterator<Item = &[u8]> {
    let length = usize::try_from(length).unwrap_or(0).min(memory.len());
    let all = &memory[..length];
    let all = all.strip_suffix(b"\0").unwrap_or(all);
    all.split(|byte| *byte == 0)
        .take(if all.is_empty() { 0 } else { usize::MAX })
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_end_with_the_length() {
        let parts = |memory: &'static [u8], length| parts(memory, length).collect::<Vec<_>>();
        assert_eq!(
            parts(b"sh\0-c\0\0x\0HOME=/\0", 8),
            [&b"sh"[..], b"-c", b"", b"x"]
        );
        assert_eq!(parts(b"cut of", 900), [b"cut of"]);
        assert!(parts(b"", 5).is_empty() && parts(b"a\0", -1).is_empty());
    }
}
