//! What is left of a program, as blocks with jumps between them; made tidy, and put in a line.

use super::instruction::{FRAME, FRAME_SIZE, Instruction, class};

/// A stretch of instructions that all run when the first one does.
#[derive(Default)]
pub struct Block {
    pub code: Vec<Instruction>,
    pub end: End,
}

/// Where the way goes on behind a block.
#[derive(Clone, Copy, Default)]
pub enum End {
    /// Nowhere.
    #[default]
    Exit,
    /// To the block with this number.
    Goto(usize),
    /// To one of two blocks.
    Branch {
        /// The jump.
        test: Instruction,
        /// Where it leads.
        taken: usize,
        /// What comes behind it.
        other: usize,
    },
}

/// The first block is where the program begins; `addressed` as in [`super::flow::Flow`].
pub struct Residue {
    pub blocks: Vec<Block>,
    pub addressed: i64,
}

impl Residue {
    /// Makes the instructions for the kernel; nothing where a jump would have to be too long.
    pub fn line_up(mut self) -> Option<Vec<Instruction>> {
        self.skip_empty();
        self.join_chains();
        let order = self.order();
        for &block in &order {
            self.keep_words_in_registers(block);
        }
        while self.drop_unused(&order) {}
        self.lay_out(&order)
    }

    /// Leads every way past blocks that do nothing.
    fn skip_empty(&mut self) {
        let behind = |mut block: usize| {
            let mut hops = 0;
            while let (true, End::Goto(next)) = (
                self.blocks[block].code.is_empty() && hops < self.blocks.len(),
                self.blocks[block].end,
            ) {
                block = next;
                hops += 1;
            }
            block
        };
        let ends: Vec<End> = self
            .blocks
            .iter()
            .map(|block| match block.end {
                End::Exit => End::Exit,
                End::Goto(next) => End::Goto(behind(next)),
                End::Branch { test, taken, other } => {
                    let (taken, other) = (behind(taken), behind(other));
                    if taken == other {
                        End::Goto(taken)
                    } else {
                        End::Branch { test, taken, other }
                    }
                }
            })
            .collect();
        for (block, end) in self.blocks.iter_mut().zip(ends) {
            block.end = end;
        }
    }

    /// Makes one block of two where one leads to the other only, and nothing else does.
    fn join_chains(&mut self) {
        let mut ways = vec![0_u32; self.blocks.len()];
        let order = self.order();
        for &block in &order {
            match self.blocks[block].end {
                End::Exit => {}
                End::Goto(next) => ways[next] += 1,
                End::Branch { taken, other, .. } => {
                    ways[taken] += 1;
                    ways[other] += 1;
                }
            }
        }
        for &block in &order {
            while let End::Goto(next) = self.blocks[block].end
                && ways[next] == 1
                && next != block
                && next != 0
            {
                let Block { code, end } = std::mem::take(&mut self.blocks[next]);
                self.blocks[block].code.extend(code);
                self.blocks[block].end = end;
            }
        }
    }

    /// The blocks that are reached, each before those that follow it unless there is a loop, with what comes behind a block next to it
    /// where it can be.
    fn order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.blocks.len());
        let mut seen = vec![false; self.blocks.len()];
        // A block is done when all that follows it is; what is done last comes first.
        let mut open = vec![(0, false)];
        while let Some((block, done)) = open.pop() {
            if done {
                order.push(block);
                continue;
            }
            if std::mem::replace(&mut seen[block], true) {
                continue;
            }
            open.push((block, true));
            match self.blocks[block].end {
                End::Exit => {}
                End::Goto(next) => open.push((next, false)),
                End::Branch { taken, other, .. } => open.extend([(other, false), (taken, false)]),
            }
        }
        order.reverse();
        order
    }

    /// Within a block, takes a word of the stack from the register that still holds it.
    fn keep_words_in_registers(&mut self, block: usize) {
        let mut held: Vec<(i16, u8)> = Vec::new();
        let addressed = self.addressed;
        for instruction in &mut self.blocks[block].code {
            let place = instruction.offset;
            if instruction.is_load() && instruction.src == FRAME && instruction.is_word() {
                let holder = held.iter().find(|&&(offset, _)| offset == place);
                let holder = holder.map(|&(_, register)| register);
                let to = instruction.dst;
                if let Some(holder) = holder {
                    *instruction = Instruction::copy(to, holder);
                }
                if holder != Some(to) {
                    held.retain(|&(_, register)| register != to);
                }
                if holder.is_none() {
                    held.push((place, to));
                }
                continue;
            }
            held.retain(|&(_, register)| instruction.writes() & (1 << register) == 0);
            if instruction.is_call() || (instruction.is_store() && instruction.dst != FRAME) {
                // It may know an address of the stack.
                held.retain(|&(offset, _)| i64::from(offset) + 8 <= addressed);
            }
            if instruction.is_store() && instruction.dst == FRAME {
                let end = place + instruction.size() as i16;
                held.retain(|&(offset, _)| end <= offset || offset + 8 <= place);
                if instruction.class() == class::STORE && instruction.is_word() {
                    held.push((place, instruction.src));
                }
            }
        }
    }

    /// Drops instructions whose results nothing needs; whether there were any.
    fn drop_unused(&mut self, order: &[usize]) -> bool {
        let read = self.read_bytes(order);
        let live = self.live(order);
        let mut dropped = false;
        for &block in order {
            let (mut needed, addressed) = (self.needed_behind(block, &live), self.addressed);
            let code = &mut self.blocks[block].code;
            for index in (0..code.len()).rev() {
                let instruction = code[index];
                let is_copy_of_itself =
                    instruction == Instruction::copy(instruction.dst, instruction.dst);
                let unused = if instruction.is_pure() {
                    needed & instruction.writes() == 0 || is_copy_of_itself
                } else {
                    let (offset, size) = (i64::from(instruction.offset), instruction.size());
                    instruction.is_store()
                        && instruction.dst == FRAME
                        && offset + size as i64 <= addressed
                        && !read[frame_bytes(offset, size)].iter().any(|&byte| byte)
                };
                if unused {
                    code.remove(index);
                    dropped = true;
                } else {
                    needed = needed & !instruction.writes() | instruction.reads();
                }
            }
        }
        dropped
    }

    /// Which bytes of the frame, from its low end, some load reads.
    fn read_bytes(&self, order: &[usize]) -> [bool; FRAME_SIZE as usize] {
        let mut read = [false; FRAME_SIZE as usize];
        for &block in order {
            let loads = self.blocks[block].code.iter();
            for load in loads.filter(|load| load.is_load() && load.src == FRAME) {
                read[frame_bytes(load.offset.into(), load.size())].fill(true);
            }
        }
        read
    }

    /// The registers that are needed where each block begins.
    fn live(&self, order: &[usize]) -> Vec<u16> {
        let mut live = vec![0; self.blocks.len()];
        loop {
            let mut changed = false;
            for &block in order.iter().rev() {
                let mut needed = self.needed_behind(block, &live);
                for instruction in self.blocks[block].code.iter().rev() {
                    needed = needed & !instruction.writes() | instruction.reads();
                }
                changed |= std::mem::replace(&mut live[block], needed) != needed;
            }
            if !changed {
                return live;
            }
        }
    }

    /// The registers that are needed behind the code of a block.
    fn needed_behind(&self, block: usize, live: &[u16]) -> u16 {
        match self.blocks[block].end {
            End::Exit => 0,
            End::Goto(next) => live[next],
            End::Branch { test, taken, other } => live[taken] | live[other] | test.reads(),
        }
    }

    /// One block behind the other, with the jumps that are needed.
    fn lay_out(&self, order: &[usize]) -> Option<Vec<Instruction>> {
        let next = |index: usize| order.get(index + 1).copied();
        let mut starts = vec![0; self.blocks.len()];
        let mut length = 0;
        for (index, &block) in order.iter().enumerate() {
            starts[block] = length;
            let code = &self.blocks[block].code;
            length += code.iter().map(|one| one.places()).sum::<usize>();
            length += match self.blocks[block].end {
                End::Exit => 0,
                End::Goto(to) => usize::from(next(index) != Some(to)),
                End::Branch { other, .. } => 1 + usize::from(next(index) != Some(other)),
            };
        }
        let mut line: Vec<Instruction> = Vec::with_capacity(length);
        let mut place = 0;
        let distance =
            |from: usize, to: usize| i16::try_from(starts[to] as i64 - from as i64 - 1).ok();
        for (index, &block) in order.iter().enumerate() {
            let Block { code, end } = &self.blocks[block];
            line.extend(code);
            place += code.iter().map(|one| one.places()).sum::<usize>();
            let follows = match *end {
                End::Exit => None,
                End::Goto(to) => Some(to),
                End::Branch { test, taken, other } => {
                    let offset = distance(place, taken)?;
                    line.push(Instruction { offset, ..test });
                    place += 1;
                    Some(other)
                }
            };
            if let Some(to) = follows.filter(|&to| next(index) != Some(to)) {
                line.push(Instruction::skip(distance(place, to)?));
                place += 1;
            }
        }
        Some(line)
    }
}

/// The bytes of the frame at an offset from its end, counted from its low end.
fn frame_bytes(offset: i64, size: usize) -> std::ops::Range<usize> {
    let first = (offset + FRAME_SIZE).clamp(0, FRAME_SIZE) as usize;
    first..(first + size).min(FRAME_SIZE as usize)
}
