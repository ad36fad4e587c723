//! What is known of a register before the program runs, and arithmetic on it.

use super::instruction::{Instruction, MAP, MAP_VALUE, class, jump, operation};

/// What is known of a register, or of a word of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing: the program finds out.
    Dynamic,
    /// The number itself.
    Number(u64),
    /// A map, as the constant that stands for it.
    Map(i32),
    /// An address in the only value of a map: the map as the constant that stands for it, and bytes from the value's start.
    InMap(i32, i64),
    /// An address in the stack frame: bytes from its end.
    Frame(i64),
}

impl Value {
    /// What a constant of 64 bits stands for.
    pub fn of_wide(instruction: Instruction) -> Value {
        let (low, high) = (instruction.constant, instruction.high);
        match instruction.src {
            MAP => Value::Map(low),
            MAP_VALUE => Value::InMap(low, i64::from(high)),
            _ => Value::Number(u64::from(low as u32) | u64::from(high as u32) << 32),
        }
    }

    /// The constant of an instruction that stands for a number, where it fits: it is sign-extended.
    pub fn short(self) -> Option<i32> {
        i32::try_from(self.number()? as i64).ok()
    }

    /// The number, where it is one.
    pub fn number(self) -> Option<u64> {
        match self {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The same so many bytes further on, where it is an address that is known.
    fn moved(self, bytes: i64) -> Option<Value> {
        match self {
            Value::InMap(map, offset) => Some(Value::InMap(map, offset.wrapping_add(bytes))),
            Value::Frame(offset) => Some(Value::Frame(offset.wrapping_add(bytes))),
            _ => None,
        }
    }
}

/// What an arithmetic instruction makes of its operands; nothing where that is not known.
pub fn computed(instruction: Instruction, left: Value, right: Value) -> Option<Value> {
    let wide = instruction.class() == class::ALU;
    let kind = instruction.operation();
    let known = |value| (value != Value::Dynamic).then_some(value);
    match (kind, left, right) {
        (operation::MOVE, _, Value::Number(number)) if !wide => {
            Some(Value::Number(number & 0xffff_ffff))
        }
        (operation::MOVE, _, right) => known(right).filter(|_| wide),
        (operation::SWAP_BYTES, ..) => None,
        (_, Value::Number(left), Value::Number(right)) if wide => {
            Some(Value::Number(computed64(kind, left, right)))
        }
        (_, Value::Number(left), Value::Number(right)) => {
            let number = computed32(kind, left as u32, right as u32);
            Some(Value::Number(number.into()))
        }
        (operation::ADD, left, Value::Number(right)) if wide => left.moved(right as i64),
        (operation::ADD, Value::Number(left), right) if wide => right.moved(left as i64),
        (operation::SUBTRACT, left, Value::Number(right)) if wide => {
            left.moved((right as i64).wrapping_neg())
        }
        (operation::AND | operation::MULTIPLY, _, Value::Number(0)) => Some(Value::Number(0)),
        _ => None,
    }
}

/// Whether an arithmetic instruction leaves its first operand as it is.
pub fn is_neutral(instruction: Instruction, right: Value) -> bool {
    instruction.class() == class::ALU
        && matches!(
            (instruction.operation(), right),
            (
                operation::ADD
                    | operation::SUBTRACT
                    | operation::OR
                    | operation::XOR
                    | operation::SHIFT_LEFT
                    | operation::SHIFT_RIGHT
                    | operation::SHIFT_RIGHT_SIGNED,
                Value::Number(0),
            ) | (operation::MULTIPLY | operation::DIVIDE, Value::Number(1))
                | (operation::AND, Value::Number(u64::MAX))
        )
}

/// Whether an arithmetic instruction gives its second operand, a register, as it is.
pub fn leaves_right(instruction: Instruction, left: Value) -> bool {
    instruction.class() == class::ALU
        && instruction.is_by_register()
        && matches!(
            (instruction.operation(), left),
            (
                operation::ADD | operation::OR | operation::XOR,
                Value::Number(0)
            ) | (operation::MULTIPLY, Value::Number(1))
                | (operation::AND, Value::Number(u64::MAX))
        )
}

fn computed64(kind: u8, left: u64, right: u64) -> u64 {
    match kind {
        operation::ADD => left.wrapping_add(right),
        operation::SUBTRACT => left.wrapping_sub(right),
        operation::MULTIPLY => left.wrapping_mul(right),
        operation::DIVIDE => left.checked_div(right).unwrap_or(0),
        operation::OR => left | right,
        operation::AND => left & right,
        operation::SHIFT_LEFT => left << (right & 63),
        operation::SHIFT_RIGHT => left >> (right & 63),
        operation::NEGATE => left.wrapping_neg(),
        operation::REMAINDER => left.checked_rem(right).unwrap_or(left),
        operation::XOR => left ^ right,
        _ => ((left as i64) >> (right & 63)) as u64,
    }
}

fn computed32(kind: u8, left: u32, right: u32) -> u32 {
    let left = if kind == operation::SHIFT_RIGHT_SIGNED {
        i64::from(left as i32) as u64
    } else {
        left.into()
    };
    let is_shift = matches!(
        kind,
        operation::SHIFT_LEFT | operation::SHIFT_RIGHT | operation::SHIFT_RIGHT_SIGNED
    );
    let right = if is_shift { right & 31 } else { right };
    computed64(kind, left, right.into()) as u32
}

/// Whether a jump is made; nothing where that is not known. Nothing is below 0, whatever it is.
pub fn decided(instruction: Instruction, left: Value, right: Value) -> Option<bool> {
    match (instruction.operation(), left, right) {
        (jump::ALWAYS, ..) | (jump::ABOVE_OR_EQUAL, _, Value::Number(0)) => Some(true),
        (jump::BELOW, _, Value::Number(0)) => Some(false),
        (_, left, right) => Some(is_taken(instruction, left.number()?, right.number()?)),
    }
}

/// Whether a jump between two known numbers is made.
pub fn is_taken(instruction: Instruction, left: u64, right: u64) -> bool {
    let (left, right, left_signed, right_signed) = if instruction.class() == class::JUMP {
        (left, right, left as i64, right as i64)
    } else {
        let (left, right) = (left as u32, right as u32);
        (
            left.into(),
            right.into(),
            (left as i32).into(),
            (right as i32).into(),
        )
    };
    match instruction.operation() {
        jump::EQUAL => left == right,
        jump::ABOVE => left > right,
        jump::ABOVE_OR_EQUAL => left >= right,
        jump::ANY_BIT => left & right != 0,
        jump::NOT_EQUAL => left != right,
        jump::GREATER => left_signed > right_signed,
        jump::GREATER_OR_EQUAL => left_signed >= right_signed,
        jump::BELOW => left < right,
        jump::BELOW_OR_EQUAL => left <= right,
        jump::LESS => left_signed < right_signed,
        jump::LESS_OR_EQUAL => left_signed <= right_signed,
        _ => true,
    }
}
