//! Addresses to names: of the kernel by `/proc/kallsyms`, of processes by their memory maps and the ELF files mapped there.
//!
//! Everything is read when it is first asked for and kept: the kernel's table once, a process's maps when the first of its addresses is
//! looked up, a file's symbols once however many processes map it.

mod image;
mod kernel;
mod maps;
mod process;
mod spell;
mod table;

use std::cell::OnceCell;

pub use kernel::Kernel;
pub use process::{Processes, Program, Space};
pub use spell::{Style, addresses, spell};

use crate::text::Text;

/// What is known of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The function or object that contains it.
    pub symbol: Option<Part>,
    /// What contains the symbol: `kernel`, a kernel module, or the file mapped into the process.
    pub module: Option<Part>,
}

/// A named range of memory, and where in it an address lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: Text,
    /// Bytes from its start to the address.
    pub offset: u64,
    /// Its size in bytes; 0 where it is not known.
    pub size: u64,
}

/// The symbols of the session.
#[derive(Debug, Default)]
pub struct Symbols {
    kernel: OnceCell<Kernel>,
    processes: Processes,
}

impl Symbols {
    /// What is known of an address of the kernel; nothing where its table cannot be read.
    pub fn kernel(&self, address: u64) -> Place {
        self.read_kernel().place(address)
    }

    /// How many of a stack's addresses, from the first on, are the tracer's own.
    pub fn tracer_frames(&self, addresses: &[u64]) -> usize {
        self.read_kernel().tracer_frames(addresses)
    }

    /// Reads the kernel's table now, which takes tens of milliseconds: in the midst of events, processes end meanwhile.
    pub fn read_kernel(&self) -> &Kernel {
        self.kernel.get_or_init(Kernel::running)
    }

    /// What is known of an address in a process.
    pub fn user(&mut self, program: Program, address: u64) -> Place {
        self.processes.place(program, address)
    }
}

/// What is known of the `number`th address of a stack, counted from 0. All but the first are the addresses behind a call: where a function ends
/// in a call that does not return, the address itself already belongs to the next function.
pub fn frame(number: usize, address: u64, place: impl FnOnce(u64) -> Place) -> Place {
    if number == 0 || address == 0 {
        return place(address);
    }
    let mut place = place(address - 1);
    for part in [&mut place.symbol, &mut place.module] {
        part.iter_mut().for_each(|part| part.offset += 1);
    }
    place
}

#[cfg(test)]
mod tests;
