//! The memory that a program works on: taken at its start, given back at its end, and what it notes there.

use sigscript_wire::{NESTING, Scratch};

use crate::{config, kernel, maps};

/// A [`Scratch`] that is ours. Every access is volatile: the state must be in map memory, where the verifier forgets it.
#[derive(Clone, Copy)]
pub struct Slate(*mut Scratch);

/// The address of a field.
macro_rules! field {
    ($slate:expr, $($field:tt)+) => {
        // SAFETY: only an address is taken.
        unsafe { &raw mut (*$slate.0).$($field)+ }
    };
}

impl Slate {
    /// The first that no program on this CPU works on. A program can only be interrupted by one that ends before it goes on, so
    /// the mark needs no atomic operation.
    #[inline(always)]
    pub fn take() -> Option<Self> {
        for depth in 0..NESTING {
            let slate = Slate(kernel::lookup(maps::SCRATCH.handle(), depth as u32)?);
            if get(field!(slate, busy)) == 0 {
                set(field!(slate, busy), 1);
                return Some(slate);
            }
        }
        None
    }

    /// Gives it back.
    #[inline(always)]
    pub fn release(self) {
        set(field!(self, busy), 0);
    }

    /// Makes it ready for an event of a probe.
    #[inline(always)]
    pub fn start(self, probe: u32, fixed: u16, context: u64) {
        set(field!(self, made), 0);
        set(field!(self, used), u64::from(fixed));
        set(field!(self, context), context);
        set(field!(self, header.probe), probe);
        set(field!(self, header.padding), 0);
        set(field!(self, header.faults), 0);
    }

    /// Whether this load was made.
    #[inline(always)]
    pub fn was_made(self, load: u8) -> bool {
        get(field!(self, made)) & bit(load) != 0
    }

    /// Notes that it was, where a step asks.
    #[inline(always)]
    pub fn set_made(self, load: u8) {
        if config::noted() & bit(load) != 0 {
            set(field!(self, made), get(field!(self, made)) | bit(load));
        }
    }

    /// Whether this load failed.
    #[inline(always)]
    pub fn has_fault(self, load: u8) -> bool {
        config::fallible() & bit(load) != 0 && get(field!(self, header.faults)) & bit(load) != 0
    }

    /// The logarithm of a number to base 2, rounded down. There is no instruction for it; six jumps, mostly foreseen, are quicker than
    /// the arithmetic that stands in for it. It is added up in memory, or there would be a way through the program for each result.
    #[inline(always)]
    pub fn logarithm(self, mut number: u64) -> u64 {
        let sum = field!(self, logarithm);
        set(sum, 0);
        for half in [32, 16, 8, 4, 2, 1] {
            if number >> half != 0 {
                number >>= half;
                set(sum, get(sum) + half);
            }
        }
        get(sum)
    }

    /// Whether any load failed.
    #[inline(always)]
    pub fn has_faults(self) -> bool {
        config::fallible() != 0 && get(field!(self, header.faults)) != 0
    }

    /// Notes that it did.
    #[inline(always)]
    pub fn set_fault(self, load: u8) {
        set(
            field!(self, header.faults),
            get(field!(self, header.faults)) | bit(load),
        );
    }

    /// Bytes of values in use.
    #[inline(always)]
    pub fn used(self) -> u64 {
        get(field!(self, used))
    }

    /// Sets the bytes of values in use.
    #[inline(always)]
    pub fn set_used(self, used: u64) {
        set(field!(self, used), used);
    }

    /// The context's address, as a number without a type for the verifier.
    #[inline(always)]
    pub fn context(self) -> u64 {
        get(field!(self, context))
    }

    /// Where the context's words are.
    #[inline(always)]
    pub fn words(self) -> *mut u64 {
        field!(self, words).cast()
    }

    /// The context word with this number.
    #[inline(always)]
    pub fn word(self, index: u8) -> u64 {
        // SAFETY: the mask keeps the index in bounds.
        get(unsafe {
            self.words()
                .add(usize::from(index) & (sigscript_wire::WORDS - 1))
        })
    }

    /// The value at an offset into the values. The verifier checks that it is in bounds.
    #[inline(always)]
    pub fn value(self, offset: u64) -> *mut u8 {
        field!(self, values)
            .cast::<u8>()
            .wrapping_add(offset as usize)
    }

    /// Sets a number among the values.
    #[inline(always)]
    pub fn set_number(self, place: u16, number: u64) {
        set(self.value(u64::from(place)).cast(), number);
    }

    /// A number among the values.
    #[inline(always)]
    pub fn number(self, offset: u64) -> u64 {
        get(self.value(offset).cast())
    }

    /// The start of the record.
    #[inline(always)]
    pub fn record(self) -> *const u8 {
        field!(self, header).cast_const().cast()
    }

    /// The integer of `size` bytes, at most 8, at an address of the kernel, or of the current process; what lies above it is
    /// arbitrary.
    #[inline(always)]
    pub fn read(self, address: u64, size: u32, user: bool) -> Option<u64> {
        let to = field!(self, pair);
        // SAFETY: there is room for two words.
        let result = unsafe {
            if user {
                kernel::read_user(to.cast(), size, address)
            } else {
                kernel::read_kernel(to.cast(), size, address)
            }
        };
        if result == 0 {
            Some(get(to.cast()))
        } else {
            None
        }
    }

    /// The 8-byte word at an address of the kernel.
    #[inline(always)]
    pub fn pointer(self, address: u64) -> Option<u64> {
        self.read(address, 8, false)
    }

    /// The two adjacent 8-byte words at an address of the kernel.
    #[inline(always)]
    pub fn pair(self, address: u64) -> Option<(u64, u64)> {
        let to: *mut u64 = field!(self, pair).cast();
        self.read(address, 16, false)?;
        // SAFETY: there is room for two words.
        Some((get(to), get(unsafe { to.add(1) })))
    }
}

#[inline(always)]
const fn bit(load: u8) -> u64 {
    1 << (load & 63)
}

#[inline(always)]
fn get<T: Copy>(from: *mut T) -> T {
    // SAFETY: called with fields of a `Scratch` that is ours.
    unsafe { from.read_volatile() }
}

#[inline(always)]
fn set<T: Copy>(to: *mut T, value: T) {
    // SAFETY: called with fields of a `Scratch` that is ours.
    unsafe { to.write_volatile(value) }
}
