//! A plan's loads to the collector's: where each starts, what it adds, where its value goes.

use std::borrow::Cow;

use sigscript_compiler::plan::{Base, Capture, Helper, Load, Point, Read};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_wire as wire;

use super::{Options, registers};
use crate::event::Form;

/// Bytes of a probe's fixed part, at most.
const FIXED: usize = 4096;
/// Arguments of a raw tracepoint, at most (`MAX_BPF_FUNC_ARGS`).
const ARGUMENTS: u8 = 12;
/// Bytes of a stack: 127 addresses (`PERF_MAX_STACK_DEPTH`).
const STACK: u16 = 127 * 8;
/// The first bytes of a record: the common fields, which the kernel hides from programs.
const COMMON: u32 = 8;

/// The loads of one probe, each once.
pub struct Loads<'a> {
    /// What the user chose.
    pub options: &'a Options,
    point: &'a Point,
    captures: &'a [Capture],
    /// Each with whether it is a short text in the fixed part.
    sources: Vec<(&'a Load, bool)>,
    /// As the collector takes them.
    pub lowered: Vec<wire::Load>,
    /// The context words they start from.
    pub words: u16,
    /// The bytes of their values in the fixed part.
    pub fixed: usize,
    /// The longest text that one of them appends; 0 where none does.
    pub longest: usize,
    /// How they walk up from files.
    pub path: wire::PathOffsets,
    /// The loads of the kept element's keys, one behind the other.
    pub kept_keys: Vec<u8>,
}

impl<'a> Loads<'a> {
    /// None yet, at this point.
    pub fn new(options: &'a Options, point: &'a Point, captures: &'a [Capture]) -> Self {
        let path = wire::Config::EMPTY.path;
        Self {
            options,
            point,
            captures,
            sources: Vec::new(),
            lowered: Vec::new(),
            words: 0,
            fixed: 0,
            longest: 0,
            path,
            kept_keys: Vec::new(),
        }
    }

    /// The number of a load, added unless an equal one is there; an error where it cannot be made.
    pub fn add(&mut self, load: &'a Load) -> Result<u8, String> {
        self.source(load, false)
    }

    /// The number of a load whose value has a place of fixed length: a text behind an address is cut out for that, or counts as one
    /// that cannot be read.
    pub fn add_short(&mut self, load: &'a Load) -> Result<u8, String> {
        self.source(load, form(load.read) == Form::Located)
    }

    /// Gives the kept element's keys their places.
    pub fn keep(&mut self, keys: impl Iterator<Item = &'a Load> + Clone) -> Result<(), String> {
        // What they are computed of comes first, so that nothing lies between them.
        for key in keys.clone() {
            self.made(key)?;
        }
        for key in keys {
            let slot = self.append(key, false)?;
            self.kept_keys.push(slot);
        }
        Ok(())
    }

    /// Where the value of a load that is there lies among the values, in bytes.
    pub fn place(&self, slot: u8, load: &Load) -> u16 {
        self.lowered[usize::from(slot)].place + behind_start(load)
    }

    /// Where the kept element's key begins among the values, in bytes.
    pub fn place_of_kept(&self) -> u16 {
        let first = self.kept_keys.first();
        first.map_or(0, |&slot| self.lowered[usize::from(slot)].place)
    }

    /// A load behind those that must be made before it.
    pub fn chain(&mut self, load: &'a Load) -> Result<Vec<u8>, String> {
        let slot = self.add(load)?;
        Ok(self.behind(slot))
    }

    /// The load with this number behind those that must be made before it.
    pub fn behind(&self, slot: u8) -> Vec<u8> {
        let mut chain = Vec::new();
        self.needed(slot, &mut chain);
        chain
    }

    fn needed(&self, slot: u8, chain: &mut Vec<u8>) {
        let load = &self.lowered[usize::from(slot)];
        match load.base {
            wire::base::COMPUTED => {
                for operand in &load.offsets[1..3] {
                    self.needed(*operand as u8, chain);
                }
            }
            wire::base::KEPT => {
                for key in &self.kept_keys {
                    self.needed(*key, chain);
                }
            }
            _ => {}
        }
        if !chain.contains(&slot) {
            chain.push(slot);
        }
    }

    fn source(&mut self, load: &'a Load, short: bool) -> Result<u8, String> {
        let kept = |load: &Load| matches!(load.base, Base::Kept { .. });
        let same =
            |source: &(&Load, bool)| *source == (load, short) || (kept(load) && kept(source.0));
        if let Some(number) = self.sources.iter().position(same) {
            return Ok(number as u8);
        }
        self.append(load, short)
    }

    fn append(&mut self, load: &'a Load, short: bool) -> Result<u8, String> {
        let mut lowered = match self.made(load)? {
            Some(made) => made,
            None => self.start(load)?,
        };
        lowered.place = self.fixed as u16;
        if short {
            let longest = self.longest;
            self.finish(&mut lowered, load.read);
            self.longest = longest;
            lowered.read |= wire::read::SHORT;
        } else {
            self.finish(&mut lowered, load.read);
        }
        let size = match form(load.read) {
            _ if short => wire::SHORT_TEXT,
            Form::Text(size) | Form::Field(size) => usize::from(size).next_multiple_of(8),
            _ if lowered.base == wire::base::KEPT => 16,
            _ => 8,
        };
        self.fixed += size;
        if self.fixed > FIXED {
            return Err(format!(
                "the values of one event take more than {FIXED} bytes"
            ));
        }
        if self.lowered.len() == wire::LOADS {
            return Err(format!(
                "more than {} values are read at one event",
                wire::LOADS
            ));
        }
        self.sources.push((load, short));
        self.lowered.push(lowered);
        Ok(self.lowered.len() as u8 - 1)
    }

    /// A load that looks at no event, or at other loads only, which it adds.
    fn made(&mut self, load: &Load) -> Result<Option<wire::Load>, String> {
        let halves = |constant: i64| (constant as u32, (constant >> 32) as u32);
        let (base, word, (first, second)) = match load.base {
            Base::Kept { .. } => (wire::base::KEPT, 0, (0, 0)),
            Base::Constant(constant) => (wire::base::CONSTANT, 0, halves(constant)),
            Base::RealtimeOffset => (wire::base::REALTIME_OFFSET, 0, (0, 0)),
            Base::Computed {
                operator,
                left,
                right,
            } => {
                let mut operand = |index: u16| {
                    let load = self.captures[usize::from(index)].load.as_ref();
                    self.add(load.ok_or("a value that only the session knows")?)
                };
                let operands = (operand(left)?.into(), operand(right)?.into());
                (wire::base::COMPUTED, computation(operator)?, operands)
            }
            _ => return Ok(None),
        };
        let mut made = wire::Load {
            base,
            word,
            ..wire::Load::EMPTY
        };
        made.offsets[1..3].copy_from_slice(&[first, second]);
        Ok(Some(made))
    }

    /// Where the load starts and what it adds, and which bits of an integer count.
    fn start(&mut self, load: &Load) -> Result<wire::Load, String> {
        let start = match (load.base, self.point) {
            (Base::Helper(helper), _) => Start::at(helper_base(helper), &load.offsets),
            (Base::Argument(number), Point::Trace { .. }) if number < ARGUMENTS => {
                Start::word(number, 0, &load.offsets)
            }
            (Base::Record, Point::Event { size, .. }) => start_in_record(load, *size)?,
            (base, Point::Syscall { returns, .. }) => start_in_call(base, load, *returns)?,
            _ => return Err("this value does not exist at this kind of probe point".to_owned()),
        };
        let offsets = &start.offsets;
        if offsets.len() > wire::OFFSETS {
            return Err(format!(
                "a value is more than {} pointers away",
                wire::OFFSETS - 1
            ));
        }
        if start.base == wire::base::WORD {
            self.words |= 1 << start.word;
        }
        let mut lowered = wire::Load {
            base: start.base,
            word: start.word,
            ..wire::Load::EMPTY
        };
        lowered.hops = offsets.len().saturating_sub(1) as u8;
        lowered.offsets[..offsets.len()].copy_from_slice(offsets);
        lowered.user = (offsets.len() as u8).saturating_sub(load.user);
        let (word, memory, integer) = match load.read {
            Read::Integer {
                size,
                shift,
                bits,
                signed,
            } => (
                wire::read::WORD,
                wire::read::INTEGER,
                (size, shift, bits, signed),
            ),
            Read::Target { size, shift, bits } => (
                wire::read::TARGET_WORD,
                wire::read::TARGET_INTEGER,
                (size, shift, bits, false),
            ),
            _ => return Ok(lowered),
        };
        let (size, shift, bits, signed) = integer;
        lowered.read = if offsets.is_empty() { word } else { memory };
        lowered.size = u16::from(size);
        let above = 64_u8
            .checked_sub(start.shift + shift + bits)
            .filter(|_| bits > 0);
        lowered.left = above.ok_or("an integer has no bits, or more than 64")?;
        lowered.right = 64 - bits;
        lowered.signed = u8::from(signed);
        Ok(lowered)
    }

    /// What is read in the end, unless it is an integer.
    fn finish(&mut self, lowered: &mut wire::Load, read: Read) {
        let limits = (self.options.string_limit, self.options.area_limit);
        let (kind, size) = match read {
            Read::Integer { .. } | Read::Target { .. } => return,
            Read::Text { size } | Read::Field { size } => {
                lowered.read = wire::read::TEXT;
                lowered.size = size;
                return;
            }
            Read::KernelString => (wire::read::KERNEL_STRING, limits.0),
            Read::UserString => (wire::read::USER_STRING, limits.0),
            Read::LocatedText => (wire::read::LOCATED, limits.0),
            Read::RelativeText => (wire::read::RELATIVE, limits.0),
            Read::UserArea => (wire::read::USER_AREA, limits.1),
            Read::Bytes { size } => (wire::read::BYTES, size),
            Read::LocatedBytes => (wire::read::LOCATED_BYTES, limits.1),
            Read::RelativeBytes => (wire::read::RELATIVE_BYTES, limits.1),
            Read::Stack { user: false } => (wire::read::KERNEL_STACK, STACK),
            Read::Stack { user: true } => (wire::read::USER_STACK, STACK),
            Read::FileName(offsets) => {
                self.path = path(offsets);
                (wire::read::FILE_NAME, wire::PART as u16)
            }
        };
        lowered.read = kind;
        lowered.size = size.min(wire::TEXT as u16);
        self.longest = self
            .longest
            .max(usize::from(lowered.size).next_multiple_of(8));
    }
}

/// Where a load starts.
struct Start<'a> {
    /// One of [`wire::base`].
    base: u8,
    /// The context word for [`wire::base::WORD`].
    word: u8,
    /// What is shifted out of an integer in front of its own shift.
    shift: u8,
    /// What is left to add.
    offsets: Cow<'a, [u32]>,
}

impl<'a> Start<'a> {
    fn at(base: u8, offsets: &'a [u32]) -> Self {
        Self {
            base,
            word: 0,
            shift: 0,
            offsets: Cow::Borrowed(offsets),
        }
    }

    fn word(word: u8, shift: u8, offsets: &'a [u32]) -> Self {
        Self {
            base: wire::base::WORD,
            word,
            shift,
            offsets: Cow::Borrowed(offsets),
        }
    }
}

/// A field of a record, or a pointer in it, is taken from the context's words where it lies in one, since that needs no call.
fn start_in_record(load: &Load, size: u16) -> Result<Start<'_>, String> {
    let (&first, rest) = load
        .offsets
        .split_first()
        .ok_or("a record is not a value")?;
    let (word, byte) = (first / 8, first % 8);
    let direct = first >= COMMON && word < wire::WORDS as u32 && (word + 1) * 8 <= u32::from(size);
    match load.read {
        // `common_pid` is the current thread.
        Read::Integer { size: 4, .. } if rest.is_empty() && first == 4 => {
            Ok(Start::at(wire::base::PID_TGID, &[]))
        }
        _ if first < COMMON => Err("the kernel hides this common field from programs".to_owned()),
        Read::Integer { size, .. } if rest.is_empty() && direct && byte + u32::from(size) <= 8 => {
            Ok(Start::word(word as u8, byte as u8 * 8, &[]))
        }
        _ if !rest.is_empty() && direct && byte == 0 => Ok(Start::word(word as u8, 0, rest)),
        _ => Ok(Start::at(wire::base::CONTEXT, &load.offsets)),
    }
}

/// The registers of a system call are where the kernel keeps them, the first word of the raw tracepoint's context leads there. The
/// second word is the number where the call begins, the result where it ends.
fn start_in_call(base: Base, load: &Load, returns: bool) -> Result<Start<'_>, String> {
    let in_registers = |place: u32| {
        let offsets = [&[place], load.offsets.as_slice()].concat();
        Start {
            offsets: Cow::Owned(offsets),
            ..Start::word(0, 0, &[])
        }
    };
    match (base, returns) {
        (Base::SyscallNumber, false) | (Base::SyscallResult, true) => {
            Ok(Start::word(1, 0, &load.offsets))
        }
        (Base::SyscallNumber, true) => Ok(in_registers(registers::NUMBER)),
        (Base::SyscallArgument(number), _) => registers::ARGUMENTS
            .get(usize::from(number))
            .map(|&place| in_registers(place))
            .ok_or_else(|| "a system call has at most six arguments".to_owned()),
        _ => Err("this value does not exist at this kind of probe point".to_owned()),
    }
}

/// How far behind the place of the collector's load a value lies, in bytes.
pub fn behind_start(load: &Load) -> u16 {
    match load.base {
        Base::Kept { present: true } => 8,
        _ => 0,
    }
}

/// How the collector computes what an operator does.
fn computation(operator: BinaryOperator) -> Result<u8, String> {
    use wire::compute;
    Ok(match operator {
        BinaryOperator::Add => compute::ADD,
        BinaryOperator::Subtract => compute::SUBTRACT,
        BinaryOperator::Multiply => compute::MULTIPLY,
        BinaryOperator::Divide => compute::DIVIDE,
        BinaryOperator::BitAnd => compute::AND,
        BinaryOperator::BitOr => compute::OR,
        BinaryOperator::BitXor => compute::XOR,
        BinaryOperator::ShiftLeft => compute::SHIFT_LEFT,
        BinaryOperator::ShiftRight => compute::SHIFT_RIGHT,
        BinaryOperator::Equal => compute::EQUAL,
        BinaryOperator::Less => compute::LESS,
        _ => return Err(format!("`{}` is not computed", operator.spelling())),
    })
}

/// How what is read lies in the record.
pub fn form(read: Read) -> Form {
    match read {
        Read::Integer { .. } | Read::Target { .. } => Form::Number,
        Read::Text { size } => Form::Text(size),
        Read::Field { size } => Form::Field(size),
        Read::Bytes { .. } | Read::LocatedBytes | Read::RelativeBytes => Form::Bytes,
        Read::Stack { .. } => Form::Stack,
        Read::KernelString | Read::UserString | Read::LocatedText | Read::RelativeText => {
            Form::Located
        }
        Read::FileName(_) => Form::FileName,
        Read::UserArea => Form::Arguments,
    }
}

fn helper_base(helper: Helper) -> u8 {
    match helper {
        Helper::Task => wire::base::TASK,
        Helper::PidTgid => wire::base::PID_TGID,
        Helper::UidGid => wire::base::UID_GID,
        Helper::Cpu => wire::base::CPU,
        Helper::Monotonic => wire::base::MONOTONIC,
        Helper::Boot => wire::base::BOOT,
        Helper::CgroupId => wire::base::CGROUP_ID,
    }
}

fn path(offsets: sigscript_compiler::plan::FileNameOffsets) -> wire::PathOffsets {
    wire::PathOffsets {
        path_mnt: offsets.path_mnt,
        path_dentry: offsets.path_dentry,
        dentry_parent: offsets.dentry_parent,
        dentry_name: offsets.dentry_name,
        mount_mnt: offsets.mount_mnt,
        mount_parent: offsets.mount_parent,
        mount_mountpoint: offsets.mount_mountpoint,
        vfsmount_root: offsets.vfsmount_root,
    }
}
