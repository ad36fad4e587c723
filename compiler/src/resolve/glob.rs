//! Patterns of names: `sched_*`.

/// Whether `text` matches `pattern`, in which `*` stands for any characters, `?` for one, `[abc]` for one of these.
///
/// Only the last `*` is ever tried anew, so the time is at most the product of the lengths.
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut pattern = pattern.as_bytes();
    let mut text = text.as_bytes();
    // What stands behind the last `*`, and what it was tried on.
    let mut star: Option<(&[u8], &[u8])> = None;
    loop {
        if let [b'*', rest @ ..] = pattern {
            star = Some((rest, text));
            pattern = rest;
            continue;
        }
        if let [byte, behind @ ..] = text
            && let Some(rest) = one_character(pattern, *byte)
        {
            (pattern, text) = (rest, behind);
            continue;
        }
        if pattern.is_empty() && text.is_empty() {
            return true;
        }
        // The last `*` takes one character more.
        let Some((rest, [_, behind @ ..])) = star else {
            return false;
        };
        star = Some((rest, behind));
        (pattern, text) = (rest, behind);
    }
}

/// What is left of a pattern whose first character matches `byte`.
fn one_character(pattern: &[u8], byte: u8) -> Option<&[u8]> {
    match pattern {
        [b'?', rest @ ..] => Some(rest),
        [b'[', rest @ ..] => {
            let end = rest.iter().position(|&byte| byte == b']')?;
            rest[..end].contains(&byte).then_some(&rest[end + 1..])
        }
        [wanted, rest @ ..] => (*wanted == byte).then_some(rest),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn patterns_match_names() {
        for (pattern, text, expected) in [
            ("sched_*", "sched_switch", true),
            ("*switch", "sched_switch", true),
            ("s*_s*h", "sched_switch", true),
            ("sched_?witch", "sched_switch", true),
            ("[st]ched", "sched", true),
            ("[ab]ched", "sched", false),
            ("sched", "sched_switch", false),
            ("*", "", true),
            ("", "x", false),
            ("a*b*c", "aXbXbXd", false),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
        let stars = "*".repeat(100) + "x";
        assert!(!glob(&stars, &"a".repeat(100)));
    }
}
