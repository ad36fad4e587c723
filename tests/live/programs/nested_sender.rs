//! Says `pid: N`, waits for a line, and sends itself a SIGCONT from functions that call each other. Built with frame pointers, which is what the kernel
//! follows to walk a process's stack.

use std::hint::black_box;
use std::io;

unsafe extern "C" {
    fn kill(pid: i32, signal: i32) -> i32;
}

/// On x86, Arm and RISC-V; for a process that runs it changes nothing.
const SIGCONT: i32 = 18;

#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn sender_innermost(pid: i32) -> i32 {
    black_box(send(pid)) + black_box(0)
}

#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn sender_middle(pid: i32) -> i32 {
    black_box(sender_innermost(pid)) + black_box(0)
}

#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn sender_outermost(pid: i32) -> i32 {
    black_box(sender_middle(pid)) + black_box(0)
}

/// The C library's `kill` keeps no frame pointer, so the stack lacks its caller: this function, which is there for that.
#[inline(never)]
fn send(pid: i32) -> i32 {
    // SAFETY: kill(2) takes two numbers and touches no memory of ours.
    unsafe { kill(pid, SIGCONT) }
}

fn main() -> io::Result<()> {
    println!("pid: {}", std::process::id());
    io::stdin().read_line(&mut String::new())?;
    println!("sent: {}", sender_outermost(std::process::id() as i32));
    // It stays until it is told to end.
    io::stdin().read_line(&mut String::new())?;
    Ok(())
}
