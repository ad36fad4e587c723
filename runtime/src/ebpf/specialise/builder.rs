//! Makes a block of what is left of a program: instructions that it has to run, with what is known as constants.

use super::Unsuitable;
use super::instruction::{BY_REGISTER, FRAME, Instruction, MAP, MAP_VALUE, WIDE, class, operation};
use super::knowledge::Knowledge;
use super::residue::{Block, End};
use super::value::{Value, leaves_right};

/// The code of a block while it is made.
pub struct Builder {
    pub known: Knowledge,
    pub code: Vec<Instruction>,
    /// As in [`super::flow::Flow`].
    addressed: i64,
}

impl Builder {
    pub fn new(known: Knowledge, addressed: i64) -> Self {
        Self {
            known,
            code: Vec::new(),
            addressed,
        }
    }

    /// The block, with where it leads.
    pub fn ending(self, end: End) -> Block {
        let code = self.code;
        Block { code, end }
    }

    /// Leaves an instruction to the program, with what is known as constants.
    pub fn leave(&mut self, instruction: Instruction) -> Result<(), Unsuitable> {
        let left = if instruction.is_arithmetic() {
            self.arithmetic(instruction)?
        } else if instruction.is_load() {
            let (src, offset) = self.address(instruction.src, instruction)?;
            Instruction {
                src,
                offset,
                ..instruction
            }
        } else if instruction.is_store() {
            self.store(instruction)?
        } else {
            self.need(instruction.reads())?;
            instruction
        };
        self.code.push(left);
        for register in (0..FRAME).filter(|register| left.writes() & (1 << register) != 0) {
            self.known.registers[usize::from(register)] = Value::Dynamic;
        }
        Ok(())
    }

    /// A jump that the program has to decide.
    pub fn leave_test(&mut self, instruction: Instruction) -> Result<Instruction, Unsuitable> {
        self.need(1 << instruction.dst)?;
        self.by_constant(instruction)
    }

    fn arithmetic(&mut self, instruction: Instruction) -> Result<Instruction, Unsuitable> {
        if instruction.operation() == operation::SWAP_BYTES {
            self.need(1 << instruction.dst)?;
            return Ok(instruction);
        }
        let left = self.known.of(instruction.dst);
        if leaves_right(instruction, left) {
            self.need(1 << instruction.src)?;
            return Ok(Instruction::copy(instruction.dst, instruction.src));
        }
        if instruction.operation() != operation::MOVE {
            self.need(1 << instruction.dst)?;
        }
        self.by_constant(instruction)
    }

    /// The instruction with a constant as its second operand, where that is known and fits.
    fn by_constant(&mut self, instruction: Instruction) -> Result<Instruction, Unsuitable> {
        if !instruction.is_by_register() {
            return Ok(instruction);
        }
        if let Some(constant) = self.known.of(instruction.src).short() {
            return Ok(Instruction {
                code: instruction.code & !BY_REGISTER,
                src: 0,
                constant,
                ..instruction
            });
        }
        self.need(1 << instruction.src)?;
        Ok(instruction)
    }

    /// A store, of a constant where it is one that fits.
    fn store(&mut self, instruction: Instruction) -> Result<Instruction, Unsuitable> {
        let (dst, offset) = self.address(instruction.dst, instruction)?;
        let store = Instruction {
            dst,
            offset,
            ..instruction
        };
        if instruction.class() == class::STORE_CONSTANT {
            return Ok(store);
        }
        if let Some(constant) = self.known.of(instruction.src).short()
            && !instruction.is_atomic()
        {
            return Ok(Instruction {
                code: instruction.code & !0x07 | class::STORE_CONSTANT,
                src: 0,
                constant,
                ..store
            });
        }
        self.need(1 << instruction.src)?;
        Ok(store)
    }

    /// The register and the offset that a load or store reaches memory by. A part of a word that was put aside cannot be reached: that
    /// word is nowhere.
    fn address(&mut self, base: u8, access: Instruction) -> Result<(u8, i16), Unsuitable> {
        if let Value::Frame(offset) = self.known.of(base) {
            let at = offset + i64::from(access.offset);
            if access.is_word() && access.is_store() && at + 8 <= self.addressed {
                self.known.set_word(at as i16, Value::Dynamic);
            }
            if self.known.has_word_in(at, access.size()) {
                return Err(Unsuitable("it reaches a part of a word that is known"));
            }
            let offset = i16::try_from(at).map_err(|_| Unsuitable("it leaves its stack"))?;
            return Ok((FRAME, offset));
        }
        self.need(1 << base)?;
        Ok((base, access.offset))
    }

    /// Puts what is known of these registers into them.
    fn need(&mut self, registers: u16) -> Result<(), Unsuitable> {
        (0..FRAME)
            .filter(|register| registers & (1 << register) != 0)
            .try_for_each(|register| self.load(register))
    }

    fn load(&mut self, register: u8) -> Result<(), Unsuitable> {
        let wide = |src, low: u64, high: u64| Instruction {
            code: WIDE,
            dst: register,
            src,
            constant: low as i32,
            high: high as i32,
            ..Instruction::default()
        };
        let value = self.known.of(register);
        let load = match value {
            Value::Dynamic => return Ok(()),
            Value::Number(number) => value.short().map_or_else(
                || wide(0, number & 0xffff_ffff, number >> 32),
                |constant| Instruction::set(register, constant),
            ),
            Value::Map(map) => wide(MAP, map as u64, 0),
            Value::InMap(map, offset) => wide(MAP_VALUE, map as u64, offset as u64),
            Value::Frame(offset) if offset < self.addressed => {
                return Err(Unsuitable("it makes an address of a word put aside"));
            }
            Value::Frame(offset) => {
                self.code.push(Instruction::copy(register, FRAME));
                Instruction::add(register, offset as i32)
            }
        };
        self.code.push(load);
        Ok(())
    }
}
