//! Partial evaluation: a program of the collector and a probe's configuration to the program for this one probe.
//!
//! The collector's programs read the configuration at every turn. All of it is known before they are loaded: what depends on it alone is
//! computed here, once, and not at each event; loops over its steps become the steps. What is left is about what one would write by hand
//! for the probe, and the verifier has as little to look at as the processor.
//!
//! The program is followed from its start. An instruction whose operands are known leaves nothing; another one is left as it is, with
//! known operands as constants. Behind a jump that is not known both ways are followed. Places that are reached with the same knowledge
//! of what is still needed share what is left (polyvariant specialisation: N. D. Jones, C. K. Gomard, P. Sestoft, "Partial Evaluation and
//! Automatic Program Generation", 1993, chapter 4).

mod flow;
mod instruction;
mod residue;
#[cfg(test)]
mod tests;
mod value;

use std::collections::HashMap;

use aya_obj::generated::bpf_insn;

use flow::Flow;
use instruction::{
    BY_REGISTER, FRAME, Instruction, REGISTERS, WIDE, class, decode, encode, jump, operation,
};
use residue::{Block, End, Residue};
use value::{Value, computed, is_neutral, is_taken};

/// Steps of following a program, at most. Those of the collector take some ten thousand.
const STEPS: u32 = 4_000_000;
/// What a [`WIDE`] constant is: a map.
const MAP: u8 = 1;
/// What a [`WIDE`] constant is: an address in a map's value.
const MAP_VALUE: u8 = 2;

/// A program that is specialised for one probe after the other.
pub struct Template {
    code: Vec<Instruction>,
    flow: Flow,
    configuration: i32,
}

/// Why there is no program: what it does is not understood here.
#[derive(Debug)]
pub struct Unsuitable(&'static str);

impl std::fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// A program for one probe.
pub struct Specialised(Vec<Instruction>);

impl Template {
    /// Of a program in which the map of the configuration stands as this constant, and other maps as others.
    pub fn new(code: &[bpf_insn], configuration: i32) -> Self {
        let code = decode(code);
        let flow = Flow::of(&code);
        Self {
            code,
            flow,
            configuration,
        }
    }

    /// The program for a configuration.
    pub fn specialise(&self, configuration: &[u8]) -> Result<Specialised, Unsuitable> {
        let evaluation = Evaluation {
            template: self,
            configuration,
            blocks: Vec::new(),
            reached: HashMap::new(),
            pending: Vec::new(),
            steps: STEPS,
        };
        let residue = Residue {
            blocks: evaluation.run()?,
            addressed: self.flow.addressed,
        };
        let line = residue.line_up();
        line.map(Specialised)
            .ok_or(Unsuitable("a jump is too long"))
    }
}

impl Specialised {
    /// Whether it refers to this map.
    pub fn refers_to(&self, map: i32) -> bool {
        let mut maps = self.0.iter().filter(|instruction| is_map(instruction));
        maps.any(|instruction| instruction.constant == map)
    }

    /// As the kernel takes it, with the descriptors of the maps.
    pub fn link(mut self, descriptor: impl Fn(i32) -> Option<i32>) -> Option<Vec<bpf_insn>> {
        for instruction in self.0.iter_mut().filter(|instruction| is_map(instruction)) {
            instruction.constant = descriptor(instruction.constant)?;
        }
        Some(encode(&self.0))
    }
}

fn is_map(instruction: &Instruction) -> bool {
    instruction.code == WIDE && matches!(instruction.src, MAP | MAP_VALUE)
}

/// What is known where a place is reached.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Knowledge {
    registers: [Value; REGISTERS],
    /// Words put aside on the stack, by their offset, where they are known. No instruction that stores one is left.
    words: Vec<(i16, Value)>,
}

impl Knowledge {
    fn at_start() -> Self {
        let mut registers = [Value::Dynamic; REGISTERS];
        registers[usize::from(FRAME)] = Value::Frame(0);
        Self {
            registers,
            words: Vec::new(),
        }
    }

    fn of(&self, register: u8) -> Value {
        self.registers[usize::from(register)]
    }

    /// The second operand of arithmetic or a jump, or what is stored.
    fn operand(&self, instruction: Instruction) -> Value {
        let by_register = match instruction.class() {
            class::STORE => true,
            class::STORE_CONSTANT => false,
            _ => instruction.is_by_register(),
        };
        if by_register {
            self.of(instruction.src)
        } else {
            Value::Number(i64::from(instruction.constant) as u64)
        }
    }

    fn word(&self, offset: i16) -> Option<Value> {
        let mut words = self.words.iter();
        words.find(|(at, _)| *at == offset).map(|(_, value)| *value)
    }

    fn set_word(&mut self, offset: i16, value: Value) {
        self.words.retain(|(at, _)| *at != offset);
        if value != Value::Dynamic {
            let place = self.words.partition_point(|(at, _)| *at < offset);
            self.words.insert(place, (offset, value));
        }
    }

    /// Whether a word that is known overlaps these bytes.
    fn has_word_in(&self, offset: i64, size: usize) -> bool {
        let end = offset + size as i64;
        let mut words = self.words.iter().map(|(at, _)| i64::from(*at));
        words.any(|at| at < end && offset < at + 8)
    }
}

struct Evaluation<'a> {
    template: &'a Template,
    configuration: &'a [u8],
    blocks: Vec<Block>,
    /// The blocks, by the place where they begin and what is known there.
    reached: HashMap<(usize, Knowledge), usize>,
    /// Those that are not followed yet.
    pending: Vec<(usize, usize, Knowledge)>,
    /// How many more there may be.
    steps: u32,
}

impl Evaluation<'_> {
    fn run(mut self) -> Result<Vec<Block>, Unsuitable> {
        self.block(0, Knowledge::at_start())?;
        while let Some((block, place, known)) = self.pending.pop() {
            self.blocks[block] = self.follow(place, known)?;
        }
        Ok(self.blocks)
    }

    /// The block for what is left from a place on.
    fn block(&mut self, mut place: usize, mut known: Knowledge) -> Result<usize, Unsuitable> {
        while let Some(next) = self.evaluate(place, &mut known)? {
            place = next;
        }
        let live = self.template.flow.live[place];
        for (register, value) in known.registers.iter_mut().enumerate() {
            if live.registers & (1 << register) == 0 && register != usize::from(FRAME) {
                *value = Value::Dynamic;
            }
        }
        let is_needed = |offset: i16| live.words & flow::word(offset.into()) != 0;
        known.words.retain(|(offset, _)| is_needed(*offset));
        let number = self.blocks.len();
        let key = (place, known);
        if let Some(&block) = self.reached.get(&key) {
            return Ok(block);
        }
        self.pending.push((number, place, key.1.clone()));
        self.reached.insert(key, number);
        self.blocks.push(Block::default());
        Ok(number)
    }

    /// Follows the program from a place to where ways meet or part.
    fn follow(&mut self, mut place: usize, known: Knowledge) -> Result<Block, Unsuitable> {
        let mut rest = Rest {
            known,
            code: Vec::new(),
            addressed: self.template.flow.addressed,
        };
        loop {
            if let Some(next) = self.evaluate(place, &mut rest.known)? {
                place = next;
                // What is there may be left already on another way.
                if self.template.flow.joins[place] && !rest.code.is_empty() {
                    let next = self.block(place, rest.known)?;
                    return Ok(rest.code.ending(End::Goto(next)));
                }
                continue;
            }
            let instruction = self.template.code[place];
            place += instruction.places();
            if instruction.is_jump() {
                let test = rest.leave_test(instruction)?;
                let target = place.wrapping_add_signed(instruction.offset.into());
                let taken = self.block(target, rest.known.clone())?;
                let other = self.block(place, rest.known)?;
                return Ok(rest.code.ending(End::Branch { test, taken, other }));
            }
            rest.leave(instruction)?;
            if instruction.is_exit() {
                return Ok(rest.code.ending(End::Exit));
            }
            if self.template.flow.joins[place] {
                let next = self.block(place, rest.known)?;
                return Ok(rest.code.ending(End::Goto(next)));
            }
        }
    }

    /// Does what an instruction does where all that it needs is known, and gives the next place; nothing where the program has to do it.
    fn evaluate(
        &mut self,
        place: usize,
        known: &mut Knowledge,
    ) -> Result<Option<usize>, Unsuitable> {
        self.steps = self
            .steps
            .checked_sub(1)
            .ok_or(Unsuitable("it takes too many steps"))?;
        let instruction = *self
            .template
            .code
            .get(place)
            .ok_or(Unsuitable("it leads behind its end"))?;
        let next = place + instruction.places();
        if instruction.is_jump() {
            let (left, right) = (known.of(instruction.dst), known.operand(instruction));
            let taken = match (left.number(), right.number()) {
                _ if instruction.operation() == jump::ALWAYS => true,
                (Some(left), Some(right)) => is_taken(instruction, left, right),
                _ => return Ok(None),
            };
            let skipped = if taken { instruction.offset } else { 0 };
            return Ok(Some(next.wrapping_add_signed(skipped.into())));
        }
        if instruction.is_store() {
            let done = self.put_aside(instruction, known);
            return Ok(done.then_some(next));
        }
        let value = if instruction.code == WIDE {
            Some(wide(instruction))
        } else if instruction.is_arithmetic() {
            let right = known.operand(instruction);
            if is_neutral(instruction, right) {
                return Ok(Some(next));
            }
            computed(instruction, known.of(instruction.dst), right)
        } else if instruction.is_load() {
            self.loaded(instruction, known)?
        } else {
            None
        };
        Ok(value.map(|value| {
            known.registers[usize::from(instruction.dst)] = value;
            next
        }))
    }

    /// What a load gives, from the configuration or of a word put aside.
    fn loaded(
        &self,
        instruction: Instruction,
        known: &Knowledge,
    ) -> Result<Option<Value>, Unsuitable> {
        let at = i64::from(instruction.offset);
        match known.of(instruction.src) {
            Value::InMap(map, offset) if map == self.template.configuration => {
                let start = usize::try_from(offset + at).ok();
                let bytes = start
                    .and_then(|start| self.configuration.get(start..start + instruction.size()));
                let bytes = bytes.ok_or(Unsuitable("it reads behind the configuration"))?;
                let mut word = [0; 8];
                word[..bytes.len()].copy_from_slice(bytes);
                Ok(Some(Value::Number(u64::from_le_bytes(word))))
            }
            Value::Frame(offset) if instruction.is_word() => Ok(i16::try_from(offset + at)
                .ok()
                .and_then(|at| known.word(at))),
            _ => Ok(None),
        }
    }

    /// Notes a word that is put aside, where it is known.
    fn put_aside(&self, instruction: Instruction, known: &mut Knowledge) -> bool {
        let Value::Frame(offset) = known.of(instruction.dst) else {
            return false;
        };
        let value = known.operand(instruction);
        let at = offset + i64::from(instruction.offset);
        let done = instruction.is_word()
            && value != Value::Dynamic
            && at % 8 == 0
            && at + 8 <= self.template.flow.addressed;
        if done {
            known.set_word(at as i16, value);
        }
        done
    }
}

/// The code of a block while it is made.
struct Rest {
    known: Knowledge,
    code: Vec<Instruction>,
    /// As in [`Flow`].
    addressed: i64,
}

trait Ending {
    fn ending(self, end: End) -> Block;
}

impl Ending for Vec<Instruction> {
    fn ending(self, end: End) -> Block {
        Block { code: self, end }
    }
}

impl Rest {
    /// Leaves an instruction to the program, with what is known as constants.
    fn leave(&mut self, instruction: Instruction) -> Result<(), Unsuitable> {
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
    fn leave_test(&mut self, instruction: Instruction) -> Result<Instruction, Unsuitable> {
        self.need(1 << instruction.dst)?;
        self.by_constant(instruction)
    }

    fn arithmetic(&mut self, instruction: Instruction) -> Result<Instruction, Unsuitable> {
        if instruction.operation() == operation::SWAP_BYTES {
            self.need(1 << instruction.dst)?;
            return Ok(instruction);
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
        if let Some(constant) = short(self.known.of(instruction.src)) {
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
        if let Some(constant) = short(self.known.of(instruction.src))
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
        for register in (0..FRAME).filter(|register| registers & (1 << register) != 0) {
            self.load(register)?;
            // It is there now.
        }
        Ok(())
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
            Value::Number(number) => short(value).map_or_else(
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

/// The value of a [`WIDE`] constant.
fn wide(instruction: Instruction) -> Value {
    let (low, high) = (instruction.constant, instruction.high);
    match instruction.src {
        MAP => Value::Map(low),
        MAP_VALUE => Value::InMap(low, i64::from(high)),
        _ => Value::Number(u64::from(low as u32) | u64::from(high as u32) << 32),
    }
}

/// The constant of an instruction that stands for a number, where it fits: it is sign-extended.
fn short(value: Value) -> Option<i32> {
    value
        .number()
        .and_then(|number| i32::try_from(number as i64).ok())
}
