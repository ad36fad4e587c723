//! What was read at the event, and what takes its place where it could not be read.

use crate::errors;
use crate::plan::code::{Instruction, Register};
use crate::plan::generate::Generator;
use crate::rows::Kind;
use crate::tree::{Event, Expression, ExpressionKind};

impl Generator<'_> {
    /// A value that was captured; with `raw`, text as it is.
    pub fn captured(&mut self, expression: &Expression, kind: Kind, raw: bool) -> Register {
        let span = expression.span;
        let to = self.allocate(kind, span);
        let event = match &expression.kind {
            ExpressionKind::Event(event) => Some(&**event),
            _ => None,
        };
        let Some(capture) = self.captures.of(expression) else {
            let label = event.map_or("", |event| &event.label);
            self.report(errors::read_late(span, label));
            return to;
        };
        let capture = capture as u16;
        let read = match kind {
            Kind::Long => Instruction::CaptureNumber { to, capture },
            Kind::String if raw => Instruction::CaptureRaw { to, capture },
            Kind::String => Instruction::CaptureText { to, capture },
        };
        match event {
            Some(Event {
                otherwise: Some(otherwise),
                ..
            }) => self.or_else(read, capture, otherwise, (kind, to)),
            _ => self.emit(read, span),
        }
        to
    }

    fn or_else(
        &mut self,
        read: Instruction,
        capture: u16,
        otherwise: &Expression,
        (kind, to): (Kind, Register),
    ) {
        let span = otherwise.span;
        let free = self.body.free;
        let condition = self.allocate(Kind::Long, span);
        let known = Instruction::Readable {
            to: condition,
            capture,
        };
        self.emit(known, span);
        self.body.free = free;
        let unread = self.jump(Instruction::JumpUnless { condition, to: 0 }, span);
        self.emit(read, span);
        let past = self.jump(Instruction::Jump { to: 0 }, span);
        self.land(unread);
        self.value_to(otherwise, kind, to);
        self.land(past);
    }
}
