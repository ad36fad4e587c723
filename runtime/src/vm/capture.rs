//! Captured values to registers: from the event, or read by the session in probes that have none.

use sigscript_compiler::plan::Plan;
use sigscript_compiler::{Context, Kind};
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
    /// Whether a value came with the event: 1 or 0.
    pub fn readable(self, capture: u16) -> i64 {
        i64::from(
            self.event
                .is_some_and(|event| event.readable(capture.into())),
        )
    }

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
        let capture = &self.plan.captures[usize::from(capture)];
        let raw = capture.load.as_ref().is_some_and(|load| load.read.is_raw());
        if !escaped || raw || escape::is_plain(captured) {
            return Ok(Text::from(captured));
        }
        let mut safe = Vec::with_capacity(captured.len() + 16);
        escape::for_terminal(captured, &mut safe);
        Ok(Text::from(safe))
    }

    /// What there is to say where no event said it: what the session knows, in probes without an event; nothing, where what is
    /// optional could not be read at the event, as the executable of a process that has let go of its memory.
    #[cold]
    fn session(self, capture: u16) -> Result<Literal, Failure> {
        let capture = &self.plan.captures[usize::from(capture)];
        let session = capture.context.and_then(|row| self.contexts[row].session);
        match (self.event, session) {
            (Some(_), _) if capture.optional => Ok(match capture.kind {
                Kind::Long => Literal::Number(0),
                Kind::String => Literal::Text(Vec::new()),
            }),
            (None, Some(read)) => Ok(read()),
            _ => Err(Failure::unread(&capture.label)),
        }
    }
}
