//! Following a program: what is known is evaluated, the rest is left as blocks.

use std::collections::HashMap;

use super::builder::Builder;
use super::instruction::{FRAME, Instruction, WIDE};
use super::knowledge::Knowledge;
use super::residue::{Block, End};
use super::value::{Value, computed, decided, is_neutral};
use super::{Template, Unsuitable, flow};

/// Steps of following a program, at most. Those of the collector take some ten thousand.
const STEPS: u32 = 4_000_000;

/// What is found out about a program with one configuration.
pub struct Evaluation<'a> {
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

impl<'a> Evaluation<'a> {
    pub fn new(template: &'a Template, configuration: &'a [u8]) -> Self {
        Self {
            template,
            configuration,
            blocks: Vec::new(),
            reached: HashMap::new(),
            pending: Vec::new(),
            steps: STEPS,
        }
    }

    /// The blocks that are left, beginning with the first one.
    pub fn run(mut self) -> Result<Vec<Block>, Unsuitable> {
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
        let mut builder = Builder::new(known, self.template.flow.addressed);
        loop {
            if let Some(next) = self.evaluate(place, &mut builder.known)? {
                place = next;
                // What is there may be left already on another way.
                if self.template.flow.joins[place] && !builder.code.is_empty() {
                    let next = self.block(place, builder.known.clone())?;
                    return Ok(builder.ending(End::Goto(next)));
                }
                continue;
            }
            let instruction = self.template.code[place];
            place += instruction.places();
            if instruction.is_jump() {
                let test = builder.leave_test(instruction)?;
                let target = place.wrapping_add_signed(instruction.offset.into());
                let taken = self.block(target, builder.known.clone())?;
                let other = self.block(place, builder.known.clone())?;
                return Ok(builder.ending(End::Branch { test, taken, other }));
            }
            builder.leave(instruction)?;
            if instruction.is_exit() {
                return Ok(builder.ending(End::Exit));
            }
            if self.template.flow.joins[place] {
                let next = self.block(place, builder.known.clone())?;
                return Ok(builder.ending(End::Goto(next)));
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
            let taken = decided(instruction, left, right);
            return Ok(taken.map(|taken| {
                let skipped = if taken { instruction.offset } else { 0 };
                next.wrapping_add_signed(skipped.into())
            }));
        }
        if instruction.is_store() {
            let done = self.put_aside(instruction, known);
            return Ok(done.then_some(next));
        }
        let value = if instruction.code == WIDE {
            Some(Value::of_wide(instruction))
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
