//! Numbers of users, groups and control groups to names.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::DirEntryExt as _;
use std::path::{Path, PathBuf};

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The name of a user id, from `/etc/passwd`; the number as text where it has none.
    pure fn user_name(uid: Long) -> String { world.names.user(uid) }

    /// The name of a group id, from `/etc/group`; the number as text where it has none.
    pure fn group_name(gid: Long) -> String { world.names.group(gid) }

    /// The path of a control group's id in the unified hierarchy; empty where it is gone.
    late fn _cgroup_path(id: Long) -> String { world.names.control_group(id) }

    /// The id of the container whose control group this is, or its name where it has no id; empty for other control groups.
    pure fn _container_of(path: String) -> String { Text::from(container(path)) }
}

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Names {
    users: OnceCell<HashMap<i64, Text>>,
    groups: OnceCell<HashMap<i64, Text>>,
    control_groups: RefCell<HashMap<i64, Text>>,
}

impl Names {
    fn user(&self, id: i64) -> Text {
        named(self.users.get_or_init(|| entries("/etc/passwd")), id)
    }

    fn group(&self, id: i64) -> Text {
        named(self.groups.get_or_init(|| entries("/etc/group")), id)
    }

    /// Ids are never used again, so what was found stays true, and what is missing will not come.
    fn control_group(&self, id: i64) -> Text {
        let mut known = self.control_groups.borrow_mut();
        if !known.contains_key(&id) {
            if let Some(root) = unified_hierarchy() {
                walk(&root, Path::new("/"), &mut known);
            }
            known.entry(id).or_default();
        }
        known[&id].clone()
    }
}

fn named(names: &HashMap<i64, Text>, id: i64) -> Text {
    let number = || Text::from(id.to_string().as_bytes());
    names.get(&id).cloned().unwrap_or_else(number)
}

/// `name:password:number:…`, as in passwd(5) and group(5); the first name of a number counts.
fn entries(file: &str) -> HashMap<i64, Text> {
    parsed(&fs::read(file).unwrap_or_default())
}

fn parsed(text: &[u8]) -> HashMap<i64, Text> {
    let mut names = HashMap::new();
    for line in text.split(|byte| *byte == b'\n') {
        let mut fields = line.split(|byte| *byte == b':');
        let (name, number) = (fields.next(), fields.nth(1));
        let number = number.and_then(|number| str::from_utf8(number).ok()?.parse().ok());
        if let (Some(name), Some(number)) = (name, number) {
            names.entry(number).or_insert_with(|| Text::from(name));
        }
    }
    names
}

/// Docker, containerd, CRI-O and Podman name a group after the 64 hexadecimal digits of a container's id, with words around them; LXC
/// and systemd-nspawn after its name. The innermost container counts.
fn container(path: &[u8]) -> &[u8] {
    const DIGITS: usize = 64;
    let parts = path.split(|byte| *byte == b'/').rev();
    for part in parts {
        let digits = |word: &&[u8]| word.len() == DIGITS && word.iter().all(u8::is_ascii_hexdigit);
        if let Some(id) = part
            .split(|byte| !byte.is_ascii_alphanumeric())
            .find(digits)
        {
            return id;
        }
        let name = part.strip_prefix(b"lxc.payload.");
        let machine = || part.strip_prefix(b"machine-")?.strip_suffix(b".scope");
        if let Some(name) = name.or_else(machine) {
            return name;
        }
    }
    b""
}

/// Where the unified hierarchy of control groups is mounted.
fn unified_hierarchy() -> Option<PathBuf> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    mounts.lines().find_map(|line| {
        let mut words = line.split(' ');
        let place = words.nth(1)?;
        (words.next()? == "cgroup2").then(|| PathBuf::from(place))
    })
}

/// Adds a folder and those in it by their numbers.
fn walk(root: &Path, path: &Path, known: &mut HashMap<i64, Text>) {
    let folder = root.join(path.strip_prefix("/").unwrap_or(path));
    if path == Path::new("/")
        && let Ok(own) = fs::metadata(&folder)
    {
        use std::os::unix::fs::MetadataExt as _;
        known.insert(own.ino().cast_signed(), Text::from(b"/"));
    }
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let path = path.join(entry.file_name());
            let text = Text::from(path.as_os_str().as_bytes());
            known.insert(entry.ino().cast_signed(), text);
            walk(root, &path, known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_have_ids() {
        let id = "0123456789abcdef".repeat(4);
        for (path, expected) in [
            (format!("/system.slice/docker-{id}.scope"), id.as_str()),
            (format!("/docker/{id}/init.scope"), &id),
            (
                format!("/kubepods.slice/pod1.slice/cri-containerd-{id}.scope"),
                &id,
            ),
            (format!("/machine.slice/libpod-{id}.scope/container"), &id),
            ("/lxc.payload.web/init.scope".to_owned(), "web"),
            ("/machine.slice/machine-fedora.scope".to_owned(), "fedora"),
            ("/user.slice/user-1000.slice".to_owned(), ""),
            ("/".to_owned(), ""),
        ] {
            assert_eq!(container(path.as_bytes()), expected.as_bytes(), "{path}");
        }
    }

    #[test]
    fn the_first_name_of_a_number_counts() {
        let names = parsed(b"root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\nbroken\nme:x:1000:1000::/:/bin/sh\n");
        assert_eq!(named(&names, 0), b"root");
        assert_eq!(named(&names, 1000), b"me");
        assert_eq!(named(&names, 7), b"7");
    }
}
