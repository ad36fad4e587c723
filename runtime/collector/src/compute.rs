//! Numbers that are computed of others, as the script's operators do.

use sigscript_wire::{Load, compute};

use crate::config::{self, get};
use crate::load::offset;
use crate::scratch::Slate;
use crate::{kernel, maps};

/// The number that a load computes; nothing where one of its operands could not be read.
#[inline(always)]
pub fn number(slate: Slate, load: *const Load) -> Option<u64> {
    let left = operand(slate, offset(load, 1) as u8)?;
    let right = operand(slate, offset(load, 2) as u8)?;
    Some(match get!(load, word) {
        compute::ADD => left.wrapping_add(right),
        compute::SUBTRACT => left.wrapping_sub(right),
        compute::MULTIPLY => left.wrapping_mul(right),
        compute::DIVIDE => divided(left, right),
        compute::AND => left & right,
        compute::OR => left | right,
        compute::XOR => left ^ right,
        compute::SHIFT_LEFT => left << (right & 63),
        compute::SHIFT_RIGHT => (left as i64 >> (right & 63)) as u64,
        compute::EQUAL => u64::from(left == right),
        _ => u64::from((left as i64) < right as i64),
    })
}

/// Toward 0, by a positive number: the kernel's first instruction set divides without signs only.
#[inline(always)]
fn divided(left: u64, right: u64) -> u64 {
    let quotient = (left as i64)
        .unsigned_abs()
        .checked_div(right)
        .unwrap_or(0);
    if (left as i64) < 0 {
        quotient.wrapping_neg()
    } else {
        quotient
    }
}

#[inline(always)]
fn operand(slate: Slate, index: u8) -> Option<u64> {
    if slate.has_fault(index) {
        return None;
    }
    Some(slate.number(u64::from(get!(config::load(index), place))))
}

/// The constant that a load gives.
#[inline(always)]
pub fn constant(load: *const Load) -> u64 {
    offset(load, 1) | offset(load, 2) << 32
}

/// How far the time of day is ahead of the clock of events, in nanoseconds.
#[inline(always)]
pub fn realtime_offset() -> u64 {
    let offset = kernel::lookup::<u64>(maps::REALTIME_OFFSET.handle(), 0);
    // SAFETY: a word that user space sets at any time.
    offset.map_or(0, |offset| unsafe { offset.read_volatile() })
}
