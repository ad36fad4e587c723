//! An alias's doc block: `probe NAME - when it fires`, an empty line, then `variable  what it holds` with indented further lines.

use std::collections::BTreeMap;

/// What a doc block says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// When the point fires.
    pub fires: String,
    /// What each variable holds.
    pub variables: BTreeMap<String, String>,
}

/// Reads a doc block. Several variables may share a line, `a, b`; prose between them is passed over.
pub fn describe(doc: &str) -> Description {
    let (head, rest) = doc.split_once("\n\n").unwrap_or((doc, ""));
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
    let fires = match head.strip_prefix("probe ") {
        Some(named) => named.split_once(" - ").map_or("", |(_, fires)| fires),
        None => &head,
    };
    let mut description = Description {
        fires: fires.to_owned(),
        ..Description::default()
    };
    let mut names: Vec<&str> = Vec::new();
    for line in rest.lines() {
        let text = if line.starts_with(char::is_whitespace) {
            line
        } else {
            let (left, text) = line.split_once("  ").unwrap_or((line, ""));
            names = variable_names(left);
            text
        };
        for name in &names {
            let holds = description.variables.entry((*name).to_owned()).or_default();
            for word in text.split_whitespace() {
                if !holds.is_empty() {
                    holds.push(' ');
                }
                holds.push_str(word);
            }
        }
    }
    description
}

/// `a, b` as names; none where it is no such list.
fn variable_names(text: &str) -> Vec<&str> {
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_name = |name: &&str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if names.iter().all(is_name) {
        names
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn a_block_has_a_head_and_variables() {
        let found = describe(
            "probe signal.send, x.y - a signal is\nsent\n\nsig       its number\nname_a, name_b\n          both\n          of them\nsome prose here, too\nlast  one",
        );
        assert_eq!(found.fires, "a signal is sent");
        let variables: Vec<(&str, &str)> = found
            .variables
            .iter()
            .map(|(name, holds)| (name.as_str(), holds.as_str()))
            .collect();
        assert_eq!(
            variables,
            [
                ("last", "one"),
                ("name_a", "both of them"),
                ("name_b", "both of them"),
                ("sig", "its number")
            ]
        );
        assert_eq!(describe("fires now").fires, "fires now");
    }
}
