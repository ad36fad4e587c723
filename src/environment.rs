//! What the preprocessor may ask: the script's arguments, the kernel's version, its build options.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::GzDecoder;
use sigscript_grammar::Environment;

/// The environment of a script with these arguments on this machine.
pub fn environment(arguments: Vec<String>, script: &str) -> Environment {
    let mut environment = Environment {
        arguments,
        ..Environment::default()
    };
    if let Ok(system) = nix::sys::utsname::uname() {
        environment.kernel_release = system.release().to_string_lossy().into_owned();
        environment.architecture = system.machine().to_string_lossy().into_owned();
    }
    // What the tapset computes ticks from asks for them as well.
    if ["CONFIG_", "HZ(", "jiffies("]
        .iter()
        .any(|word| script.contains(word))
    {
        environment.configuration = configuration(&environment.kernel_release);
    }
    environment
}

/// The build options of the running kernel, from where distributions put them; none where they are not told.
fn configuration(release: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(format!("/boot/config-{release}"))
        .or_else(|_| std::fs::read_to_string(format!("/lib/modules/{release}/config")))
        .or_else(|_| {
            let mut text = String::new();
            GzDecoder::new(std::fs::File::open("/proc/config.gz")?).read_to_string(&mut text)?;
            Ok::<_, std::io::Error>(text)
        });
    options(&text.unwrap_or_default())
}

/// `CONFIG_X=value` lines, strings without their quotes.
fn options(text: &str) -> BTreeMap<String, String> {
    let assignments = text
        .lines()
        .filter(|line| line.starts_with("CONFIG_"))
        .filter_map(|line| line.split_once('='));
    assignments
        .map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_names_and_values() {
        let found =
            options("# CONFIG_A is not set\nCONFIG_B=y\nCONFIG_C=\"text\"\nCONFIG_HZ=250\n");
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("CONFIG_B", "y"),
                ("CONFIG_C", "text"),
                ("CONFIG_HZ", "250")
            ]
        );
    }
}
