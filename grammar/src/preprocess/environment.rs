//! What a script may ask about the world around it while it is read.

use std::collections::BTreeMap;

/// A macro of a library: `@define NAME(parameters) %( body %)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Macro {
    /// The names between the parentheses; `None` where there are none, and the use takes none either.
    pub parameters: Option<Vec<String>>,
    /// The text between `%(` and `%)`.
    pub body: String,
}

/// The arguments, versions and macros that the preprocessor resolves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// `$1`, `@1` and so on.
    pub arguments: Vec<String>,
    /// `kernel_vr`, for example `6.18.44-fc`; `kernel_v` is the part before the first `-`.
    pub kernel_release: String,
    /// `arch`, for example `x86_64`
    pub architecture: String,
    /// `systemtap_v`: the SystemTap whose language this is.
    pub systemtap_version: String,
    /// `CONFIG_X`: the kernel's build options, as `y`, `m` or their value.
    pub configuration: BTreeMap<String, String>,
    /// Macros by name, without `@`; a script's own go before them.
    pub macros: BTreeMap<String, Macro>,
}

impl Environment {
    /// `kernel_v`: the kernel's version without what its builder appended.
    #[must_use]
    pub fn kernel_version(&self) -> &str {
        self.kernel_release.split('-').next().unwrap_or_default()
    }

    /// The value of the word `name` in a condition; `None` for a word without meaning there.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        Some(match name {
            "kernel_v" => self.kernel_version(),
            "kernel_vr" => &self.kernel_release,
            "systemtap_v" => &self.systemtap_version,
            "arch" => &self.architecture,
            // What published scripts test for; sigscript's backends all behave like it.
            "runtime" => "kernel",
            "systemtap_privilege" => "stapdev",
            "guru_mode" => "0",
            _ if name.starts_with("CONFIG_") => {
                self.configuration.get(name).map_or("", String::as_str)
            }
            _ => return None,
        })
    }

    /// The words that [`Self::value`] knows, for advice.
    pub const WORDS: &[&str] = &[
        "kernel_v",
        "kernel_vr",
        "systemtap_v",
        "arch",
        "runtime",
        "systemtap_privilege",
        "guru_mode",
    ];
}

impl Default for Environment {
    fn default() -> Self {
        Self {
            arguments: Vec::new(),
            kernel_release: "6.1.0".to_owned(),
            architecture: std::env::consts::ARCH.to_owned(),
            systemtap_version: "5.2".to_owned(),
            configuration: BTreeMap::new(),
            macros: BTreeMap::new(),
        }
    }
}
