//! The loop that executes instructions.

use std::ops::Range;
use std::slice::Iter;

use sigscript_compiler::Kind;
use sigscript_compiler::plan::code::{Code, Instruction};
use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;

use super::capture::Captures;
use super::{Failure, Fault, FaultKind, Frame, Machine, World, walks};
use crate::arrays::Full;
use crate::event::Event;
use crate::render;
use crate::text::{self, Text};

/// The reach of a register's number. A window of this length needs no bounds checks, because no register leads out of it;
/// the register file has room for one behind the last window, in pages that are never touched.
pub(super) const WINDOW: usize = 1 << 16;

/// A register's place in its window, or an index of the plan.
pub(super) fn at(number: u16) -> usize {
    number.into()
}

/// The number registers of the running window.
fn window(numbers: &mut [i64], base: usize) -> &mut [i64; WINDOW] {
    numbers[base..]
        .first_chunk_mut()
        .expect("room for a window behind every base")
}

/// A string, cut where it is longer than the limit, with a warning.
#[inline]
pub(super) fn bounded(text: Text, limit: usize, world: &mut World) -> Text {
    if text.len() <= limit {
        return text;
    }
    let warning = format!("a string was cut at {limit} bytes; allow more with `-D MAXSTRINGLEN=N`");
    world.warnings.push(Text::from(warning.into_bytes()));
    text.slice(..limit)
}

/// Jumps where a comparison of numbers holds. Each comparison branches by itself: joining them into a truth value first makes the
/// next instruction wait for it, and a counting loop a tenth slower.
macro_rules! jump_where {
    ($operator:expr, $left:expr, $right:expr, $jump:expr) => {{
        let (left, right): (i64, i64) = ($left, $right);
        match $operator {
            BinaryOperator::Less if left < right => $jump,
            BinaryOperator::LessEqual if left <= right => $jump,
            BinaryOperator::Greater if left > right => $jump,
            BinaryOperator::GreaterEqual if left >= right => $jump,
            BinaryOperator::Equal if left == right => $jump,
            BinaryOperator::NotEqual if left != right => $jump,
            _ => {}
        }
    }};
}

impl<'plan> Machine<'plan> {
    /// Runs `code` from its start to its end.
    pub(super) fn execute(
        &mut self,
        code: &'plan Code,
        event: Option<&Event>,
        world: &mut World,
    ) -> Result<(), Fault> {
        self.frames.clear();
        if !self.data.begun.is_empty() {
            walks::leave(&mut self.data.begun, 0);
        }
        open(&mut self.texts, 0..code.texts.into());
        window(&mut self.numbers, 0)[..at(code.numbers)].fill(0);
        let mut actions = self.limits.actions;
        let mut place = Frame {
            code,
            next: 0,
            numbers: 0,
            texts: 0,
            begun: 0,
        };
        while let Err(failure) = self.steps(&mut place, &mut actions, event, world) {
            let handler = match failure.kind {
                FaultKind::Error => walks::end_try(&mut self.data.begun),
                FaultKind::Limit | FaultKind::Abort => None,
            };
            let Some(handler) = handler else {
                let callers = self.frames.iter().rev().map(Frame::span).collect();
                return Err(failure.at(place.span(), callers));
            };
            self.frames.truncate(handler.frames);
            place = handler.place;
            let message = bounded(failure.message, self.limits.text, world);
            self.texts[place.texts + at(handler.message)] = message;
        }
        Ok(())
    }

    /// Runs from `place` on, to the end of the code or to a failure, whose place it leaves.
    #[allow(
        clippy::too_many_lines,
        reason = "one arm per instruction, all on the same few locals"
    )]
    fn steps(
        &mut self,
        place: &mut Frame<'plan>,
        actions_left: &mut u64,
        event: Option<&Event>,
        world: &mut World,
    ) -> Result<(), Failure> {
        let Self {
            plan,
            builtins,
            contexts,
            callees,
            constants,
            limits,
            data,
            numbers,
            texts,
            frames,
            scratch,
        } = self;
        let captures = Captures {
            plan,
            contexts,
            event,
        };
        let mut code = place.code;
        // Behind the fetched instruction; a jump checks its aim, so that a step need not.
        let mut steps = aim(code, place.next);
        let mut actions = *actions_left;
        let (mut numbers_base, mut texts_base) = (place.numbers, place.texts);
        let mut n = window(numbers, numbers_base);
        let mut t = &mut texts[texts_base..];

        let failure = loop {
            let Some(&instruction) = steps.next() else {
                return Ok(());
            };
            match instruction {
                Instruction::Number { to, value } => n[at(to)] = value.into(),
                Instruction::NumberConstant { to, index } => {
                    n[at(to)] = plan.numbers[index as usize];
                }
                Instruction::TextConstant { to, index } => {
                    t[at(to)] = constants[index as usize].clone();
                }
                Instruction::CopyNumber { to, from } => n[at(to)] = n[at(from)],
                Instruction::CopyText { to, from } => t[at(to)] = t[at(from)].clone(),
                // Addition has arms of its own: a counting loop takes a tenth less time.
                Instruction::Binary {
                    operator: BinaryOperator::Add,
                    to,
                    left,
                    right,
                } => {
                    n[at(to)] = n[at(left)].wrapping_add(n[at(right)]);
                }
                Instruction::BinaryConstant {
                    operator: BinaryOperator::Add,
                    to,
                    left,
                    right,
                } => {
                    n[at(to)] = n[at(left)].wrapping_add(right.into());
                }
                Instruction::Binary {
                    operator,
                    to,
                    left,
                    right,
                } => match operator.numbers(n[at(left)], n[at(right)]) {
                    Some(value) => n[at(to)] = value,
                    None => break Failure::division(),
                },
                Instruction::BinaryConstant {
                    operator,
                    to,
                    left,
                    right,
                } => match operator.numbers(n[at(left)], right.into()) {
                    Some(value) => n[at(to)] = value,
                    None => break Failure::division(),
                },
                Instruction::Unary { operator, to, from } => {
                    n[at(to)] = operator.apply(n[at(from)]);
                }
                Instruction::CompareTexts {
                    operator,
                    to,
                    left,
                    right,
                } => {
                    let order = t[at(left)].cmp(&t[at(right)]);
                    n[at(to)] = operator.holds(order).into();
                }
                Instruction::Concatenate { to, left, right } => {
                    let joined = concatenate(t, at(to), at(left), at(right));
                    t[at(to)] = bounded(joined, limits.text, world);
                }
                Instruction::LoadNumber { to, global } => {
                    n[at(to)] = data.globals.numbers[at(global)];
                }
                Instruction::LoadText { to, global } => {
                    t[at(to)] = data.globals.texts[at(global)].clone();
                }
                Instruction::StoreNumber { global, from } => {
                    data.globals.numbers[at(global)] = n[at(from)];
                    data.globals.written[at(global)] = true;
                }
                Instruction::StoreText { global, from } => {
                    data.globals.texts[at(global)] = t[at(from)].clone();
                    data.globals.written[at(global)] = true;
                }
                Instruction::Readable { to, capture } => n[at(to)] = captures.readable(capture),
                Instruction::CaptureNumber { to, capture } => match captures.number(capture) {
                    Ok(value) => n[at(to)] = value,
                    Err(failure) => break failure,
                },
                Instruction::CaptureText { to, capture } => {
                    match captures.text(capture, world.escape, scratch) {
                        Ok(value) => t[at(to)] = bounded(value, limits.text, world),
                        Err(failure) => break failure,
                    }
                }
                Instruction::CaptureRaw { to, capture } => {
                    match captures.text(capture, false, scratch) {
                        Ok(value) => t[at(to)] = bounded(value, limits.text, world),
                        Err(failure) => break failure,
                    }
                }
                Instruction::Call {
                    function,
                    window: first,
                } => {
                    if frames.len() >= limits.nesting {
                        break Failure::nesting(limits.nesting);
                    }
                    if actions == 0 {
                        break Failure::action(limits.actions);
                    }
                    actions -= 1;
                    let callee = &callees[at(function)];
                    frames.push(Frame {
                        code,
                        next: (code.instructions.len() - steps.len()) as u32,
                        numbers: numbers_base,
                        texts: texts_base,
                        begun: data.begun.len() as u32,
                    });
                    code = callee.code;
                    steps = code.instructions.iter();
                    numbers_base += at(first.numbers);
                    texts_base += at(first.texts);
                    if numbers.len() < numbers_base + WINDOW {
                        numbers.resize(2 * numbers.len(), 0);
                    }
                    n = window(numbers, numbers_base);
                    n[callee.numbers.clone()].fill(0);
                    open(
                        texts,
                        texts_base + callee.texts.start..texts_base + callee.texts.end,
                    );
                    t = &mut texts[texts_base..];
                }
                Instruction::Builtin { row, window: first } => {
                    let row = &builtins[at(row)];
                    let (numbers, texts) = (&mut n[at(first.numbers)..], &mut t[at(first.texts)..]);
                    if let Err(failure) = (row.code)(numbers, texts, world) {
                        break failure;
                    }
                    if row.signature.returns == Some(Kind::String) {
                        texts[0] = bounded(std::mem::take(&mut texts[0]), limits.text, world);
                    }
                }
                Instruction::Print {
                    template,
                    window: first,
                } => {
                    let (numbers, texts) = (&n[at(first.numbers)..], &t[at(first.texts)..]);
                    let format = &plan.templates[at(template)].format;
                    match &mut world.prints {
                        None => render::render(format, numbers, texts, &mut world.output),
                        Some(prints) => {
                            prints.print(template, format, numbers, texts, &mut world.output);
                        }
                    }
                }
                Instruction::Format {
                    template,
                    window: first,
                } => {
                    let (numbers, texts) = (&n[at(first.numbers)..], &mut t[at(first.texts)..]);
                    let format = &plan.templates[at(template)].format;
                    scratch.clear();
                    render::render(format, numbers, texts, scratch);
                    let made = Text::from(text::before_nul(scratch));
                    texts[0] = bounded(made, limits.text, world);
                }
                Instruction::Jump { to } => steps = aim(code, to),
                Instruction::Loop { to } => {
                    if actions == 0 {
                        break Failure::action(limits.actions);
                    }
                    actions -= 1;
                    steps = aim(code, to);
                }
                Instruction::JumpIf { condition, to } => {
                    if n[at(condition)] != 0 {
                        steps = aim(code, to);
                    }
                }
                Instruction::JumpUnless { condition, to } => {
                    if n[at(condition)] == 0 {
                        steps = aim(code, to);
                    }
                }
                Instruction::JumpCompare {
                    operator,
                    left,
                    right,
                    to,
                } => {
                    jump_where!(operator, n[at(left)], n[at(right)], steps = aim(code, to));
                }
                Instruction::JumpCompareConstant {
                    operator,
                    left,
                    right,
                    to,
                } => {
                    jump_where!(operator, n[at(left)], right.into(), steps = aim(code, to));
                }
                Instruction::Count {
                    operator,
                    counter,
                    limit,
                    to,
                } => {
                    n[at(counter)] = n[at(counter)].wrapping_add(1);
                    jump_where!(operator, n[at(counter)], n[at(limit)], {
                        if actions == 0 {
                            break Failure::action(limits.actions);
                        }
                        actions -= 1;
                        steps = aim(code, to);
                    });
                }
                Instruction::CountConstant {
                    operator,
                    counter,
                    limit,
                    to,
                } => {
                    n[at(counter)] = n[at(counter)].wrapping_add(1);
                    jump_where!(operator, n[at(counter)], limit.into(), {
                        if actions == 0 {
                            break Failure::action(limits.actions);
                        }
                        actions -= 1;
                        steps = aim(code, to);
                    });
                }
                Instruction::Return => {
                    let Some(caller) = frames.pop() else {
                        return Ok(());
                    };
                    code = caller.code;
                    steps = aim(code, caller.next);
                    (numbers_base, texts_base) = (caller.numbers, caller.texts);
                    n = window(numbers, numbers_base);
                    t = &mut texts[texts_base..];
                    if data.begun.len() > caller.begun as usize {
                        walks::leave(&mut data.begun, caller.begun);
                    }
                }
                Instruction::End => return Ok(()),
                Instruction::Fail { message } => {
                    break Failure::error(&constants[message as usize]);
                }
                Instruction::Try { message, to } => {
                    let here = Frame {
                        code,
                        next: to,
                        numbers: numbers_base,
                        texts: texts_base,
                        begun: data.begun.len() as u32,
                    };
                    walks::begin_try(&mut data.begun, here, frames.len(), message);
                }
                Instruction::LoadElement { to, array, keys } => {
                    data.load_element(to, array, keys, n, t);
                }
                Instruction::AddElement { array, keys, by } => {
                    if let Err(Full) = data.add_to_element(array, keys, by, n, t) {
                        break data.overflow(array);
                    }
                }
                Instruction::StoreElement { array, keys, from } => {
                    if let Err(Full) = data.store_element(array, keys, from, n, t) {
                        break data.overflow(array);
                    }
                }
                other => match data.step(other, n, t, world, scratch) {
                    Ok(None) => {}
                    Ok(Some(to)) => steps = aim(code, to),
                    Err(failure) => break failure,
                },
            }
        };
        *actions_left = actions;
        *place = Frame {
            code,
            next: (code.instructions.len() - steps.len()) as u32,
            numbers: numbers_base,
            texts: texts_base,
            begun: data.begun.len() as u32,
        };
        Err(failure)
    }
}

/// The steps from a jump's aim on. That it is looked up keeps jumps branches: as a mere number, the next step would wait for the
/// condition.
fn aim(code: &Code, to: u32) -> Iter<'_, Instruction> {
    code.instructions[to as usize..].iter()
}

impl Frame<'_> {
    /// Where in the script the instruction before the next one comes from.
    fn span(&self) -> Span {
        let last = self.next as usize - 1;
        self.code.spans.get(last).copied().unwrap_or_default()
    }
}

/// Makes room for strings up to the end of `registers`, and empties these.
fn open(texts: &mut Vec<Text>, registers: Range<usize>) {
    if texts.len() < registers.end {
        texts.resize(registers.end, Text::new());
    }
    texts[registers].fill(Text::new());
}

/// `left . right`, on its way to `to`: in place where a string grows by itself.
fn concatenate(texts: &mut [Text], to: usize, left: usize, right: usize) -> Text {
    if to != left || to == right {
        return Text::concat_slices(&[&texts[left], &texts[right]]);
    }
    let mut grown = std::mem::take(&mut texts[to]);
    grown.push_slice(&texts[right]);
    grown
}
