//! The loop that executes instructions.

use std::ops::Range;

use sigscript_compiler::Kind;
use sigscript_compiler::plan::code::{Code, Instruction};
use sigscript_grammar::Span;

use super::capture::Captures;
use super::{Failure, Fault, Frame, Machine, World};
use crate::event::Event;
use crate::render::{self, Unsupported};
use crate::text::{self, Text};

/// The reach of a register's number. A window of this length needs no bounds checks, because no register leads out of it;
/// the register file has room for one behind the last window, in pages that are never touched.
pub(super) const WINDOW: usize = 1 << 16;

/// The number registers of the running window.
fn window(numbers: &mut [i64], base: usize) -> &mut [i64; WINDOW] {
    numbers[base..].first_chunk_mut().expect("room for a window behind every base")
}

/// A string cut at the limit, with a warning.
#[cold]
fn cut(text: &Text, limit: usize, world: &mut World) -> Text {
    world.warnings.push(Text::from(format!("a string was cut at {limit} bytes; allow more with `-D MAXSTRINGLEN=N`").as_bytes()));
    text.slice(..limit)
}

impl<'plan> Machine<'plan> {
    /// Runs `code` from its start to its end.
    #[allow(clippy::too_many_lines, reason = "one arm per instruction, all on the same few locals")]
    pub(super) fn execute(&mut self, code: &'plan Code, event: Option<&Event>, world: &mut World) -> Result<(), Fault> {
        let Self { plan, builtins, contexts, callees, constants, limits, globals, numbers, texts, frames, scratch } = self;
        let captures = Captures { plan, contexts, event };
        let mut code = code;
        let mut next = 0;
        let mut actions = limits.actions;
        let (mut numbers_base, mut texts_base) = (0, 0);
        frames.clear();
        open(texts, 0..code.texts.into());
        let mut n = window(numbers, 0);
        n[..usize::from(code.numbers)].fill(0);
        let mut t = &mut texts[..];

        let failure = loop {
            let Some(&instruction) = code.instructions.get(next) else { return Ok(()) };
            next += 1;
            match instruction {
                Instruction::Number { to, value } => n[usize::from(to)] = value.into(),
                Instruction::NumberConstant { to, index } => n[usize::from(to)] = plan.numbers[index as usize],
                Instruction::TextConstant { to, index } => t[usize::from(to)] = constants[index as usize].clone(),
                Instruction::CopyNumber { to, from } => n[usize::from(to)] = n[usize::from(from)],
                Instruction::CopyText { to, from } => t[usize::from(to)] = t[usize::from(from)].clone(),
                Instruction::Binary { operator, to, left, right } => {
                    match operator.numbers(n[usize::from(left)], n[usize::from(right)]) {
                        Some(value) => n[usize::from(to)] = value,
                        None => break Failure::division(),
                    }
                }
                Instruction::BinaryConstant { operator, to, left, right } => {
                    match operator.numbers(n[usize::from(left)], right.into()) {
                        Some(value) => n[usize::from(to)] = value,
                        None => break Failure::division(),
                    }
                }
                Instruction::Unary { operator, to, from } => n[usize::from(to)] = operator.apply(n[usize::from(from)]),
                Instruction::CompareTexts { operator, to, left, right } => {
                    let order = t[usize::from(left)].cmp(&t[usize::from(right)]);
                    n[usize::from(to)] = operator.holds(order).into();
                }
                Instruction::Concatenate { to, left, right } => {
                    concatenate(t, to.into(), left.into(), right.into());
                    if t[usize::from(to)].len() > limits.text {
                        t[usize::from(to)] = cut(&t[usize::from(to)], limits.text, world);
                    }
                }
                Instruction::LoadNumber { to, global } => n[usize::from(to)] = globals.numbers[usize::from(global)],
                Instruction::LoadText { to, global } => t[usize::from(to)] = globals.texts[usize::from(global)].clone(),
                Instruction::StoreNumber { global, from } => {
                    globals.numbers[usize::from(global)] = n[usize::from(from)];
                    globals.written[usize::from(global)] = true;
                }
                Instruction::StoreText { global, from } => {
                    globals.texts[usize::from(global)] = t[usize::from(from)].clone();
                    globals.written[usize::from(global)] = true;
                }
                Instruction::CaptureNumber { to, capture } => match captures.number(capture) {
                    Ok(value) => n[usize::from(to)] = value,
                    Err(failure) => break failure,
                },
                Instruction::CaptureText { to, capture } => match captures.text(capture, world.escape, scratch) {
                    Ok(value) if value.len() > limits.text => t[usize::from(to)] = cut(&value, limits.text, world),
                    Ok(value) => t[usize::from(to)] = value,
                    Err(failure) => break failure,
                },
                Instruction::Call { function, window: at } => {
                    if frames.len() >= limits.nesting {
                        break Failure::nesting(limits.nesting);
                    }
                    if actions == 0 {
                        break Failure::action(limits.actions);
                    }
                    actions -= 1;
                    let callee = &callees[usize::from(function)];
                    frames.push(Frame { code, next, numbers: numbers_base, texts: texts_base });
                    (code, next) = (callee.code, 0);
                    numbers_base += usize::from(at.numbers);
                    texts_base += usize::from(at.texts);
                    if numbers.len() < numbers_base + WINDOW {
                        numbers.resize(2 * numbers.len(), 0);
                    }
                    n = window(numbers, numbers_base);
                    n[callee.numbers.clone()].fill(0);
                    open(texts, texts_base + callee.texts.start..texts_base + callee.texts.end);
                    t = &mut texts[texts_base..];
                }
                Instruction::Builtin { row, window: at } => {
                    let row = &builtins[usize::from(row)];
                    let (numbers, texts) = (&mut n[usize::from(at.numbers)..], &mut t[usize::from(at.texts)..]);
                    if let Err(failure) = (row.code)(numbers, texts, world) {
                        break failure;
                    }
                    if row.signature.returns == Some(Kind::String) && texts[0].len() > limits.text {
                        texts[0] = cut(&texts[0], limits.text, world);
                    }
                }
                Instruction::Print { template, window: at } => {
                    let (numbers, texts) = (&n[usize::from(at.numbers)..], &t[usize::from(at.texts)..]);
                    let format = &plan.templates[usize::from(template)].format;
                    if let Err(Unsupported(_)) = render::render(format, numbers, texts, &mut world.output) {
                        break Failure::memory_dump();
                    }
                }
                Instruction::Format { template, window: at } => {
                    let (numbers, texts) = (&n[usize::from(at.numbers)..], &mut t[usize::from(at.texts)..]);
                    let format = &plan.templates[usize::from(template)].format;
                    scratch.clear();
                    if let Err(Unsupported(_)) = render::render(format, numbers, texts, scratch) {
                        break Failure::memory_dump();
                    }
                    texts[0] = Text::from(text::before_nul(scratch));
                    if texts[0].len() > limits.text {
                        texts[0] = cut(&texts[0], limits.text, world);
                    }
                }
                Instruction::Jump { to } => next = to as usize,
                Instruction::Loop { to } => {
                    if actions == 0 {
                        break Failure::action(limits.actions);
                    }
                    actions -= 1;
                    next = to as usize;
                }
                Instruction::JumpIf { condition, to } => {
                    if n[usize::from(condition)] != 0 {
                        next = to as usize;
                    }
                }
                Instruction::JumpUnless { condition, to } => {
                    if n[usize::from(condition)] == 0 {
                        next = to as usize;
                    }
                }
                Instruction::JumpCompare { operator, left, right, to } => {
                    if operator.holds(n[usize::from(left)].cmp(&n[usize::from(right)])) {
                        next = to as usize;
                    }
                }
                Instruction::JumpCompareConstant { operator, left, right, to } => {
                    if operator.holds(n[usize::from(left)].cmp(&right.into())) {
                        next = to as usize;
                    }
                }
                Instruction::Return => {
                    let Some(caller) = frames.pop() else { return Ok(()) };
                    (code, next) = (caller.code, caller.next);
                    (numbers_base, texts_base) = (caller.numbers, caller.texts);
                    n = window(numbers, numbers_base);
                    t = &mut texts[texts_base..];
                }
                Instruction::End => return Ok(()),
            }
        };
        let callers = frames.iter().rev().map(|frame| span(frame.code, frame.next)).collect();
        Err(failure.at(span(code, next), callers))
    }
}

/// The place of the instruction before `next`.
fn span(code: &Code, next: usize) -> Span {
    code.spans.get(next - 1).copied().unwrap_or_default()
}

/// Makes room for strings up to the end of `registers`, and empties these.
fn open(texts: &mut Vec<Text>, registers: Range<usize>) {
    if texts.len() < registers.end {
        texts.resize(registers.end, Text::new());
    }
    texts[registers].fill(Text::new());
}

/// `to = left . right`, in place where a string grows by itself.
fn concatenate(texts: &mut [Text], to: usize, left: usize, right: usize) {
    if to == left && to != right {
        let mut grown = std::mem::take(&mut texts[to]);
        grown.push_slice(&texts[right]);
        texts[to] = grown;
    } else {
        texts[to] = Text::concat_slices(&[&texts[left], &texts[right]]);
    }
}
