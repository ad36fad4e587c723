//! The system calls that aya keeps to itself: bpf(2) commands on programs and read-only maps, and `perf_event_open(2)`.

use std::ffi::{CStr, c_long, c_ulong};
use std::io;
use std::mem;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

use aya_obj::generated::{
    bpf_attr, bpf_cmd, bpf_insn, bpf_map_type, bpf_prog_info, perf_event_attr,
    perf_event_sample_format::PERF_SAMPLE_RAW, perf_type_id::PERF_TYPE_TRACEPOINT,
};
use libc::{SYS_bpf, SYS_perf_event_open};

/// `PERF_FLAG_FD_CLOEXEC`
const CLOSE_ON_EXEC: c_ulong = 8;
/// `PERF_EVENT_IOC_ENABLE`
const ENABLE: c_ulong = 0x2400;
/// `PERF_EVENT_IOC_SET_BPF`
const SET_PROGRAM: c_ulong = 0x4004_2408;

fn empty() -> bpf_attr {
    // SAFETY: a union of plain data, for which all zeros is what bpf(2) takes as "not used".
    unsafe { mem::zeroed() }
}

fn bpf(command: bpf_cmd, attributes: &mut bpf_attr) -> io::Result<c_long> {
    let size = size_of::<bpf_attr>();
    // SAFETY: the kernel reads and writes the attributes within the size given, and the memory that they point to, which each caller
    // below keeps borrowed during the call.
    let result = unsafe { libc::syscall(SYS_bpf, command, std::ptr::from_mut(attributes), size) };
    if result < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(result)
    }
}

fn owned(descriptor: c_long) -> OwnedFd {
    // SAFETY: the kernel has just made this descriptor for us.
    unsafe { OwnedFd::from_raw_fd(descriptor as i32) }
}

/// `BPF_MAP_UPDATE_ELEM`: sets the value of a map for a key of 32 bits; it must be as long as the map's values.
pub fn update(map: BorrowedFd<'_>, key: u32, value: &[u8]) -> io::Result<()> {
    let value = value.as_ptr() as u64;
    element(bpf_cmd::BPF_MAP_UPDATE_ELEM, map, key, value)
}

/// `BPF_MAP_LOOKUP_ELEM`: the value of a map for a key of 32 bits; there must be room for it, of a per-CPU map for those of all CPUs.
pub fn look_up(map: BorrowedFd<'_>, key: u32, value: &mut [u8]) -> io::Result<()> {
    let value = value.as_mut_ptr() as u64;
    element(bpf_cmd::BPF_MAP_LOOKUP_ELEM, map, key, value)
}

/// A command on one element of a map; the value's address must be good for it.
fn element(command: bpf_cmd, map: BorrowedFd<'_>, key: u32, value: u64) -> io::Result<()> {
    let mut attributes = empty();
    // SAFETY: all fields are plain data; the key outlives the call, and so does the value, which the caller borrows.
    unsafe {
        let element = &mut attributes.__bindgen_anon_2;
        element.map_fd = map.as_raw_fd() as u32;
        element.key = (&raw const key) as u64;
        element.__bindgen_anon_1.value = value;
    }
    bpf(command, &mut attributes).map(drop)
}

/// What a map is made of. Sizes are in bytes.
#[derive(Clone, Copy)]
pub struct MapShape<'a> {
    /// Which kind of map.
    pub kind: bpf_map_type,
    /// Of a key.
    pub key: u32,
    /// Of a value.
    pub value: u32,
    /// The most elements.
    pub entries: u32,
    /// Flags, as bpf(2) takes them.
    pub flags: u32,
    /// Of a map of maps: one like those that it will hold.
    pub inner: Option<BorrowedFd<'a>>,
}

/// `BPF_MAP_CREATE`
pub fn create(shape: MapShape<'_>) -> io::Result<OwnedFd> {
    let mut attributes = empty();
    // SAFETY: all fields are plain data.
    unsafe {
        let create = &mut attributes.__bindgen_anon_1;
        create.map_type = shape.kind as u32;
        create.key_size = shape.key;
        create.value_size = shape.value;
        create.max_entries = shape.entries;
        create.map_flags = shape.flags;
        create.inner_map_fd = shape.inner.map_or(0, |inner| inner.as_raw_fd() as u32);
        for (to, from) in create.map_name.iter_mut().zip(b"sigscript") {
            *to = *from as _;
        }
    }
    bpf(bpf_cmd::BPF_MAP_CREATE, &mut attributes).map(owned)
}

/// Room for elements of a hash map, and how far it has been read.
pub struct Batch {
    /// Keys, one behind the other.
    pub keys: Vec<u8>,
    /// Values, one behind the other.
    pub values: Vec<u8>,
    /// How many elements there is room for.
    pub room: u32,
    /// Where the kernel goes on; nothing at the start.
    pub place: Option<u32>,
}

/// `BPF_MAP_LOOKUP_AND_DELETE_BATCH`: takes elements out of a hash map; gives how many, and whether those were the last. `ENOSPC` asks
/// for more room.
pub fn take(map: BorrowedFd<'_>, batch: &mut Batch) -> io::Result<(usize, bool)> {
    let mut attributes = empty();
    let (from, mut to) = (batch.place.unwrap_or(0), 0_u32);
    // SAFETY: all fields are plain data; the kernel writes no more elements than there is room for.
    unsafe {
        let take = &mut attributes.batch;
        take.in_batch = batch.place.map_or(0, |_| (&raw const from) as u64);
        take.out_batch = (&raw mut to) as u64;
        take.keys = batch.keys.as_mut_ptr() as u64;
        take.values = batch.values.as_mut_ptr() as u64;
        take.count = batch.room;
        take.map_fd = map.as_raw_fd() as u32;
    }
    let last = match bpf(bpf_cmd::BPF_MAP_LOOKUP_AND_DELETE_BATCH, &mut attributes) {
        Ok(_) => false,
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => true,
        Err(error) => return Err(error),
    };
    batch.place = Some(to);
    // SAFETY: plain data.
    Ok((unsafe { attributes.batch.count } as usize, last))
}

/// `BPF_MAP_FREEZE`: makes a map read-only for user space, for ever.
pub fn freeze(map: BorrowedFd<'_>) -> io::Result<()> {
    let mut attributes = empty();
    attributes.__bindgen_anon_2.map_fd = map.as_raw_fd() as u32;
    bpf(bpf_cmd::BPF_MAP_FREEZE, &mut attributes).map(drop)
}

/// `BPF_PROG_LOAD`, of a program type. With a `log`, the verifier writes into it what it finds.
pub fn load(
    kind: u32,
    code: &[bpf_insn],
    license: &CStr,
    name: &str,
    log: Option<&mut [u8]>,
) -> io::Result<OwnedFd> {
    let mut attributes = empty();
    // SAFETY: all fields are plain data; the code, the licence and the log outlive the call.
    unsafe {
        let load = &mut attributes.__bindgen_anon_3;
        load.prog_type = kind;
        load.insns = code.as_ptr() as u64;
        load.insn_cnt = code.len() as u32;
        load.license = license.as_ptr() as u64;
        for (to, from) in load.prog_name.iter_mut().zip(name.bytes().take(15)) {
            *to = from as _;
        }
        if let Some(log) = log {
            load.log_level = 1;
            load.log_buf = log.as_mut_ptr() as u64;
            load.log_size = log.len() as u32;
        }
    }
    bpf(bpf_cmd::BPF_PROG_LOAD, &mut attributes).map(owned)
}

/// `BPF_RAW_TRACEPOINT_OPEN`: attaches a program, until the descriptor is closed.
pub fn attach_raw(program: BorrowedFd<'_>, tracepoint: &CStr) -> io::Result<OwnedFd> {
    let mut attributes = empty();
    attributes.raw_tracepoint.name = tracepoint.as_ptr() as u64;
    attributes.raw_tracepoint.prog_fd = program.as_raw_fd() as u32;
    bpf(bpf_cmd::BPF_RAW_TRACEPOINT_OPEN, &mut attributes).map(owned)
}

/// What the kernel tells of a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgramInfo {
    /// The events for which it did not run, since it was at work already; 0 where the kernel does not count them (before 5.12).
    pub misses: u64,
    /// The instructions that the verifier followed; 0 where the kernel does not tell (before 5.16).
    pub verified: u32,
}

/// `BPF_OBJ_GET_INFO_BY_FD`, of a program.
pub fn info(program: BorrowedFd<'_>) -> io::Result<ProgramInfo> {
    // SAFETY: plain data, for which all zeros is valid.
    let mut info: bpf_prog_info = unsafe { mem::zeroed() };
    let mut attributes = empty();
    attributes.info.bpf_fd = program.as_raw_fd() as u32;
    attributes.info.info_len = size_of::<bpf_prog_info>() as u32;
    attributes.info.info = (&raw mut info) as u64;
    bpf(bpf_cmd::BPF_OBJ_GET_INFO_BY_FD, &mut attributes)?;
    Ok(ProgramInfo {
        misses: info.recursion_misses,
        verified: info.verified_insns,
    })
}

/// `perf_event_open`, of the tracefs event with this number, on all processes. A BPF program on it runs on every CPU, whichever the
/// event was opened on.
pub fn open_event(id: u16) -> io::Result<OwnedFd> {
    // SAFETY: plain data, for which all zeros is valid.
    let mut attributes: perf_event_attr = unsafe { mem::zeroed() };
    attributes.type_ = PERF_TYPE_TRACEPOINT as u32;
    attributes.size = size_of::<perf_event_attr>() as u32;
    attributes.config = u64::from(id);
    attributes.sample_type = PERF_SAMPLE_RAW as u64;
    attributes.__bindgen_anon_1.sample_period = 1;
    // SAFETY: the kernel reads the attributes within their size; the other arguments are: any process, CPU 0, no group, flags.
    let result = unsafe {
        libc::syscall(
            SYS_perf_event_open,
            &raw const attributes,
            -1,
            0,
            -1,
            CLOSE_ON_EXEC,
        )
    };
    if result < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(owned(result))
    }
}

/// `PERF_EVENT_IOC_SET_BPF`, `PERF_EVENT_IOC_ENABLE`: attaches a program to an event, until the event's descriptor is closed.
pub fn attach_event(event: BorrowedFd<'_>, program: BorrowedFd<'_>) -> io::Result<()> {
    for (request, argument) in [(SET_PROGRAM, program.as_raw_fd()), (ENABLE, 0)] {
        // SAFETY: both requests take an integer.
        if unsafe { libc::ioctl(event.as_raw_fd(), request, argument) } < 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// The size of a page, in bytes.
pub fn page_size() -> u32 {
    // SAFETY: sysconf(3) takes an integer.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    u32::try_from(size).unwrap_or(4096)
}
