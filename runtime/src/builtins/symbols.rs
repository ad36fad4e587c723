//! Addresses to names. The tapset (`stacks.sig`) makes SystemTap's functions of these.

use sigscript_compiler::plan::Plan;

use super::row::rows;
use crate::render::escape;
use crate::symbols::{Place, Program, Space, Style, Symbols, addresses, frame, spell};
use crate::text::Text;
use crate::vm::{Failure, World};

rows! { world;
    // Pure as far as a script can tell: a name that nobody asks for is not looked up.
    /// The kernel's symbol at an address, or the address itself in hexadecimal: `do_exit`.
    pure fn symname(address: Long) -> String { kernel(world, Style::Name, address) }

    /// The kernel's symbol at an address with offset, size and module: `do_exit+0x10/0xb00 [kernel]`.
    pure fn symdata(address: Long) -> String { kernel(world, Style::Data, address) }

    /// The kernel module at an address; `kernel` for the kernel itself. An error where there is none.
    impure fn modname(address: Long) -> String {
        let place = world.symbols.kernel(address as u64);
        module(world, place, address)
    }

    /// The symbol at an address of the process `pid` with the memory `memory`, whose program is `file` with code from `code` to `end`: what `usymname` is made of.
    impure fn __usymname(pid: Long, memory: Long, file: String, code: Long, end: Long, address: Long) -> String {
        user(world, program(pid, memory, file, code, end), Style::Name, address)
    }

    /// The same with offset, size and file: what `usymdata` is made of.
    impure fn __usymdata(pid: Long, memory: Long, file: String, code: Long, end: Long, address: Long) -> String {
        user(world, program(pid, memory, file, code, end), Style::Data, address)
    }

    /// The file mapped at an address of a process, without its folder: what `umodname` is made of.
    impure fn __umodname(pid: Long, memory: Long, file: String, code: Long, end: Long, address: Long) -> String {
        let place = world.symbols.user(program(pid, memory, file, code, end), address as u64);
        module(world, place, address)
    }

    /// The addresses of the kernel in a text, a line each: what `print_stack` and its like are made of. The style is 0 for lines as `print_stack`
    /// prints them, 1 for all but the address, 2 for no sizes, 3 for no module.
    impure fn __stack(addresses: String, style: Long) -> String {
        stack(world, addresses, style, |symbols, address| symbols.kernel(address))
    }

    /// The same for the addresses of a process.
    impure fn __ustack(pid: Long, memory: Long, file: String, code: Long, end: Long, addresses: String, style: Long) -> String {
        stack(world, addresses, style, |symbols, address| symbols.user(program(pid, memory, file, code, end), address))
    }

    /// The addresses in a text without those at its beginning that are the tracer's own: how the kernel came from the event to us.
    impure fn __event_stack(stack: String) -> String {
        let all: Vec<u64> = addresses(stack).collect();
        listed(&all[world.symbols.tracer_frames(&all)..])
    }

    /// The address number `n` in a text, counted from 0; 0 where there are not so many. What `stack` is made of.
    impure fn __address(stack: String, n: Long) -> Long {
        usize::try_from(n).ok().and_then(|n| addresses(stack).nth(n)).unwrap_or(0) as i64
    }

    /// The first `n` + 1 addresses in a text; all of them where `n` is below 0. What `callers` is made of.
    impure fn __addresses(stack: String, n: Long) -> String {
        let most = usize::try_from(n).map_or(usize::MAX, |n| n.saturating_add(1));
        listed(&addresses(stack).take(most).collect::<Vec<u64>>())
    }
}

fn program(pid: i64, memory: i64, file: &Text, start: i64, end: i64) -> Program<'_> {
    Program {
        space: Space { pid, memory },
        file,
        code: (start as u64, end as u64),
    }
}

/// The rows that need the kernel's table.
const OF_KERNEL: [&str; 5] = ["symname", "symdata", "modname", "__stack", "__event_stack"];

/// Whether a plan asks for names of the kernel.
pub(crate) fn names_kernel(plan: &Plan) -> bool {
    super::calls(plan, |name| OF_KERNEL.contains(&name))
}

fn listed(addresses: &[u64]) -> Text {
    let words: Vec<String> = addresses
        .iter()
        .map(|address| format!("{address:#x}"))
        .collect();
    Text::from(words.join(" ").into_bytes())
}

fn kernel(world: &mut World, style: Style, address: i64) -> Text {
    let place = world.symbols.kernel(address as u64);
    written(world, style, address, &place)
}

fn user(world: &mut World, program: Program, style: Style, address: i64) -> Text {
    let place = world.symbols.user(program, address as u64);
    written(world, style, address, &place)
}

fn written(world: &World, style: Style, address: i64, place: &Place) -> Text {
    let mut text = Vec::new();
    spell(&mut text, style, address as u64, place);
    shown(world, text)
}

fn stack(
    world: &mut World,
    stack: &Text,
    style: i64,
    place: impl Fn(&mut Symbols, u64) -> Place,
) -> Text {
    let style = Style::numbered(style);
    let mut text = Vec::new();
    for (number, address) in addresses(stack).enumerate() {
        let place = frame(number, address, |address| {
            place(&mut world.symbols, address)
        });
        spell(&mut text, style, address, &place);
        if style != Style::Line {
            text.push(b'\n');
        }
    }
    shown(world, text)
}

fn module(world: &World, place: Place, address: i64) -> Result<Text, Failure> {
    let Some(module) = place.module else {
        return Err(Failure::error(format!("no module at {address:#x}")));
    };
    let short = module
        .name
        .rsplit(|byte| *byte == b'/')
        .next()
        .unwrap_or_default();
    Ok(shown(world, short.to_vec()))
}

/// Whoever builds a program names its symbols: they are escaped as captured text is.
fn shown(world: &World, text: Vec<u8>) -> Text {
    if !world.escape || escape::is_plain(&text) {
        return Text::from(text);
    }
    let mut safe = Vec::new();
    escape::for_terminal(&text, &mut safe);
    Text::from(safe)
}
