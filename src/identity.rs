//! Who called: the user that `sudo` was called by, for the command of `-c`.

use sigscript_runtime::command::User;

/// The user whose rights the command of `-c` gets; `None` where it is the one that runs already.
pub fn invoking_user() -> Option<User> {
    if !nix::unistd::geteuid().is_root() {
        return None;
    }
    let number = |name: &str| std::env::var(name).ok()?.parse().ok();
    Some(User {
        uid: number("SUDO_UID")?,
        gid: number("SUDO_GID")?,
    })
}
