//! The names and numbers of system calls on the architectures that recordings come from.

/// Makes the functions from rows: an architecture's number in audit records (`include/uapi/linux/audit.h`), its names by `uname -m`,
/// its module in `syscalls`.
macro_rules! architectures {
    ($($audit:pat, $name:pat => $module:ident;)*) => {
        /// The number of a system call. Compares names one by one: the crate's own parsers are 15 KB of code for each architecture.
        pub fn number(architecture: &str, call: &str) -> Option<u32> {
            match architecture {
                $($name => syscalls::$module::Sysno::iter()
                    .find(|known| known.name() == call)
                    .and_then(|known| u32::try_from(known.id()).ok()),)*
                _ => None,
            }
        }

        /// The names of all system calls, in order of their numbers.
        pub fn names(architecture: &str) -> Vec<String> {
            match architecture {
                $($name => syscalls::$module::Sysno::iter().map(|call| call.name().to_owned()).collect(),)*
                _ => Vec::new(),
            }
        }

        /// The name of the system call with this number, on the architecture that audit records call so.
        pub fn audited(architecture: u32, number: usize) -> Option<&'static str> {
            match architecture {
                $($audit => syscalls::$module::Sysno::new(number).map(|call| call.name()),)*
                _ => None,
            }
        }
    };
}

architectures! {
    0xc000_003e, "x86_64" => x86_64;
    0x4000_0003, "i386" | "i486" | "i586" | "i686" => x86;
    0xc000_00b7, "aarch64" => aarch64;
    0x4000_0028, "armv5tel" | "armv6l" | "armv7l" | "armv8l" => arm;
    0xc000_00f3, "riscv64" => riscv64;
    0x8000_0015 | 0xc000_0015, "ppc64" | "ppc64le" => powerpc64;
    0x8000_0016, "s390x" => s390x;
    0xc000_0102, "loongarch64" => loongarch64;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kill_on_every_architecture() {
        for (name, audit, expected) in [
            ("x86_64", 0xc000_003e, 62),
            ("i686", 0x4000_0003, 37),
            ("aarch64", 0xc000_00b7, 129),
            ("armv7l", 0x4000_0028, 37),
            ("riscv64", 0xc000_00f3, 129),
            ("ppc64le", 0xc000_0015, 37),
            ("s390x", 0x8000_0016, 37),
            ("loongarch64", 0xc000_0102, 129),
        ] {
            assert_eq!(number(name, "kill"), Some(expected), "{name}");
            assert_eq!(audited(audit, expected as usize), Some("kill"), "{name}");
            assert!(names(name).contains(&"kill".to_owned()), "{name}");
        }
        assert_eq!(number("vax", "kill"), None);
        assert_eq!(audited(0, 62), None);
    }
}
