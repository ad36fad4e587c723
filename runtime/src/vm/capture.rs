//! Captured values to registers: from the event, or read by the session in probes that have none.

use sigscript_compiler::Context;
use sigscript_compiler::plan::Plan;
use sigscript_grammar::syntax::Literal;

use super::Failure;
use crate::event::Event;
use crate::render::escape;
use crate::text::{self, Text};

/// Where the captures of a running handler come from.
#[derive(Clone, Copy)]
pub(super) struct Captures<'a> {
    pub plan: &'a Plan,
    pub contexts: &'static [Context],
    pub event: Option<&'a Event<'a>>,
}

impl Captures<'_> {
    #[inline]
    pub fn number(self, capture: u16) -> Result<i64, Failure> {
        let captured = self
            .event
            .and_then(|event| event.number(capture.into()).ok());
        captured.map_or_else(
            || {
                self.session(capture)
                    .map(|value| text::number_of_literal(&value))
            },
            Ok,
        )
    }

    /// A captured text, escaped for terminals where that is asked for.
    pub fn text(self, capture: u16, escaped: bool, scratch: &mut Vec<u8>) -> Result<Text, Failure> {
        let Some(captured) = self
            .event
            .and_then(|event| event.text(capture.into(), scratch).ok())
        else {
            return self.session(capture).map(|value| text::of_literal(&value));
        };
        if !escaped || escape::is_plain(captured) {
            return Ok(Text::from(captured));
        }
        let mut safe = Vec::with_capacity(captured.len() + 16);
        escape::for_terminal(captured, &mut safe);
        Ok(Text::from(safe))
    }

    /// What the session says, where no event was to say it.
    #[cold]
    fn session(self, capture: u16) -> Result<Literal, Failure> {
        let capture = &self.plan.captures[usize::from(capture)];
        let asked_of_event = self.event.is_some() && capture.load.is_some();
        let row = capture.context.filter(|_| !asked_of_event);
        let read = row.and_then(|row| self.contexts[row].session);
        read.map(|read| read())
            .ok_or_else(|| Failure::unread(&capture.label))
    }
}
