//! The kernel's events, also where the system has not mounted tracefs: in a container, or without systemd.

use std::path::Path;

use nix::errno::Errno;
use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, unshare};

/// Where it is mounted by custom.
const PLACE: &str = "/sys/kernel/tracing";

/// Mounts it where it is not mounted, for this process and those that it will start: nobody else sees it, and it ends with them. Needs
/// root, and is to be called before there are threads.
///
/// # Errors
/// What tests miss that look at events.
pub fn provide() -> Result<(), String> {
    if Path::new(PLACE).join("available_events").exists() {
        return Ok(());
    }
    mount_privately().map_err(|errno| {
        format!("tracefs is not mounted, and the tests cannot mount one of their own: {errno}")
    })
}

fn mount_privately() -> Result<(), Errno> {
    let nothing = None::<&str>;
    unshare(CloneFlags::CLONE_NEWNS)?;
    // It is below sysfs; the root of a chroot is no mount that could be made private.
    mount(nothing, "/sys", nothing, MsFlags::MS_PRIVATE, nothing)?;
    mount(nothing, PLACE, Some("tracefs"), MsFlags::empty(), nothing)
}
