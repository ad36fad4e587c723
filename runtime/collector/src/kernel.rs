//! The kernel's helpers, called by their numbers (`include/uapi/linux/bpf.h`), as functions that are safe or say what they need.

use core::ffi::c_void;
use core::mem::transmute;

/// `ENUM bpf_func_id`: a function of the given type at the helper's number.
macro_rules! helper {
    ($number:literal, fn($($argument:ty),*) -> $result:ty) => {
        // SAFETY: a call to a constant address is, in BPF, a call of the helper with this number; the verifier checks its arguments.
        unsafe { transmute::<usize, unsafe extern "C" fn($($argument),*) -> $result>($number) }
    };
}

/// `bpf_map_lookup_elem`: the value of an array map at an index.
#[inline(always)]
pub fn lookup<T>(map: *const c_void, index: u32) -> Option<*mut T> {
    let call = helper!(1, fn(*const c_void, *const u32) -> *mut T);
    let mut key = 0;
    // SAFETY: the map is one of ours, with keys of 32 bits and values of this type. The key is written as volatile, so that no
    // loop counts in it: the verifier does not follow numbers through the stack on every kernel.
    let value = unsafe {
        (&raw mut key).write_volatile(index);
        call(map, &raw const key)
    };
    if value.is_null() { None } else { Some(value) }
}

/// `bpf_map_lookup_elem`: the value of a hash map for a key; the verifier checks that the key is as long as the map's.
///
/// # Safety
/// The map's values are of this type.
#[inline(always)]
pub unsafe fn find<T>(map: *const c_void, key: *const u8) -> Option<*mut T> {
    let call = helper!(1, fn(*const c_void, *const u8) -> *mut T);
    // SAFETY: the verifier checks the key; the type is right by this function's contract.
    let value = unsafe { call(map, key) };
    if value.is_null() { None } else { Some(value) }
}

/// `bpf_map_update_elem` with `BPF_NOEXIST`: makes an element of a hash map, unless there is one with this key or no room; the verifier
/// checks that key and value are as long as the map's.
#[inline(always)]
pub fn make(map: *const c_void, key: *const u8, value: *const u8) {
    const NO_EXIST: u64 = 1;
    let call = helper!(2, fn(*const c_void, *const u8, *const u8, u64) -> i64);
    // SAFETY: the verifier checks the key and the value.
    unsafe { call(map, key, value, NO_EXIST) };
}

/// `bpf_map_update_elem`: sets the value of a hash map for a key, `false` where there is no room; the verifier checks that key and value
/// are as long as the map's.
#[inline(always)]
pub fn set(map: *const c_void, key: *const u8, value: *const u8) -> bool {
    let call = helper!(2, fn(*const c_void, *const u8, *const u8, u64) -> i64);
    // SAFETY: the verifier checks the key and the value.
    unsafe { call(map, key, value, 0) == 0 }
}

/// `bpf_map_delete_elem`: removes a key of a hash map; the verifier checks that the key is as long as the map's.
#[inline(always)]
pub fn take(map: *const c_void, key: *const u8) {
    let call = helper!(3, fn(*const c_void, *const u8) -> i64);
    // SAFETY: the verifier checks the key.
    unsafe { call(map, key) };
}

/// `bpf_map_update_elem`: sets the value of a hash map for a key.
#[inline(always)]
pub fn update(map: *const c_void, key: u32, value: u32) {
    let call = helper!(2, fn(*const c_void, *const u32, *const u32, u64) -> i64);
    // SAFETY: the map is one of ours, with keys and values of 32 bits.
    unsafe { call(map, &raw const key, &raw const value, 0) };
}

/// `bpf_map_delete_elem`: removes a key of a hash map.
#[inline(always)]
pub fn remove(map: *const c_void, key: u32) {
    let call = helper!(3, fn(*const c_void, *const u32) -> i64);
    // SAFETY: the map is one of ours, with keys of 32 bits.
    unsafe { call(map, &raw const key) };
}

/// `bpf_get_stack`: copies the return addresses on the kernel's or (with [`USER_STACK`]) the process's stack; gives their bytes.
///
/// # Safety
/// `context` is the program's own, and there is room for `size` bytes at `to`.
#[inline(always)]
pub unsafe fn stack(context: *const c_void, to: *mut u8, size: u32, flags: u64) -> i64 {
    let call = helper!(67, fn(*const c_void, *mut u8, u32, u64) -> i64);
    // SAFETY: as this function's contract.
    unsafe { call(context, to, size, flags) }
}

/// `BPF_F_USER_STACK`
pub const USER_STACK: u64 = 1 << 8;

/// A helper without arguments.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident = $number:literal) => {
        $(#[$doc])*
        #[inline(always)]
        pub fn $name() -> u64 {
            let call = helper!($number, fn() -> u64);
            // SAFETY: it takes nothing and reads only the kernel's own state.
            unsafe { call() }
        }
    };
}

word!(/// `bpf_ktime_get_ns`
    monotonic = 5);
word!(/// `bpf_get_smp_processor_id`
    cpu = 8);
word!(/// `bpf_get_current_pid_tgid`
    pid_tgid = 14);
word!(/// `bpf_get_current_uid_gid`
    uid_gid = 15);
word!(/// `bpf_get_current_task`
    task = 35);
word!(/// `bpf_get_current_cgroup_id`
    cgroup_id = 80);
word!(/// `bpf_ktime_get_boot_ns`
    boot = 125);

/// A helper that copies memory from an address that may be wrong: its result is negative where it is.
macro_rules! probe_read {
    ($(#[$doc:meta])* $name:ident = $number:literal) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// There is room for `size` bytes at `to`.
        #[inline(always)]
        pub unsafe fn $name(to: *mut u8, size: u32, from: u64) -> i64 {
            let call = helper!($number, fn(*mut u8, u32, u64) -> i64);
            // SAFETY: the room is there by this function's contract, and the helper itself checks the address it reads from.
            unsafe { call(to, size, from) }
        }
    };
}

probe_read!(/// `bpf_probe_read_user`
    read_user = 112);
probe_read!(/// `bpf_probe_read_kernel`
    read_kernel = 113);
probe_read!(/// `bpf_probe_read_user_str`: gives the length with the NUL byte.
    read_user_string = 114);
probe_read!(/// `bpf_probe_read_kernel_str`: gives the length with the NUL byte.
    read_kernel_string = 115);

/// `bpf_ringbuf_output`: puts a record into the ring; not 0 where there is no room.
///
/// # Safety
/// There are `size` bytes at `data`.
#[inline(always)]
pub unsafe fn ring_output(ring: *const c_void, data: *const u8, size: u64, flags: u64) -> i64 {
    let call = helper!(130, fn(*const c_void, *const u8, u64, u64) -> i64);
    // SAFETY: the bytes are there by this function's contract.
    unsafe { call(ring, data, size, flags) }
}

/// `bpf_ringbuf_query` of `BPF_RB_AVAIL_DATA`: the bytes that the reader has not taken.
#[inline(always)]
pub fn ring_pending(ring: *const c_void) -> u64 {
    let call = helper!(134, fn(*const c_void, u64) -> u64);
    // SAFETY: it only reads the ring's positions.
    unsafe { call(ring, 0) }
}

/// `BPF_RB_NO_WAKEUP`
pub const NO_WAKEUP: u64 = 1;
/// `BPF_RB_FORCE_WAKEUP`
pub const FORCE_WAKEUP: u64 = 2;
