//! The comment block right above a declaration.

/// The comment block that ends on the line above byte `start` of `text`, without its marks; empty where there is none.
pub(super) fn doc_above(text: &str, start: usize) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut rest = line_start(text, start);
    while let Some(before) = rest.strip_suffix('\n') {
        let begin = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before[begin..].trim();
        if let Some(comment) = line_comment(line) {
            if !line.starts_with("#!") {
                blocks.push(comment.to_owned());
            }
            rest = &before[..begin];
        } else if let Some((comment, above)) = block_comment(before) {
            blocks.push(comment);
            rest = above;
        } else {
            break;
        }
    }
    blocks.reverse();
    blocks.join("\n").trim_matches('\n').to_owned()
}

/// `text` up to the line that byte `start` is on; nothing where more than blanks stand before it there.
fn line_start(text: &str, start: usize) -> &str {
    let before = text[..start].trim_end_matches([' ', '\t']);
    if before.ends_with('\n') { before } else { "" }
}

/// What a line says that is a comment.
fn line_comment(line: &str) -> Option<&str> {
    let comment = line.strip_prefix("//").or_else(|| line.strip_prefix('#'))?;
    Some(comment.strip_prefix(' ').unwrap_or(comment))
}

/// What the block comment says that `before` ends with, and the lines above it.
fn block_comment(before: &str) -> Option<(String, &str)> {
    let body = before.trim_end().strip_suffix("*/")?;
    let open = body.rfind("/*")?;
    let above = line_start(before, open);
    if above.is_empty() && !before[..open].trim().is_empty() {
        return None;
    }
    let lines = body[open + 2..].lines().map(|line| {
        let line = line.trim();
        let line = line.strip_prefix('*').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).trim_end()
    });
    let comment = lines.collect::<Vec<_>>().join("\n");
    Some((comment.trim_matches('\n').to_owned(), above))
}

#[cfg(test)]
mod tests {
    use super::doc_above;

    #[test]
    fn the_block_right_above_counts() {
        for (text, doc) in [
            ("# one\n# two\nprobe", "one\ntwo"),
            ("# far\n\n// near\nprobe", "near"),
            ("/* one line */\nprobe", "one line"),
            (
                "x\n/**\n * first\n *\n *  second\n */\nprobe",
                "first\n\n second",
            ),
            ("# a\n/* b */\nprobe", "a\nb"),
            ("} # behind code\nprobe", ""),
            ("f() /* behind code */\nprobe", ""),
            ("#!/usr/bin/sigscript\nprobe", ""),
            ("# same line? x probe", ""),
            ("probe", ""),
        ] {
            let start = text.rfind("probe").expect("each has one");
            assert_eq!(doc_above(text, start), doc, "{text}");
        }
    }
}
