//! Calls of the print family to templates.

use sigscript_grammar::format::{Conversion, Directive, Format, Piece};
use sigscript_grammar::syntax::PrintStyle;

use crate::plan::code::Template;
use crate::rows::Kind;
use crate::tree::{Expression, ExpressionKind, Print};

/// The template of a call whose arguments have these types.
pub fn of(print: &Print, kinds: &[Kind]) -> Template {
    let mut format = match print.name.style {
        PrintStyle::Format => {
            Format::parse(print.format.as_deref().unwrap_or_default()).unwrap_or_default()
        }
        PrintStyle::Plain | PrintStyle::Delimited => {
            delimited(kinds, print.format.as_deref().unwrap_or_default())
        }
        PrintStyle::Character => Format {
            pieces: vec![conversion(Conversion::Character)],
        },
    };
    // A histogram ends with an empty line already.
    let histogram = matches!(
        print.arguments.as_slice(),
        [Expression {
            kind: ExpressionKind::Histogram(..),
            ..
        }]
    );
    if print.name.newline && !histogram {
        literal(&mut format.pieces, b"\n");
    }
    Template {
        format,
        names: print.names.clone(),
    }
}

fn delimited(kinds: &[Kind], delimiter: &[u8]) -> Format {
    let mut pieces = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        if index > 0 {
            literal(&mut pieces, delimiter);
        }
        pieces.push(conversion(match kind {
            Kind::Long => Conversion::Decimal,
            Kind::String => Conversion::String,
        }));
    }
    Format { pieces }
}

fn conversion(conversion: Conversion) -> Piece {
    Piece::Conversion(Directive {
        flag: None,
        width: None,
        precision: None,
        conversion,
    })
}

/// Adds text, to the last piece where that is text already.
fn literal(pieces: &mut Vec<Piece>, text: &[u8]) {
    match pieces.last_mut() {
        Some(Piece::Literal(last)) => last.extend_from_slice(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Literal(text.to_vec())),
    }
}
