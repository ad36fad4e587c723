//! What the catalog says where the kernel's description cannot be read.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::Part;
use sigscript_runtime::catalog::KernelCatalog;

/// A directory of our own, removed at the end.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("sigscript-catalog-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn nothing_there() {
    let empty = Directory::new("empty");
    let catalog = KernelCatalog::with_paths(&empty.0.join("vmlinux"), &empty.0);
    let btf = catalog.missing(Part::Btf).unwrap();
    assert!(
        btf.starts_with("the kernel shows no types") && btf.ends_with("CONFIG_DEBUG_INFO_BTF=y"),
        "{btf}"
    );
    let tracefs = catalog.missing(Part::Tracefs).unwrap();
    assert_eq!(
        tracefs,
        "tracefs is not mounted; mount it with `mount -t tracefs nodev /sys/kernel/tracing`"
    );
    assert!(catalog.traces().is_empty() && catalog.events().is_empty());
    assert_eq!(catalog.trace("signal_generate"), None);
    assert_eq!(catalog.event("signal", "signal_generate"), None);
    assert_eq!(catalog.find_structure("task_struct"), None);
}

#[test]
fn garbage_there() {
    let place = Directory::new("garbage");
    let btf = place.0.join("vmlinux");
    fs::write(&btf, "not BTF").unwrap();
    let event = place.0.join("events/signal/signal_generate");
    fs::create_dir_all(&event).unwrap();
    fs::write(event.join("format"), "field:broken").unwrap();
    fs::write(
        place.0.join("available_events"),
        "signal:signal_generate\nnoise\n",
    )
    .unwrap();
    let catalog = KernelCatalog::with_paths(&btf, &place.0);
    let reason = catalog.missing(Part::Btf).unwrap();
    assert!(
        reason.ends_with("is not understood: it does not start as BTF does"),
        "{reason}"
    );
    assert_eq!(catalog.missing(Part::Tracefs), None);
    assert_eq!(catalog.events(), ["signal:signal_generate"]);
    assert_eq!(catalog.event("signal", "signal_generate"), None);
}

/// Run as root, this runs itself again as nobody.
#[test]
fn without_root() {
    const NOBODY: u32 = 65534;
    if fs::metadata("/sys/kernel/tracing/events").is_ok() {
        let itself = std::env::current_exe().unwrap();
        let mut again = Command::new(itself);
        again
            .args(["--exact", "faults::without_root"])
            .uid(NOBODY)
            .gid(NOBODY)
            .current_dir("/");
        match again.output() {
            Ok(output) => assert!(output.status.success(), "{output:?}"),
            Err(error) => println!("skipped: cannot run as nobody: {error}"),
        }
        return;
    }
    let reason = KernelCatalog::new().missing(Part::Tracefs).unwrap();
    let readable = "tracefs is readable by root only; run this as root";
    assert!(
        reason == readable || reason.starts_with("tracefs is not mounted"),
        "{reason}"
    );
}
