//! Where the pages' links lead to.

use std::fs;
use std::path::Path;

/// Checks the links of a page to files and headings of the project.
///
/// # Errors
/// Those that lead nowhere.
pub fn check(page: &str, links: &[String]) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = root.join(page);
    let folder = page.parent().unwrap_or(root);
    let mut lost = Vec::new();
    for link in links.iter().filter(|link| !link.contains("://")) {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let target = if file.is_empty() {
            page.clone()
        } else {
            folder.join(file)
        };
        let found = target.exists()
            && (heading.is_empty()
                || fs::read_to_string(&target).is_ok_and(|text| has(&text, heading)));
        if !found {
            lost.push(link.as_str());
        }
    }
    if lost.is_empty() {
        Ok(())
    } else {
        Err(format!("links lead nowhere: {}", lost.join(", ")))
    }
}

/// Whether a page has a heading by the name that sites for Markdown give it: small letters, digits, and `-` for blanks.
fn has(text: &str, name: &str) -> bool {
    text.lines()
        .filter_map(|line| line.strip_prefix('#'))
        .any(|heading| {
            let heading = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = heading
                .chars()
                .filter(|next| next.is_alphanumeric() || matches!(next, ' ' | '-' | '_'));
            kept.map(|next| if next == ' ' { '-' } else { next })
                .eq(name.chars())
        })
}
