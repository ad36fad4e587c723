//! `%m` and `%M`: the address becomes what is read there at the event.

use sigscript_grammar::format::{Conversion, Directive, Flag, Format, Piece, Size};

use crate::resolve::body::Body;
use crate::resolve::memory;
use crate::tree::Expression;

impl Body<'_, '_> {
    /// Puts reads in the place of the addresses that a format dumps: so many bytes as the precision says, else one; with `#`, of the
    /// current process. Numbers of arguments that do not agree with the format are told later.
    pub fn memory_dumps(&mut self, format: &[u8], arguments: &mut [Expression]) {
        let mut next = 0;
        for piece in Format::parse(format).unwrap_or_default().pieces {
            let Piece::Conversion(directive) = piece else {
                continue;
            };
            next += usize::from(directive.width == Some(Size::Argument));
            let size = next;
            next += usize::from(directive.precision == Some(Size::Argument));
            let address = next;
            next += 1;
            let dumps = matches!(
                directive.conversion,
                Conversion::Memory | Conversion::MemoryHexadecimal
            );
            if dumps && address < arguments.len() {
                let size = bytes(&directive, &arguments[size]);
                self.memory_dump(directive.flag, size, &mut arguments[address]);
            }
        }
    }

    fn memory_dump(&mut self, flag: Option<Flag>, size: Expression, address: &mut Expression) {
        let name = match flag {
            Some(Flag::Alternate) => "_user_bytes",
            _ => "_kernel_bytes",
        };
        if let Some(row) = memory::read(name, 2) {
            let span = address.span;
            *address = self.memory_read(row, &mut vec![address.clone(), size], span);
        }
    }
}

/// How many bytes are dumped.
fn bytes(directive: &Directive, argument: &Expression) -> Expression {
    match directive.precision {
        None => Expression::number(1, argument.span),
        Some(Size::Fixed(size)) => Expression::number(size.into(), argument.span),
        Some(Size::Argument) => argument.clone(),
    }
}
