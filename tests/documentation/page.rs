//! A page of Markdown to its fenced blocks and its links.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// A fenced block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Behind the opening fence: the language, then notes for the test, which readers do not see.
    pub notes: String,
    /// What stands between the fences.
    pub text: String,
    /// Where it stands in the page.
    pub range: Range<usize>,
    /// The line of the opening fence, counted from 1.
    pub line: usize,
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its fenced blocks.
    pub blocks: Vec<Block>,
    /// Where its links lead to.
    pub links: Vec<String>,
    /// The lines of code blocks that are only indented: nothing says what they are.
    pub indented: Vec<usize>,
}

/// Takes a page apart.
pub fn read(markdown: &str) -> Page {
    let mut page = Page::default();
    let mut open = None;
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        let line = 1 + markdown[..range.start].matches('\n').count();
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(notes))) => {
                open = Some(page.blocks.len());
                page.blocks.push(Block {
                    notes: notes.to_string(),
                    text: String::new(),
                    range: range.end..range.end,
                    line,
                });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => page.indented.push(line),
            Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.to_string()),
            Event::Text(text) => {
                if let Some(index) = open {
                    let block = &mut page.blocks[index];
                    block.range = block.range.start.min(range.start)..range.end;
                    block.text.push_str(&text);
                }
            }
            Event::End(_) => open = None,
            _ => {}
        }
    }
    page
}

impl Block {
    /// The language.
    pub fn language(&self) -> &str {
        self.notes.split_whitespace().next().unwrap_or_default()
    }

    /// What follows a note, up to the end of the notes.
    pub fn note(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.notes.split_once(' ')?;
        let (_, behind) = rest.split_once(name)?;
        Some(behind.trim())
    }
}
