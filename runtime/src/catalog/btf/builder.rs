//! Types to the bytes of a BTF file, for tests.

use super::MAGIC;
use super::record::Kind;

/// A BTF file in the making. Types are numbered from 1 in the order they are added.
pub(super) struct Builder {
    types: Vec<u8>,
    strings: Vec<u8>,
    count: u32,
}

impl Builder {
    pub fn new() -> Self {
        Self {
            types: Vec::new(),
            strings: vec![0],
            count: 0,
        }
    }

    /// The offset of a text, added where it is new.
    fn text(&mut self, text: &str) -> u32 {
        let needle = [b"\0", text.as_bytes(), b"\0"].concat();
        if text.is_empty() {
            return 0;
        }
        if let Some(at) = self
            .strings
            .windows(needle.len())
            .position(|window| window == needle)
        {
            return at as u32 + 1;
        }
        let offset = self.strings.len() as u32;
        self.strings.extend_from_slice(&needle[1..]);
        offset
    }

    /// Adds a type of `count` rows, whose last head word is `size`.
    pub fn add(&mut self, kind: Kind, name: &str, flag: bool, count: u32, size: u32) -> u32 {
        let name = self.text(name);
        let info = (u32::from(flag) << 31) | ((kind as u32) << 24) | count;
        self.words(&[name, info, size]);
        self.count += 1;
        self.count
    }

    pub fn words(&mut self, words: &[u32]) {
        self.types
            .extend(words.iter().flat_map(|word| word.to_ne_bytes()));
    }

    pub fn integer(&mut self, name: &str, size: u32, signed: bool) -> u32 {
        let number = self.add(Kind::Integer, name, false, 0, size);
        self.words(&[(u32::from(signed) << 24) | (size * 8)]);
        number
    }

    /// An integer that starts `offset` bits into its bytes and has `bits`.
    pub fn narrow(&mut self, name: &str, size: u32, offset: u32, bits: u32) -> u32 {
        let number = self.add(Kind::Integer, name, false, 0, size);
        self.words(&[(offset << 16) | bits]);
        number
    }

    /// A pointer, typedef, qualifier, function or tag without rows.
    pub fn of(&mut self, kind: Kind, name: &str, target: u32) -> u32 {
        let number = self.add(kind, name, false, 0, target);
        if kind == Kind::DeclarationTag {
            self.words(&[u32::MAX]);
        }
        number
    }

    pub fn array(&mut self, element: u32, length: u32) -> u32 {
        let number = self.add(Kind::Array, "", false, 0, 0);
        self.words(&[element, element, length]);
        number
    }

    /// A struct or union of members: name, type, offset word.
    pub fn structure(
        &mut self,
        kind: Kind,
        name: &str,
        flag: bool,
        size: u32,
        members: &[(&str, u32, u32)],
    ) -> u32 {
        let number = self.add(kind, name, flag, members.len() as u32, size);
        for &(name, target, offset) in members {
            let name = self.text(name);
            self.words(&[name, target, offset]);
        }
        number
    }

    pub fn prototype(&mut self, parameters: &[(&str, u32)]) -> u32 {
        let number = self.add(Kind::Prototype, "", false, parameters.len() as u32, 0);
        for &(name, target) in parameters {
            let name = self.text(name);
            self.words(&[name, target]);
        }
        number
    }

    pub fn finish(self) -> Vec<u8> {
        let (types, strings) = (self.types.len() as u32, self.strings.len() as u32);
        let mut bytes = MAGIC.to_ne_bytes().to_vec();
        bytes.extend([1, 0]);
        bytes.extend(
            [24, 0, types, types, strings]
                .iter()
                .flat_map(|word: &u32| word.to_ne_bytes()),
        );
        bytes.extend(self.types);
        bytes.extend(self.strings);
        bytes
    }
}
