//! A record of a tracefs event, as the kernel writes it into its buffers and as recordings keep it: fields at the offsets of the event's
//! format, behind them the texts and arrays that `__data_loc` and `__rel_loc` words lead to.

use sigscript_compiler::plan::{Base, Fact, Load, Read};

use crate::assembly::Moment;
use crate::threads::Threads;

/// In which order the bytes of a number lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The lowest first.
    Little,
    /// The highest first.
    Big,
}

impl ByteOrder {
    /// This machine's.
    pub const NATIVE: Self = if cfg!(target_endian = "little") {
        Self::Little
    } else {
        Self::Big
    };

    /// The unsigned number that these bytes are, at most 8 of them.
    #[must_use]
    pub fn number(self, bytes: &[u8]) -> Option<u64> {
        let mut word = [0; 8];
        let unused = word.len().checked_sub(bytes.len())?;
        Some(match self {
            Self::Little => {
                word[..bytes.len()].copy_from_slice(bytes);
                u64::from_le_bytes(word)
            }
            Self::Big => {
                word[unused..].copy_from_slice(bytes);
                u64::from_be_bytes(word)
            }
        })
    }
}

/// What is known of an event beside its record; `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The current process's id.
    pub process: Option<i64>,
    /// The current thread's id.
    pub thread: Option<i64>,
    /// The current thread's name.
    pub name: Option<&'a [u8]>,
    /// The current process's user id.
    pub user: Option<i64>,
    /// The current process's group id.
    pub group: Option<i64>,
    /// The processor's number.
    pub processor: Option<i64>,
    /// Nanoseconds on the recording's clock.
    pub time: Option<i64>,
}

/// The record of an event.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// All of it, the common fields first.
    pub bytes: &'a [u8],
    /// The order of its numbers' bytes.
    pub order: ByteOrder,
    /// What is known beside it.
    pub facts: Facts<'a>,
    /// Where it is a system call's: the places of its number, arguments and result.
    pub call: Option<Call>,
    /// The arguments of the system call that ends, as it began.
    pub begun: Option<[i64; 6]>,
    /// Who knows which processes are targets.
    pub threads: Option<&'a Threads>,
}

/// Offsets in a system call's record, in bytes; each value is a long of `size` bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The size of the values: 8, or 4 on 32-bit kernels.
    pub size: u8,
    /// The number.
    pub number: Option<u16>,
    /// The six arguments, one behind the other.
    pub arguments: Option<u16>,
    /// The result.
    pub result: Option<u16>,
}

impl<'a> Record<'a> {
    /// `size` bytes from `offset` on, as an unsigned number.
    fn unsigned(&self, offset: usize, size: usize) -> Option<u64> {
        self.order
            .number(self.bytes.get(offset..offset.checked_add(size)?)?)
    }

    /// What a `__data_loc` or (with `relative`) `__rel_loc` word leads to.
    fn located(&self, offset: usize, relative: bool) -> Option<&'a [u8]> {
        let word = self.unsigned(offset, 4)?;
        let base = if relative { offset + 4 } else { 0 };
        let start = base + (word & 0xffff) as usize;
        self.bytes
            .get(start..start.checked_add((word >> 16) as usize)?)
    }

    fn fact(&self, fact: Fact) -> Option<i64> {
        let facts = &self.facts;
        match fact {
            Fact::Process => facts.process,
            Fact::Thread => facts.thread,
            Fact::User => facts.user,
            Fact::Group => facts.group,
            Fact::Processor => facts.processor,
            Fact::Time => facts.time,
            Fact::Name | Fact::Parent => None,
        }
    }

    /// The number of the system call, where the record has it.
    pub(crate) fn call_number(&self) -> Option<i64> {
        self.of_call(Base::SyscallNumber)
    }

    /// A value of a system call's record.
    pub(crate) fn of_call(&self, base: Base) -> Option<i64> {
        let call = self.call?;
        if let (Base::SyscallArgument(number), Some(begun)) = (base, self.begun) {
            return begun.get(usize::from(number)).copied();
        }
        let size = usize::from(call.size);
        let offset = match base {
            Base::SyscallNumber => usize::from(call.number?),
            Base::SyscallArgument(number) => {
                usize::from(call.arguments?) + usize::from(number) * size
            }
            Base::SyscallResult => usize::from(call.result?),
            _ => return None,
        };
        let word = self.unsigned(offset, size)?;
        Some(signed(word, call.size * 8))
    }
}

/// A number's lowest bits, the highest of them being its sign.
fn signed(word: u64, bits: u8) -> i64 {
    let above = 64 - u32::from(bits.clamp(1, 64));
    (word << above).cast_signed() >> above
}

impl Record<'_> {
    fn integer(&self, load: &Load, read: Read) -> Option<i64> {
        let offset = match (load.base, load.offsets.as_slice()) {
            (Base::Record, [offset]) => *offset as usize,
            (Base::Fact(fact), []) => return self.fact(fact),
            (base, []) if base.is_of_call() => return self.of_call(base),
            _ => return None,
        };
        let Read::Integer {
            size,
            shift,
            bits,
            signed: sign,
        } = read
        else {
            return None;
        };
        let word = self.unsigned(offset, usize::from(size))? >> shift;
        let value = signed(word, bits);
        let mask = u64::MAX >> (64 - u32::from(bits.clamp(1, 64)));
        Some(if sign {
            value
        } else {
            (word & mask).cast_signed()
        })
    }
}

impl Moment for Record<'_> {
    fn number(&self, load: &Load) -> Option<i64> {
        if let Read::Target { size, shift, bits } = load.read {
            let read = Read::Integer {
                size,
                shift,
                bits,
                signed: true,
            };
            let process = self.integer(load, read)?;
            return Some(self.threads?.is_target(process).into());
        }
        self.integer(load, load.read)
    }

    fn text(&self, load: &Load, text: &mut Vec<u8>) -> Option<()> {
        if load.base == Base::Fact(Fact::Name) {
            text.extend_from_slice(before_nul(self.facts.name?));
            return Some(());
        }
        let (Base::Record, [offset]) = (load.base, load.offsets.as_slice()) else {
            return None;
        };
        let offset = *offset as usize;
        let field = |size: u16| self.bytes.get(offset..offset + usize::from(size));
        text.extend_from_slice(match load.read {
            Read::Text { size } => before_nul(field(size)?),
            Read::Field { size } => field(size)?,
            Read::LocatedText => before_nul(self.located(offset, false)?),
            Read::RelativeText => before_nul(self.located(offset, true)?),
            Read::LocatedBytes => self.located(offset, false)?,
            Read::RelativeBytes => self.located(offset, true)?,
            _ => return None,
        });
        Some(())
    }
}

fn before_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(offset: u32, read: Read) -> Load {
        Load {
            base: Base::Record,
            offsets: vec![offset],
            user: 0,
            read,
        }
    }

    #[test]
    fn fields_of_both_byte_orders() {
        let mut bytes = vec![0, 0, 0, 9, 0xff, 0xfe, b'c', b'a', b't', 0, 0, 0];
        // A __data_loc word: 3 bytes at offset 16.
        bytes.extend([0, 3, 0, 16, b'd', b'o', 0]);
        let record = Record {
            bytes: &bytes,
            order: ByteOrder::Big,
            facts: Facts::default(),
            call: None,
            begun: None,
            threads: None,
        };
        assert_eq!(record.number(&load(0, Read::integer(4, true))), Some(9));
        assert_eq!(record.number(&load(4, Read::integer(2, true))), Some(-2));
        assert_eq!(
            record.number(&load(4, Read::integer(2, false))),
            Some(0xfffe)
        );
        let little = Record {
            order: ByteOrder::Little,
            ..record
        };
        assert_eq!(
            little.number(&load(0, Read::integer(4, true))),
            Some(9 << 24)
        );
        assert_eq!(record.number(&load(17, Read::integer(4, true))), None);
        let text = |read, offset| {
            let mut text = Vec::new();
            record.text(&load(offset, read), &mut text).map(|()| text)
        };
        assert_eq!(text(Read::Text { size: 6 }, 6), Some(b"cat".to_vec()));
        assert_eq!(text(Read::LocatedText, 12), Some(b"do".to_vec()));
        assert_eq!(text(Read::LocatedBytes, 12), Some(b"do\0".to_vec()));
        assert_eq!(text(Read::LocatedText, 16), None);
    }
}
