//! How a program flows: where ways meet, and what of registers and stack is still needed at each place.

use super::instruction::{FRAME, FRAME_SIZE, Instruction, operation};

/// Registers and words of the stack, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Live {
    pub registers: u16,
    /// From the frame's low end.
    pub words: u64,
}

/// What is found by looking at a program once.
pub struct Flow {
    /// What is needed when each place is reached.
    pub live: Vec<Live>,
    /// Whether several ways lead to each place.
    pub joins: Vec<bool>,
    /// Bytes from the frame's end, down to where addresses of the stack are made. Below lie registers that the compiler has put aside:
    /// nothing but loads and stores by the frame's register reach them.
    pub addressed: i64,
}

impl Flow {
    pub fn of(code: &[Instruction]) -> Self {
        Self {
            live: live(code),
            joins: joins(code),
            addressed: addressed(code),
        }
    }
}

/// The bit of the word of the stack at an offset from the frame's end.
pub fn word(offset: i64) -> u64 {
    1 << ((offset + FRAME_SIZE).clamp(0, FRAME_SIZE - 1) / 8)
}

/// The places that come after the one at `place`, one or two.
fn successors(code: &[Instruction], place: usize) -> impl Iterator<Item = usize> {
    let instruction = code[place];
    let target = instruction
        .is_jump()
        .then(|| (place + 1).wrapping_add_signed(instruction.offset.into()));
    let next = (!instruction.is_exit() && !instruction.is_always())
        .then_some(place + instruction.places());
    let inside = code.len();
    target
        .into_iter()
        .chain(next)
        .filter(move |&to| to < inside)
}

/// The places that hold instructions.
fn places(code: &[Instruction]) -> Vec<usize> {
    let mut places = Vec::with_capacity(code.len());
    let mut place = 0;
    while place < code.len() {
        places.push(place);
        place += code[place].places();
    }
    places
}

fn joins(code: &[Instruction]) -> Vec<bool> {
    let mut ways = vec![0_u32; code.len()];
    for place in places(code) {
        for to in successors(code, place) {
            ways[to] += 1;
        }
    }
    ways.iter().map(|&ways| ways > 1).collect()
}

fn live(code: &[Instruction]) -> Vec<Live> {
    let mut live = vec![Live::default(); code.len()];
    let places = places(code);
    loop {
        let mut changed = false;
        for &place in places.iter().rev() {
            let mut now = Live::default();
            for to in successors(code, place) {
                now.registers |= live[to].registers;
                now.words |= live[to].words;
            }
            let instruction = code[place];
            now.registers = now.registers & !instruction.writes() | instruction.reads();
            if instruction.is_store() && instruction.dst == FRAME && instruction.is_word() {
                now.words &= !word(instruction.offset.into());
            } else if instruction.is_load() && instruction.src == FRAME {
                let last = instruction.size() as i64 - 1;
                now.words |= word(instruction.offset.into());
                now.words |= word(i64::from(instruction.offset) + last);
            }
            changed |= live[place] != now;
            live[place] = now;
        }
        if !changed {
            return live;
        }
    }
}

/// The lowest offset of an address of the stack: each is made by a copy of the frame's register and an addition to it.
fn addressed(code: &[Instruction]) -> i64 {
    let copies = code.iter().enumerate().filter(|(_, instruction)| {
        instruction.is_arithmetic()
            && instruction.operation() == operation::MOVE
            && instruction.is_by_register()
            && instruction.src == FRAME
    });
    let offsets = copies.map(|(place, copy)| {
        let mut behind = code[place + 1..].iter();
        let next = behind.find(|next| next.writes() & (1 << copy.dst) != 0);
        match next {
            Some(add)
                if add.is_arithmetic()
                    && add.operation() == operation::ADD
                    && !add.is_by_register() =>
            {
                i64::from(add.constant)
            }
            _ => -FRAME_SIZE,
        }
    });
    offsets.min().unwrap_or(0)
}
