//! What is known where a place of a program is reached.

use super::instruction::{FRAME, Instruction, REGISTERS, class};
use super::value::Value;

/// What is known where a place is reached.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Knowledge {
    pub registers: [Value; REGISTERS],
    /// Words put aside on the stack, by their offset, where they are known. No instruction that stores one is left.
    pub words: Vec<(i16, Value)>,
}

impl Knowledge {
    /// The frame's register and nothing else.
    pub fn at_start() -> Self {
        let mut registers = [Value::Dynamic; REGISTERS];
        registers[usize::from(FRAME)] = Value::Frame(0);
        Self {
            registers,
            words: Vec::new(),
        }
    }

    /// What is known of a register.
    pub fn of(&self, register: u8) -> Value {
        self.registers[usize::from(register)]
    }

    /// The second operand of arithmetic or a jump, or what is stored.
    pub fn operand(&self, instruction: Instruction) -> Value {
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

    /// What is known of the word that was put aside at an offset.
    pub fn word(&self, offset: i16) -> Option<Value> {
        let mut words = self.words.iter();
        words.find(|(at, _)| *at == offset).map(|(_, value)| *value)
    }

    /// Notes it.
    pub fn set_word(&mut self, offset: i16, value: Value) {
        self.words.retain(|(at, _)| *at != offset);
        if value != Value::Dynamic {
            let place = self.words.partition_point(|(at, _)| *at < offset);
            self.words.insert(place, (offset, value));
        }
    }

    /// Whether a word that is known overlaps these bytes.
    pub fn has_word_in(&self, offset: i64, size: usize) -> bool {
        let end = offset + size as i64;
        let mut words = self.words.iter().map(|(at, _)| i64::from(*at));
        words.any(|at| at < end && offset < at + 8)
    }
}
