//! Code to code that can be trusted: every register, jump and index leads somewhere, so that running it needs no checks of its own.

mod data;

use sigscript_compiler::plan::code::{Code, Instruction, Register, Window};
use sigscript_compiler::plan::{Content, Global, Plan};
use sigscript_compiler::{Context, Kind};
use sigscript_grammar::operators::{BinaryOperator, Operands};

use super::Malformed;
use crate::builtins::Row;
use crate::render;

/// Verifies all code of a plan.
pub(super) fn plan(plan: &Plan, builtins: &[Row], contexts: &[Context]) -> Result<(), Malformed> {
    for capture in &plan.captures {
        if capture.context.is_some_and(|row| row >= contexts.len()) {
            let reason = "no such context function";
            return Err(Malformed {
                place: capture.label.clone(),
                instruction: 0,
                reason,
            });
        }
    }
    data::globals(plan)?;
    data::aggregations(plan)?;
    data::walks(plan)?;
    let functions = plan
        .functions
        .iter()
        .map(|function| (&function.name, &function.code));
    let probes = plan.probes.iter().flat_map(|probe| {
        let updates = probe.aggregation.iter().flat_map(|all| &all.updates);
        probe
            .condition
            .iter()
            .chain([&probe.handler])
            .chain(updates.map(|update| &update.keys))
            .map(|code| (&probe.name, code))
    });
    for (name, code) in functions.chain(probes) {
        let verifier = Verifier {
            plan,
            builtins,
            code,
        };
        verifier.code().map_err(|(instruction, reason)| Malformed {
            place: name.clone(),
            instruction,
            reason,
        })?;
    }
    Ok(())
}

type Verdict = Result<(), &'static str>;

fn ensure(holds: bool, reason: &'static str) -> Verdict {
    if holds { Ok(()) } else { Err(reason) }
}

struct Verifier<'a> {
    plan: &'a Plan,
    builtins: &'a [Row],
    code: &'a Code,
}

impl Verifier<'_> {
    fn code(&self) -> Result<(), (usize, &'static str)> {
        let instructions = &self.code.instructions;
        ensure(
            self.code.spans.len() == instructions.len(),
            "not as many spans as instructions",
        )
        .map_err(|reason| (0, reason))?;
        for (index, &instruction) in instructions.iter().enumerate() {
            self.instruction(instruction)
                .map_err(|reason| (index, reason))?;
        }
        let ends = |last: &Instruction| {
            matches!(
                last,
                Instruction::End
                    | Instruction::Return
                    | Instruction::Jump { .. }
                    | Instruction::Loop { .. }
            )
        };
        let last = instructions.len().saturating_sub(1);
        ensure(instructions.last().is_none_or(ends), "it runs past its end")
            .map_err(|reason| (last, reason))
    }

    fn numbers<const N: usize>(&self, registers: [Register; N]) -> Verdict {
        ensure(
            registers
                .iter()
                .all(|register| *register < self.code.numbers),
            "no such number register",
        )
    }

    fn texts<const N: usize>(&self, registers: [Register; N]) -> Verdict {
        ensure(
            registers.iter().all(|register| *register < self.code.texts),
            "no such string register",
        )
    }

    /// A scalar number or string.
    fn global(&self, index: u16, kind: Kind) -> Verdict {
        let global = self.plan.globals.get(usize::from(index));
        let fits =
            |global: &Global| global.keys.is_empty() && global.content == Content::Value(kind);
        ensure(global.is_some_and(fits), "no such global of this kind")
    }

    fn capture(&self, index: u16, kind: Kind) -> Verdict {
        let capture = self.plan.captures.get(usize::from(index));
        ensure(
            capture.is_some_and(|capture| capture.kind == kind),
            "no such capture of this kind",
        )
    }

    fn jump(&self, to: u32) -> Verdict {
        ensure(
            (to as usize) < self.code.instructions.len(),
            "a jump leads out of the code",
        )
    }

    /// A window that holds so many numbers and strings.
    fn window(&self, window: Window, numbers: usize, texts: usize) -> Verdict {
        let fits = |first: Register, count: usize, all: u16| {
            usize::from(first) + count <= usize::from(all)
        };
        ensure(
            fits(window.numbers, numbers, self.code.numbers),
            "a window has too few number registers",
        )?;
        ensure(
            fits(window.texts, texts, self.code.texts),
            "a window has too few string registers",
        )
    }

    /// A window that holds arguments and then a value.
    fn call(&self, window: Window, parameters: &[Kind], returns: Option<Kind>) -> Verdict {
        let count = |kind| {
            let arguments = parameters
                .iter()
                .filter(|parameter| **parameter == kind)
                .count();
            arguments.max(usize::from(returns == Some(kind)))
        };
        self.window(window, count(Kind::Long), count(Kind::String))
    }

    /// A template's arguments, and for `Format` its value.
    fn template(&self, index: u16, window: Window, value: usize) -> Verdict {
        let template = self
            .plan
            .templates
            .get(usize::from(index))
            .ok_or("no such template")?;
        let (numbers, texts) = render::arity(&template.format);
        self.window(window, numbers, texts.max(value))
    }

    #[allow(clippy::too_many_lines, reason = "one arm per instruction")]
    fn instruction(&self, instruction: Instruction) -> Verdict {
        use Instruction as I;
        match instruction {
            I::Number { to, .. } => self.numbers([to]),
            I::NumberConstant { to, index } => {
                ensure(
                    (index as usize) < self.plan.numbers.len(),
                    "no such number constant",
                )?;
                self.numbers([to])
            }
            I::TextConstant { to, index } => {
                ensure(
                    (index as usize) < self.plan.texts.len(),
                    "no such string constant",
                )?;
                self.texts([to])
            }
            I::CopyNumber { to, from } | I::Unary { to, from, .. } => self.numbers([to, from]),
            I::CopyText { to, from } => self.texts([to, from]),
            I::Binary {
                operator,
                to,
                left,
                right,
            } => {
                arithmetic(operator)?;
                self.numbers([to, left, right])
            }
            I::BinaryConstant {
                operator, to, left, ..
            } => {
                arithmetic(operator)?;
                self.numbers([to, left])
            }
            I::CompareTexts {
                operator,
                to,
                left,
                right,
            } => {
                comparison(operator)?;
                self.numbers([to])?;
                self.texts([left, right])
            }
            I::Concatenate { to, left, right } => self.texts([to, left, right]),
            I::LoadNumber {
                to: register,
                global,
            }
            | I::StoreNumber {
                global,
                from: register,
            } => {
                self.global(global, Kind::Long)?;
                self.numbers([register])
            }
            I::LoadText {
                to: register,
                global,
            }
            | I::StoreText {
                global,
                from: register,
            } => {
                self.global(global, Kind::String)?;
                self.texts([register])
            }
            I::Readable { to, capture } => {
                ensure(
                    usize::from(capture) < self.plan.captures.len(),
                    "no such capture",
                )?;
                self.numbers([to])
            }
            I::CaptureNumber { to, capture } => {
                self.capture(capture, Kind::Long)?;
                self.numbers([to])
            }
            I::CaptureText { to, capture } | I::CaptureRaw { to, capture } => {
                self.capture(capture, Kind::String)?;
                self.texts([to])
            }
            I::Call { function, window } => {
                let function = self
                    .plan
                    .functions
                    .get(usize::from(function))
                    .ok_or("no such function")?;
                self.call(window, &function.parameters, function.returns)
            }
            I::Builtin { row, window } => {
                let row = self
                    .builtins
                    .get(usize::from(row))
                    .ok_or("no such builtin function")?;
                self.call(window, row.signature.parameters, row.signature.returns)
            }
            I::Print { template, window } => self.template(template, window, 0),
            I::Format { template, window } => self.template(template, window, 1),
            I::Jump { to } | I::Loop { to } => self.jump(to),
            I::JumpIf { condition, to } | I::JumpUnless { condition, to } => {
                self.numbers([condition])?;
                self.jump(to)
            }
            I::JumpCompare {
                operator,
                left,
                right,
                to,
            } => {
                comparison(operator)?;
                self.numbers([left, right])?;
                self.jump(to)
            }
            I::Count {
                operator,
                counter,
                limit,
                to,
            } => {
                comparison(operator)?;
                self.numbers([counter, limit])?;
                self.jump(to)
            }
            I::JumpCompareConstant {
                operator, left, to, ..
            }
            | I::CountConstant {
                operator,
                counter: left,
                to,
                ..
            } => {
                comparison(operator)?;
                self.numbers([left])?;
                self.jump(to)
            }
            I::Return | I::End => Ok(()),
            _ => self.data(instruction),
        }
    }
}

fn arithmetic(operator: BinaryOperator) -> Verdict {
    let logical = matches!(operator, BinaryOperator::And | BinaryOperator::Or);
    ensure(
        !logical && operator.operands() != Operands::Texts,
        "not an operator on two numbers",
    )
}

fn comparison(operator: BinaryOperator) -> Verdict {
    ensure(
        operator.operands() == Operands::Comparable,
        "not a comparison",
    )
}
