//! Packed sections and chunks of a version 7 file, unpacked: zstd and zlib, the two that trace-cmd writes.

use std::fmt::Display;
use std::io::Read;

use flate2::read::ZlibDecoder;
use ruzstd::decoding::StreamingDecoder;

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
    ///
    /// # Errors
    /// Where it is none of these: what there is to say.
    pub fn named(name: &str) -> Result<Self, String> {
        match name {
            "none" => Ok(Self::None),
            "zstd" => Ok(Self::Zstd),
            "zlib" => Ok(Self::Zlib),
            _ => Err(format!(
                "it is compressed by `{name}`, and only `zstd` and `zlib` are known"
            )),
        }
    }

    /// Unpacks a block that says how large it was, at most `largest`.
    ///
    /// # Errors
    /// Where it cannot: what is wrong with the block.
    pub fn unpack(self, packed: &[u8], size: u32, largest: u32) -> Result<Vec<u8>, String> {
        if size > largest {
            return Err(format!("a compressed block would be {size} bytes large"));
        }
        let damaged = |error: &dyn Display| format!("a compressed block is damaged: {error}");
        let mut bytes = Vec::new();
        let mut read = |decoder: &mut dyn Read| {
            let most = u64::from(size) + 1;
            decoder.take(most).read_to_end(&mut bytes)
        };
        match self {
            Self::None => {
                return Err("a block is compressed, and the header tells no way".to_owned());
            }
            Self::Zlib => read(&mut ZlibDecoder::new(packed)).map_err(|error| damaged(&error))?,
            Self::Zstd => {
                let decoder = StreamingDecoder::new(packed);
                let mut decoder = decoder.map_err(|error| damaged(&error))?;
                read(&mut decoder).map_err(|error| damaged(&error))?
            }
        };
        if bytes.len() == size as usize {
            Ok(bytes)
        } else {
            Err("a compressed block is not as large as it says".to_owned())
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
        let unpack = |size| Compression::Zlib.unpack(&packed, size, 22);
        assert_eq!(unpack(22).unwrap(), b"some bytes, some bytes");
        assert!(Compression::Zlib.unpack(&packed, 22, 21).is_err());
        for wrong in [0, 21, 23, u32::MAX] {
            assert!(unpack(wrong).is_err(), "{wrong}");
        }
        assert!(Compression::Zstd.unpack(&packed, 22, 22).is_err());
        assert!(Compression::Zstd.unpack(&[], 0, 22).is_err());
        assert!(Compression::named("lzo").is_err());
    }
}
