//! Calls and prints to bytecode.

use sigscript_grammar::Span;

use crate::plan::code::{Instruction, Register, Window};
use crate::plan::generate::{Free, Generator, place};
use crate::plan::template;
use crate::rows::Kind;
use crate::tree::{Expression, ExpressionKind, Print};

impl Generator<'_> {
    /// A window at the first free registers.
    pub fn free_window(&self) -> Window {
        Window {
            numbers: self.body.free.numbers,
            texts: self.body.free.texts,
        }
    }

    /// Evaluates arguments into a fresh window.
    pub fn window(&mut self, arguments: &[Expression], kinds: &[Kind]) -> Window {
        self.filled_window(arguments, kinds, false)
    }

    /// As [`Self::window`]; with `raw`, captured text comes as it is.
    pub fn filled_window(&mut self, arguments: &[Expression], kinds: &[Kind], raw: bool) -> Window {
        let window = self.free_window();
        // All registers of the window first: what an argument needs in between stands above it.
        let registers: Vec<Register> = arguments
            .iter()
            .zip(kinds)
            .map(|(argument, &kind)| self.allocate(kind, argument.span))
            .collect();
        for ((argument, &kind), to) in arguments.iter().zip(kinds).zip(registers) {
            if raw && matches!(argument.kind, ExpressionKind::Event(_)) {
                let free = self.body.free;
                let from = self.captured(argument, kind, true);
                self.body.free = free;
                self.copy(kind, to, from, argument.span);
            } else {
                self.value_to(argument, kind, to);
            }
        }
        window
    }

    /// The register of a window's value, with the window's other registers free again.
    pub fn keep(&mut self, kind: Kind, window: Window, span: Span) -> Register {
        self.body.free = Free {
            numbers: window.numbers,
            texts: window.texts,
        };
        self.allocate(kind, span)
    }

    pub fn print(&mut self, print: &Print, span: Span) {
        let free = self.body.free;
        let window = self.print_window(print);
        let template = self.template(print, span);
        self.emit(Instruction::Print { template, window }, span);
        self.body.free = free;
    }

    pub fn print_window(&mut self, print: &Print) -> Window {
        let kinds: Vec<Kind> = print
            .arguments
            .iter()
            .map(|argument| self.kind(argument))
            .collect();
        self.window(&print.arguments, &kinds)
    }

    pub fn template(&mut self, print: &Print, span: Span) -> u16 {
        let kinds: Vec<Kind> = print
            .arguments
            .iter()
            .map(|argument| self.kind(argument))
            .collect();
        let template = template::of(print, &kinds);
        let index = place(&mut self.plan.templates, &mut self.templates, template);
        self.narrow(index, "print statements", span)
    }
}
