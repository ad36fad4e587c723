//! Packed sections and chunks of a version 7 file, unpacked: zstd and zlib, the two that trace-cmd writes.

use std::io::Read;

use flate2::read::ZlibDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::super::Error;

/// A chunk that would be larger than this is taken for damage: trace-cmd packs some pages at a time, and sections of some megabytes.
const LARGEST: u32 = 256 << 20;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// zstd (RFC 8878)
    Zstd,
    /// zlib (RFC 1950)
    Zlib,
}

impl Compression {
    /// By its name in the file.
    pub fn named(name: &str) -> Result<Self, Error> {
        match name {
            "none" => Ok(Self::None),
            "zstd" => Ok(Self::Zstd),
            "zlib" => Ok(Self::Zlib),
            _ => Err(Error::damaged(format!(
                "it is compressed by `{name}`, and only `zstd` and `zlib` are known"
            ))),
        }
    }

    /// Unpacks a block that says how large it was.
    pub fn unpack(self, packed: &[u8], size: u32) -> Result<Vec<u8>, Error> {
        if size > LARGEST {
            return Err(Error::damaged(format!(
                "a compressed block of it would be {size} bytes large"
            )));
        }
        let damaged = |how: String| Error::damaged(format!("a compressed block of it: {how}"));
        let mut bytes = Vec::new();
        let mut read = |decoder: &mut dyn Read| {
            let most = u64::from(size) + 1;
            decoder.take(most).read_to_end(&mut bytes)
        };
        match self {
            Self::None => {
                return Err(Error::damaged(
                    "a section is compressed, and the header tells no way",
                ));
            }
            Self::Zlib => {
                read(&mut ZlibDecoder::new(packed)).map_err(|e| damaged(e.to_string()))?
            }
            Self::Zstd => {
                let mut decoder =
                    StreamingDecoder::new(packed).map_err(|error| damaged(error.to_string()))?;
                read(&mut decoder).map_err(|error| damaged(error.to_string()))?
            }
        };
        if bytes.len() == size as usize {
            Ok(bytes)
        } else {
            Err(damaged("it is not as large as it says".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::write::ZlibEncoder;

    use super::*;

    #[test]
    fn blocks_are_as_large_as_they_say() {
        let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(b"some bytes, some bytes").unwrap();
        let packed = encoder.finish().unwrap();
        let unpack = |size| Compression::Zlib.unpack(&packed, size);
        assert_eq!(unpack(22).unwrap(), b"some bytes, some bytes");
        for wrong in [0, 21, 23, u32::MAX] {
            assert!(unpack(wrong).is_err(), "{wrong}");
        }
        assert!(Compression::Zstd.unpack(&packed, 22).is_err());
        assert!(Compression::Zstd.unpack(&[], 0).is_err());
        assert!(Compression::named("lzo").is_err());
    }
}
