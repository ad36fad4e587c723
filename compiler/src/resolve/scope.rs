//! What files declare, by name: that of all files, and what is `private` to one.

use std::collections::HashMap;

use sigscript_grammar::FileId;

/// Declarations by name.
#[derive(Debug)]
pub struct Scope<T> {
    common: HashMap<String, T>,
    private: HashMap<FileId, HashMap<String, T>>,
}

impl<T> Default for Scope<T> {
    fn default() -> Self {
        Self {
            common: HashMap::new(),
            private: HashMap::new(),
        }
    }
}

impl<T> Scope<T> {
    /// The names of one file, where it is given, or of all.
    pub fn of(&mut self, private_to: Option<FileId>) -> &mut HashMap<String, T> {
        match private_to {
            Some(file) => self.private.entry(file).or_default(),
            None => &mut self.common,
        }
    }

    /// What `name` means in a file: the file's own first.
    pub fn get(&self, name: &str, file: FileId) -> Option<&T> {
        self.private(name, file).or_else(|| self.common(name))
    }

    /// What is private to a file.
    pub fn private(&self, name: &str, file: FileId) -> Option<&T> {
        self.private.get(&file)?.get(name)
    }

    /// What all files see.
    pub fn common(&self, name: &str) -> Option<&T> {
        self.common.get(name)
    }

    /// The names that a file sees.
    pub fn names(&self, file: FileId) -> impl Iterator<Item = &str> {
        let own = self.private.get(&file).into_iter().flat_map(HashMap::keys);
        own.chain(self.common.keys()).map(String::as_str)
    }
}
