//! The name of a file: the walk from its `struct path` up the directory entries and over mount points to the root.

use sigscript_wire::{PART, PARTS};

use crate::config::{self, get};
use crate::scratch::Slate;
use crate::{kernel, tail};

/// An offset of the configuration.
macro_rules! offset {
    ($name:ident) => {
        u64::from(get!(config::path(), $name))
    };
}

/// A file's place in the tree of one mount.
struct Place {
    /// Its `struct mount`, around the `struct vfsmount` that a path names.
    mount: u64,
    /// Its `struct dentry`.
    entry: u64,
}

/// Appends the parts of the name of the file whose `struct path` is at `address`; gives their description. A name with more parts
/// than the walk has steps is not given at all, since its beginning would be missing.
#[inline(always)]
pub fn append(slate: Slate, address: u64) -> Option<u64> {
    let start = slate.used();
    let mount = slate.pointer(address.wrapping_add(offset!(path_mnt)))?;
    let mut place = Place {
        mount: mount.wrapping_sub(offset!(mount_mnt)),
        entry: slate.pointer(address.wrapping_add(offset!(path_dentry)))?,
    };
    for _ in 0..PARTS {
        match up(slate, &place)? {
            Next::Place(next) => place = next,
            Next::End => return Some(tail::describe(slate, start, slate.used())),
        }
    }
    None
}

/// What is above a place.
enum Next {
    /// Another place.
    Place(Place),
    /// Nothing: it is the root, or a file without a directory.
    End,
}

/// One step up: over a mount point, or to the parent directory, leaving the name behind.
#[inline(always)]
fn up(slate: Slate, place: &Place) -> Option<Next> {
    let Place { mount, entry } = *place;
    let root = slate.pointer(
        mount
            .wrapping_add(offset!(mount_mnt))
            .wrapping_add(offset!(vfsmount_root)),
    )?;
    if entry == root {
        let parent = slate.pointer(mount.wrapping_add(offset!(mount_parent)))?;
        if parent == mount {
            return Some(Next::End);
        }
        let entry = slate.pointer(mount.wrapping_add(offset!(mount_mountpoint)))?;
        return Some(Next::Place(Place {
            mount: parent,
            entry,
        }));
    }
    append_part(
        slate,
        slate.pointer(entry.wrapping_add(offset!(dentry_name)))?,
    )?;
    let parent = slate.pointer(entry.wrapping_add(offset!(dentry_parent)))?;
    // A file without a directory, such as a memfd, is its own parent.
    if parent == entry {
        return Some(Next::End);
    }
    Some(Next::Place(Place {
        mount,
        entry: parent,
    }))
}

/// Appends one name, without a gap behind the one before.
#[inline(always)]
fn append_part(slate: Slate, name: u64) -> Option<()> {
    let start = tail::room(slate)?;
    // SAFETY: `room` left space for a text, and a part is shorter.
    let length = unsafe { kernel::read_kernel_string(slate.value(start), PART as u32, name) };
    if length < 0 {
        return None;
    }
    slate.set_used(start + length as u64);
    Some(())
}
