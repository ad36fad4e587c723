//! Where the script comes from: a file, standard input, or the command line.

use std::ffi::OsString;
use std::io::Read as _;

use crate::arguments::Arguments;
use crate::status::Failure;

/// A script and its arguments.
#[derive(Debug)]
pub struct ScriptText {
    /// What diagnostics call it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// `$1`, `@1` and so on.
    pub arguments: Vec<String>,
}

impl ScriptText {
    /// Reads the script that the command line names; an empty one where it asks for a list of points.
    pub fn read(arguments: &Arguments) -> Result<Self, Failure> {
        if arguments.listing().is_some() {
            return Ok(Self {
                name: "<none>".to_owned(),
                text: String::new(),
                arguments: Vec::new(),
            });
        }
        let words = &arguments.words;
        if let Some(text) = &arguments.eval {
            let arguments = words.iter().map(lossless).collect::<Result<_, _>>()?;
            return Ok(Self {
                name: "<input>".to_owned(),
                text: text.clone(),
                arguments,
            });
        }
        let Some((file, rest)) = words.split_first() else {
            let help = "name a script, or give one with `-e 'probe …'`; `sigscript --help` lists the options";
            return Err(Failure::Usage(
                "no script given".to_owned(),
                Some(help.to_owned()),
            ));
        };
        let arguments = rest.iter().map(lossless).collect::<Result<_, _>>()?;
        let path = file.to_string_lossy().into_owned();
        let (name, bytes) = if path == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin().read_to_end(&mut bytes);
            ("<stdin>".to_owned(), read.map(|_| bytes))
        } else {
            (path.clone(), std::fs::read(file))
        };
        let bytes = bytes.map_err(|source| Failure::File {
            verb: "read",
            path: path.clone(),
            source,
        })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let source = std::io::Error::other(format!(
                "not UTF-8 text at byte {}",
                error.utf8_error().valid_up_to()
            ));
            Failure::File {
                verb: "read",
                path,
                source,
            }
        })?;
        Ok(Self {
            name,
            text,
            arguments,
        })
    }
}

fn lossless(word: &OsString) -> Result<String, Failure> {
    word.clone().into_string().map_err(|word| {
        Failure::Usage(
            format!("the argument {} is not UTF-8 text", word.display()),
            None,
        )
    })
}
