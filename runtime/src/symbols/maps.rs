//! A process's memory maps, as text in `/proc/PID/maps` (`man proc_pid_maps`): `start-end permissions offset device inode path`.

/// What the kernel says behind the name of a mapped file that was removed.
const DELETED: &[u8] = b" (deleted)";

/// A mapped range of a process's memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The first address.
    pub start: u64,
    /// The address behind the last one.
    pub end: u64,
    /// Where in the file it starts, in bytes.
    pub offset: u64,
    /// The file's inode number; 0 where it is no file.
    pub inode: u64,
    /// The file's name, `[vdso]` and its like, or nothing.
    pub path: Vec<u8>,
}

/// The maps in a text, by ascending address as the kernel lists them.
pub fn parse(text: &[u8]) -> Vec<Mapping> {
    text.split(|byte| *byte == b'\n').filter_map(line).collect()
}

fn line(line: &[u8]) -> Option<Mapping> {
    let mut fields = line.splitn(6, |byte| *byte == b' ');
    let mut field = || fields.next().and_then(|field| str::from_utf8(field).ok());
    let (start, end) = field()?.split_once('-')?;
    let _permissions = field()?;
    let offset = field()?;
    let _device = field()?;
    let inode = field()?;
    let path = fields.next().unwrap_or_default().trim_ascii_start();
    Some(Mapping {
        start: u64::from_str_radix(start, 16).ok()?,
        end: u64::from_str_radix(end, 16).ok()?,
        offset: u64::from_str_radix(offset, 16).ok()?,
        inode: inode.parse().ok()?,
        path: path.strip_suffix(DELETED).unwrap_or(path).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_mapping() {
        let text = b"\
555555554000-555555558000 r-xp 00002000 fd:01 1835019                    /usr/bin/a b (deleted)
7ffff7fc1000-7ffff7fc3000 r-xp 00000000 00:00 0                          [vdso]
7ffff7ff0000-7ffff7ff1000 rw-p 00000000 00:00 0 
";
        let maps = parse(text);
        assert_eq!(maps.len(), 3);
        let file = Mapping {
            start: 0x5555_5555_4000,
            end: 0x5555_5555_8000,
            offset: 0x2000,
            inode: 1_835_019,
            path: b"/usr/bin/a b".to_vec(),
        };
        assert_eq!(maps[0], file);
        assert_eq!(maps[1].path, b"[vdso]");
        assert_eq!((maps[2].inode, &maps[2].path[..]), (0, &b""[..]));
    }
}
