//! Instructions of BPF (RFC 9669): their fields, and what they read and write.

use aya_obj::generated::bpf_insn;

/// The register that points behind the top of the stack frame.
pub const FRAME: u8 = 10;
/// Bytes of a stack frame.
pub const FRAME_SIZE: i64 = 512;
/// Registers, [`FRAME`] included.
pub const REGISTERS: usize = 11;

/// The class of an instruction: the low bits of its code.
pub mod class {
    /// A load of a 64-bit constant, the only one of this class.
    pub const CONSTANT: u8 = 0x00;
    /// A load from memory.
    pub const LOAD: u8 = 0x01;
    /// A store of a constant.
    pub const STORE_CONSTANT: u8 = 0x02;
    /// A store of a register.
    pub const STORE: u8 = 0x03;
    /// Arithmetic of 32 bits.
    pub const ALU32: u8 = 0x04;
    /// A jump on 64 bits, a call, or the exit.
    pub const JUMP: u8 = 0x05;
    /// A jump on 32 bits.
    pub const JUMP32: u8 = 0x06;
    /// Arithmetic of 64 bits.
    pub const ALU: u8 = 0x07;
}

/// The operation of arithmetic: the high bits of its code.
pub mod operation {
    pub const ADD: u8 = 0x00;
    pub const SUBTRACT: u8 = 0x10;
    pub const MULTIPLY: u8 = 0x20;
    pub const DIVIDE: u8 = 0x30;
    pub const OR: u8 = 0x40;
    pub const AND: u8 = 0x50;
    pub const SHIFT_LEFT: u8 = 0x60;
    pub const SHIFT_RIGHT: u8 = 0x70;
    pub const NEGATE: u8 = 0x80;
    pub const REMAINDER: u8 = 0x90;
    pub const XOR: u8 = 0xa0;
    pub const MOVE: u8 = 0xb0;
    pub const SHIFT_RIGHT_SIGNED: u8 = 0xc0;
    pub const SWAP_BYTES: u8 = 0xd0;
}

/// What a jump asks: the high bits of its code.
pub mod jump {
    pub const ALWAYS: u8 = 0x00;
    pub const EQUAL: u8 = 0x10;
    pub const ABOVE: u8 = 0x20;
    pub const ABOVE_OR_EQUAL: u8 = 0x30;
    pub const ANY_BIT: u8 = 0x40;
    pub const NOT_EQUAL: u8 = 0x50;
    pub const GREATER: u8 = 0x60;
    pub const GREATER_OR_EQUAL: u8 = 0x70;
    pub const CALL: u8 = 0x80;
    pub const EXIT: u8 = 0x90;
    pub const BELOW: u8 = 0xa0;
    pub const BELOW_OR_EQUAL: u8 = 0xb0;
    pub const LESS: u8 = 0xc0;
    pub const LESS_OR_EQUAL: u8 = 0xd0;
}

/// The bit of the code that says that the second operand is a register.
pub const BY_REGISTER: u8 = 0x08;
/// The code of a load of a 64-bit constant.
pub const WIDE: u8 = 0x18;
/// What a [`WIDE`] constant is, in place of a register: a map (`BPF_PSEUDO_MAP_FD`).
pub const MAP: u8 = 1;
/// What a [`WIDE`] constant is: an address in a map's value (`BPF_PSEUDO_MAP_VALUE`).
pub const MAP_VALUE: u8 = 2;
/// The mode and size of a load or store of a whole word.
const WORD: u8 = 0x78;
/// The mode of loads and stores that are not atomic.
const PLAIN: u8 = 0x60;

/// An instruction. Only one with the code [`WIDE`] takes the places of two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Instruction {
    pub code: u8,
    /// The register that is written, compared, or stored through.
    pub dst: u8,
    /// The other register; what a [`WIDE`] constant is.
    pub src: u8,
    /// Of a jump: places to skip. Of a load or store: bytes from the address in the register.
    pub offset: i16,
    pub constant: i32,
    /// The high half of a [`WIDE`] constant.
    pub high: i32,
}

impl Instruction {
    /// `dst = constant`, sign-extended.
    pub fn set(dst: u8, constant: i32) -> Self {
        Self {
            code: class::ALU | operation::MOVE,
            dst,
            constant,
            ..Self::default()
        }
    }

    /// `dst = src`
    pub fn copy(dst: u8, src: u8) -> Self {
        Self {
            code: class::ALU | operation::MOVE | BY_REGISTER,
            dst,
            src,
            ..Self::default()
        }
    }

    /// `dst += constant`
    pub fn add(dst: u8, constant: i32) -> Self {
        Self {
            code: class::ALU | operation::ADD,
            dst,
            constant,
            ..Self::default()
        }
    }

    /// A jump over so many places.
    pub fn skip(offset: i16) -> Self {
        Self {
            code: class::JUMP | jump::ALWAYS,
            offset,
            ..Self::default()
        }
    }

    pub fn class(self) -> u8 {
        self.code & 0x07
    }

    /// One of [`operation`] or of [`jump`].
    pub fn operation(self) -> u8 {
        self.code & 0xf0
    }

    pub fn is_by_register(self) -> bool {
        self.code & BY_REGISTER != 0
    }

    /// Places it takes.
    pub fn places(self) -> usize {
        if self.code == WIDE { 2 } else { 1 }
    }

    /// Whether it is a constant that stands for a map or an address in one.
    pub fn is_map(self) -> bool {
        self.code == WIDE && matches!(self.src, MAP | MAP_VALUE)
    }

    pub fn is_arithmetic(self) -> bool {
        matches!(self.class(), class::ALU | class::ALU32)
    }

    /// Whether it is a jump of any kind, but neither a call nor the exit.
    pub fn is_jump(self) -> bool {
        match self.class() {
            class::JUMP32 => true,
            class::JUMP => !matches!(self.operation(), jump::CALL | jump::EXIT),
            _ => false,
        }
    }

    pub fn is_always(self) -> bool {
        self.is_jump() && self.operation() == jump::ALWAYS
    }

    pub fn is_call(self) -> bool {
        self.class() == class::JUMP && self.operation() == jump::CALL
    }

    pub fn is_exit(self) -> bool {
        self.class() == class::JUMP && self.operation() == jump::EXIT
    }

    pub fn is_load(self) -> bool {
        self.class() == class::LOAD
    }

    pub fn is_store(self) -> bool {
        matches!(self.class(), class::STORE | class::STORE_CONSTANT)
    }

    /// Whether it loads or stores 8 bytes, and nothing else.
    pub fn is_word(self) -> bool {
        (self.is_load() || self.is_store()) && self.code & !0x07 == WORD
    }

    pub fn is_atomic(self) -> bool {
        self.class() == class::STORE && self.code & 0xe0 != PLAIN
    }

    /// Bytes that a load or store moves.
    pub fn size(self) -> usize {
        match self.code & 0x18 {
            0x00 => 4,
            0x08 => 2,
            0x10 => 1,
            _ => 8,
        }
    }

    /// Whether it does nothing but write its register.
    pub fn is_pure(self) -> bool {
        self.code == WIDE || self.is_arithmetic() || self.is_load()
    }

    /// The registers that it reads, as bits.
    pub fn reads(self) -> u16 {
        let (dst, src) = (1 << self.dst, 1 << self.src);
        match self.class() {
            class::CONSTANT => 0,
            class::LOAD => src,
            class::STORE_CONSTANT => dst,
            class::STORE => dst | src,
            _ if self.is_call() => (1 << (arguments(self.constant) + 1)) - 2,
            _ if self.is_exit() => 1,
            _ if self.is_always() => 0,
            _ => {
                let own = self.is_arithmetic() && self.operation() == operation::MOVE;
                let first = if own { 0 } else { dst };
                first | if self.is_by_register() { src } else { 0 }
            }
        }
    }

    /// The registers that it writes, as bits.
    pub fn writes(self) -> u16 {
        if self.is_call() {
            0b11_1111
        } else if self.is_pure() {
            1 << self.dst
        } else {
            0
        }
    }
}

/// How many arguments a helper of the kernel takes; all five where it is not one of ours.
fn arguments(helper: i32) -> u32 {
    match helper {
        5 | 8 | 14 | 15 | 35 | 80 | 125 => 0,
        1 | 3 | 134 => 2,
        112..=115 => 3,
        2 | 67 | 130 => 4,
        _ => 5,
    }
}

/// One instruction for each place; the second one of a [`WIDE`] constant is not an instruction.
pub fn decode(code: &[bpf_insn]) -> Vec<Instruction> {
    let next = code.iter().skip(1).map(|insn| insn.imm).chain([0]);
    code.iter()
        .zip(next)
        .map(|(insn, next)| Instruction {
            code: insn.code,
            dst: insn.dst_reg(),
            src: insn.src_reg(),
            offset: insn.off,
            constant: insn.imm,
            high: if insn.code == WIDE { next } else { 0 },
        })
        .collect()
}

/// As the kernel takes them.
pub fn encode(code: &[Instruction]) -> Vec<bpf_insn> {
    let insn = |instruction: &Instruction| bpf_insn {
        code: instruction.code,
        _bitfield_align_1: [],
        _bitfield_1: bpf_insn::new_bitfield_1(instruction.dst, instruction.src),
        off: instruction.offset,
        imm: instruction.constant,
    };
    let mut encoded = Vec::with_capacity(code.len() * 2);
    for instruction in code {
        encoded.push(insn(instruction));
        if instruction.code == WIDE {
            encoded.push(insn(&Instruction {
                constant: instruction.high,
                ..Instruction::default()
            }));
        }
    }
    encoded
}
