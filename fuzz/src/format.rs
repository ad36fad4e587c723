//! Two formats: that of an event's record, as tracefs tells it, and that of `printf`.

use sigscript_grammar::Format;
use sigscript_runtime::catalog::parse_format;

/// Reads a text as both.
///
/// # Panics
/// Where an error of `printf`'s format points outside of it, or a piece of it is empty.
pub fn check(input: &[u8]) {
    match Format::parse(input) {
        Ok(format) => assert!(format.pieces.len() <= input.len()),
        Err(error) => {
            assert!(
                error.start < error.end && error.end <= input.len(),
                "{error:?}"
            );
            let _ = error.problem.to_string();
        }
    }
    let text = String::from_utf8_lossy(input);
    match parse_format(&text) {
        Ok(event) => assert!(event.fields.iter().all(|field| !field.name.is_empty())),
        Err(error) => drop(error.to_string()),
    }
}
