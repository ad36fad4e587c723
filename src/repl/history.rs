//! Where the lines that were entered are kept: one file for each user.

use std::path::{Path, PathBuf};

use rustyline::history::FileHistory;
use rustyline::{Editor, Helper};

/// The user's file: `$XDG_STATE_HOME/sigscript/history`, by the XDG base directory specification below `~/.local/state` where that is
/// not set; `None` where there is no home, or its folder cannot be made.
pub fn file() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let state = absolute("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let state = state.or_else(|| Some(absolute("HOME")?.join(".local/state")))?;
    let folder = state.join("sigscript");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

/// Adds the latest line; a history that cannot be kept is no reason to stop.
pub fn append<H: Helper>(editor: &mut Editor<H, FileHistory>, path: &Path) {
    let _ = editor.append_history(path);
}
