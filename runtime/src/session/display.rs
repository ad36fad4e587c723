//! The automatic display: globals that were written but are never read are shown when the session ends.

use sigscript_compiler::plan::Plan;
use sigscript_grammar::syntax::Literal;

use crate::vm::Machine;

/// Appends `name=value` for each such global that was written.
pub fn globals(plan: &Plan, machine: &Machine<'_>, output: &mut Vec<u8>) {
    for (index, global) in plan.globals.iter().enumerate() {
        if !global.display || !machine.is_written(index) {
            continue;
        }
        output.extend_from_slice(global.name.as_bytes());
        output.push(b'=');
        match machine.global(index) {
            Literal::Number(number) => output.extend_from_slice(number.to_string().as_bytes()),
            Literal::Text(text) => {
                output.push(b'"');
                output.extend_from_slice(&text);
                output.push(b'"');
            }
        }
        output.push(b'\n');
    }
}
