//! Where the kernel keeps a system call's number and arguments while it runs: byte offsets in `struct pt_regs`, which is part of each
//! architecture's user interface (`arch/*/include/uapi/asm/ptrace.h`) or laid out like it.

/// Of the number.
#[cfg(target_arch = "x86_64")]
pub const NUMBER: u32 = 120;
/// Of the arguments: rdi, rsi, rdx, r10, r8, r9.
#[cfg(target_arch = "x86_64")]
pub const ARGUMENTS: [u32; 6] = [112, 104, 96, 56, 72, 64];

/// Of the number: `syscallno`.
#[cfg(target_arch = "aarch64")]
pub const NUMBER: u32 = 280;
/// Of the arguments: `orig_x0`, which outlives the result in x0, then x1 to x5.
#[cfg(target_arch = "aarch64")]
pub const ARGUMENTS: [u32; 6] = [272, 8, 16, 24, 32, 40];

/// Of the number: a7.
#[cfg(target_arch = "riscv64")]
pub const NUMBER: u32 = 136;
/// Of the arguments: `orig_a0`, which outlives the result in a0, then a1 to a5.
#[cfg(target_arch = "riscv64")]
pub const ARGUMENTS: [u32; 6] = [280, 88, 96, 104, 112, 120];
