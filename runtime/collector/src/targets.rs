//! The processes that are targets: whoever a target forks is one as well, until it is gone.

use crate::{config, kernel, maps};

/// Whether the process with this id is a target.
#[inline(always)]
pub fn holds(process: u64) -> bool {
    kernel::lookup::<u32>(maps::TARGETS.handle(), process as u32).is_some()
}

/// A thread or process was made: both as addresses of `task_struct`.
#[inline(always)]
pub fn forked(parent: u64, child: u64) {
    let (Some((_, parent)), Some((thread, process))) = (ids(parent), ids(child)) else {
        return;
    };
    if thread == process && holds(parent.into()) {
        kernel::update(maps::TARGETS.handle(), process, 0);
    }
}

/// A thread is gone; its process with it, where it was the first one.
#[inline(always)]
pub fn freed(task: u64) {
    if let Some((thread, process)) = ids(task)
        && thread == process
    {
        kernel::remove(maps::TARGETS.handle(), process);
    }
}

/// The thread id and process id of a `task_struct`.
#[inline(always)]
fn ids(task: u64) -> Option<(u32, u32)> {
    Some((
        id(task.wrapping_add(config::task_pid().into()))?,
        id(task.wrapping_add(config::task_tgid().into()))?,
    ))
}

#[inline(always)]
fn id(address: u64) -> Option<u32> {
    let mut id = 0;
    // SAFETY: there is room for 4 bytes.
    let result = unsafe { kernel::read_kernel((&raw mut id).cast(), 4, address) };
    if result == 0 { Some(id) } else { None }
}
