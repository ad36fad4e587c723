//! Reads whose address is itself read at the event become one read: `@cast($task, "task_struct")->tgid` becomes `$task->tgid`.

use sigscript_grammar::operators::BinaryOperator;

use crate::Inputs;
use crate::plan::{Base, Helper, Load, MAX_OFFSETS, Read, context_load};
use crate::tree::{Event, Expression, ExpressionKind, Start};

/// Addresses below are never mapped (`vm.mmap_min_addr`, proc_sys_vm(5)); processors have fewer numbers than this.
const FIRST_PAGE: u32 = 2048;

/// Joins a read with the one that gives its address, where there is one.
pub fn join(event: &mut Event, inputs: &Inputs) {
    let Start::Pointer(pointer) = &mut event.start else {
        return;
    };
    add_constant(pointer, &mut event.offsets);
    if let Some(address) = pointer
        .as_number()
        .and_then(|address| u32::try_from(address).ok())
        && address < FIRST_PAGE
        && let Some(first) = event.offsets.first_mut()
    {
        // Nothing is ever mapped there: whatever is added, the read fails at the event, as one at such an address does.
        *first = first.wrapping_add(address);
        event.start = Start::Base(Base::Helper(Helper::Cpu));
        return;
    }
    let inner = match &pointer.kind {
        ExpressionKind::Context(row) => {
            let load = context_load(
                &inputs.rows.contexts[*row],
                inputs.options.backend,
                inputs.catalog,
            );
            load.map(|load| (Start::Base(load.base), load))
        }
        ExpressionKind::Event(inner) if inner.otherwise.is_none() => {
            Some((inner.start.clone(), load(inner)))
        }
        _ => None,
    };
    let Some((start, inner)) = inner else {
        return;
    };
    let read = match (event.read, inner.read) {
        (
            Read::Target { .. },
            Read::Integer {
                size, shift, bits, ..
            },
        ) => Read::Target { size, shift, bits },
        (read, address) if is_address(address) => read,
        _ => return,
    };
    // What is read from the kernel's memory, after an address from the process's, would need a longer description.
    let reads = event.offsets.len();
    let mixed = inner.user > 0 && usize::from(event.user) < reads;
    if mixed || inner.offsets.len() + reads > MAX_OFFSETS {
        return;
    }
    event.read = read;
    event.user += inner.user;
    event.offsets.splice(0..0, inner.offsets);
    event.start = start;
}

/// An address with a constant added: the constant goes into the first offset.
fn add_constant(pointer: &mut Expression, offsets: &mut [u32]) {
    if let ExpressionKind::Binary(BinaryOperator::Add, left, right) = &mut pointer.kind
        && let Some(added) = right
            .as_number()
            .and_then(|added| u32::try_from(added).ok())
        && let Some(first) = offsets.first_mut()
    {
        *first = first.wrapping_add(added);
        let left = std::mem::replace(&mut **left, Expression::number(0, pointer.span));
        *pointer = left;
    }
}

/// A read without its start, which stays as it is.
fn load(event: &Event) -> Load {
    Load {
        base: Base::Record,
        offsets: event.offsets.clone(),
        user: event.user,
        read: event.read,
    }
}

fn is_address(read: Read) -> bool {
    matches!(
        read,
        Read::Integer {
            size: 8,
            shift: 0,
            bits: 64,
            ..
        }
    )
}
