//! The kernel's own symbol table, as text in `/proc/kallsyms` (`man proc_kallsyms`): `address type name [module]`.

use std::fs;

use super::table::{Builder, Table};
use super::{Part, Place};
use crate::text::Text;

/// The smallest unit of memory that a module occupies.
const PAGE: u64 = 4096;

/// What a symbol without a module belongs to.
const KERNEL: &[u8] = b"kernel";

/// How the names begin of those functions that lead from a tracepoint to the program attached to it.
const TRACER: [&[u8]; 3] = [b"bpf_trace_run", b"__bpf_trace_", b"__traceiter_"];

/// Those functions and the program are no more than this many.
const MOST_TRACER_FRAMES: usize = 8;

/// The kernel's symbols.
#[derive(Debug, Default)]
pub struct Kernel {
    /// Names as `module`, a NUL byte, `symbol`.
    table: Table,
}

impl Kernel {
    /// The symbols of the running kernel; none without the right to read their addresses.
    #[must_use]
    pub fn running() -> Self {
        Self::parse(&fs::read("/proc/kallsyms").unwrap_or_default())
    }

    /// The symbols of a kernel whose `/proc/kallsyms` is `text`.
    #[must_use]
    pub fn parse(text: &[u8]) -> Self {
        let mut lines: Vec<Line> = text.split(|byte| *byte == b'\n').filter_map(line).collect();
        // Stable: of several names for one address the kernel itself shows the first.
        lines.sort_by_key(|line| line.address);
        let mut builder = Builder::default();
        for (index, line) in lines.iter().enumerate() {
            let next = lines[index..]
                .iter()
                .find(|next| next.address > line.address);
            // Behind a module's last symbol there is nothing of it; how long that symbol is, is not known.
            let size = match next {
                Some(next) if next.module == line.module => next.address - line.address,
                _ => PAGE - line.address % PAGE,
            };
            builder.add(
                line.address,
                size,
                &[line.module, b"\0", line.name].concat(),
            );
        }
        Self {
            table: builder.finish(),
        }
    }

    /// What is known of an address.
    #[must_use]
    pub fn place(&self, address: u64) -> Place {
        let Some(found) = self.table.find(address) else {
            return Place::default();
        };
        let mut names = found.name.splitn(2, |byte| *byte == 0);
        let mut name = || Text::from(names.next().unwrap_or_default());
        let module = Part {
            name: name(),
            ..Part::default()
        };
        let symbol = Part {
            name: name(),
            offset: address - found.start,
            size: found.size,
        };
        Place {
            symbol: Some(symbol),
            module: Some(module),
        }
    }

    /// How many of a stack's addresses, from the first on, lie in the attached program and in what leads there from the tracepoint.
    #[must_use]
    pub fn tracer_frames(&self, addresses: &[u64]) -> usize {
        let first = addresses.iter().take(MOST_TRACER_FRAMES);
        first
            .map(|address| self.place(*address).symbol.unwrap_or_default().name)
            .rposition(|name| TRACER.iter().any(|start| name.starts_with(start)))
            .map_or(0, |last| last + 1)
    }
}

struct Line<'a> {
    address: u64,
    name: &'a [u8],
    module: &'a [u8],
}

/// One line. Hidden addresses are 0, and the type `A` marks offsets in the memory of each processor, which are no addresses.
fn line(line: &[u8]) -> Option<Line<'_>> {
    let mut words = line
        .split(|byte| b" \t".contains(byte))
        .filter(|word| !word.is_empty());
    let address = u64::from_str_radix(str::from_utf8(words.next()?).ok()?, 16).ok()?;
    let kind = words.next()?;
    let name = words.next()?;
    let module = words
        .next()
        .and_then(|word| word.strip_prefix(b"[")?.strip_suffix(b"]"));
    (address != 0 && !kind.eq_ignore_ascii_case(b"a")).then_some(Line {
        address,
        name,
        module: module.unwrap_or(KERNEL),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbols::{Style, spell};

    const RECORDED: &[u8] = b"\
0000000000000000 A fixed_percpu_data
ffffffff81000000 T srso_alias_untrain_ret
ffffffff81000000 T _stext
ffffffff810976a0 T do_exit
ffffffff81098110 T do_group_exit
ffffffff81098200 B _end
ffffffffc0201040 t floppy_open\t[floppy]
ffffffffc0201000 t floppy_init\t[floppy]
ffffffffc0400010 t other_init\t[other]
";

    fn data(address: u64) -> String {
        let place = Kernel::parse(RECORDED).place(address);
        let mut text = Vec::new();
        spell(&mut text, Style::Data, address, &place);
        String::from_utf8(text).expect("it is text")
    }

    #[test]
    fn an_address_is_named_by_the_symbol_before_it() {
        assert_eq!(data(0xffff_ffff_8109_76b0), "do_exit+0x10/0xa70 [kernel]");
        assert_eq!(
            data(0xffff_ffff_8109_8110),
            "do_group_exit+0x0/0xf0 [kernel]"
        );
        assert_eq!(
            data(0xffff_ffff_c020_1044),
            "floppy_open+0x4/0xfc0 [floppy]"
        );
        assert_eq!(data(0xffff_ffff_c020_1000), "floppy_init+0x0/0x40 [floppy]");
    }

    #[test]
    fn of_several_names_the_first_is_taken() {
        assert_eq!(
            data(0xffff_ffff_8100_0001),
            "srso_alias_untrain_ret+0x1/0x976a0 [kernel]"
        );
    }

    #[test]
    fn an_address_in_no_symbol_stays_a_number() {
        for address in [0, 0x10, 0xffff_ffff_80ff_ffff, 0xffff_ffff_c030_0000] {
            assert_eq!(data(address), format!("{address:#x}"));
        }
    }

    #[test]
    fn what_leads_to_the_tracer_is_known() {
        let kernel = Kernel::parse(
            b"ffffffff81000000 T do_exit\nffffffff81001000 T bpf_trace_run5\nffffffff81002000 T __traceiter_x\nffffffff81003000 T end\n",
        );
        let (caller, run, iterate) = (
            0xffff_ffff_8100_0010,
            0xffff_ffff_8100_1010,
            0xffff_ffff_8100_2010,
        );
        assert_eq!(kernel.tracer_frames(&[0x10, run, iterate, caller]), 3);
        assert_eq!(kernel.tracer_frames(&[run, caller]), 1);
        assert_eq!(kernel.tracer_frames(&[caller, caller]), 0);
        assert_eq!(Kernel::default().tracer_frames(&[run, caller]), 0);
    }

    #[test]
    fn hidden_addresses_name_nothing() {
        let hidden = Kernel::parse(b"0000000000000000 T _stext\n0000000000000000 T do_exit\n");
        assert_eq!(hidden.place(0), Place::default());
        assert_eq!(hidden.place(0xffff_ffff_8109_76b0), Place::default());
    }
}
