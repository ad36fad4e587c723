//! Source texts and places in them: [`Sources`] owns every text read, a [`Span`] names a piece of one.

use std::sync::Arc;

/// A source text in [`Sources`], by its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u16);

/// A piece of a source text: bytes `start..end` of `file`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text it points into.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// First byte behind it.
    pub end: u32,
}

impl Span {
    /// The smallest span that holds both; `self` where they lie in different files.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// One source text: a script, a tapset file, or the text of `-e`.
#[derive(Clone, Debug)]
pub struct Source {
    /// What diagnostics call it: a path, or `<input>`.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
    /// Whether it is part of the shipped library rather than the user's.
    pub library: bool,
}

/// Every source text of one compilation; spans index into it.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No texts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text of the user's and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.push(name.into(), text.into(), false)
    }

    /// Adds a text of the shipped library and returns its number.
    pub fn add_library(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.push(name.into(), text.into(), true)
    }

    fn push(&mut self, name: String, text: Arc<str>, library: bool) -> FileId {
        let file = FileId(u16::try_from(self.files.len()).expect("fewer than 65,536 source texts"));
        self.files.push(Source {
            name,
            text,
            library,
        });
        file
    }

    /// The text with number `file`.
    #[must_use]
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[usize::from(file.0)]
    }

    /// All texts, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0u16..).map(FileId).zip(&self.files)
    }

    /// The characters under `span`.
    #[must_use]
    pub fn snippet(&self, span: Span) -> &str {
        self.get(span.file)
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Line and column of the start of `span`, both counted from 1, the column in bytes.
    #[must_use]
    pub fn position(&self, span: Span) -> (usize, usize) {
        let before = &self.get(span.file).text.as_bytes()[..span.start as usize];
        let line = before.split(|&byte| byte == b'\n').count();
        let column = before
            .iter()
            .rev()
            .take_while(|&&byte| byte != b'\n')
            .count()
            + 1;
        (line, column)
    }
}
