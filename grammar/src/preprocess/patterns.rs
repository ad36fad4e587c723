//! How conditions compare versions, and words with shell patterns.

use std::cmp::Ordering;

/// The order of two versions: runs of digits by value, anything else by character.
pub(super) fn versions(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    loop {
        let (Some(a), Some(b)) = (left.first(), right.first()) else {
            return left.len().cmp(&right.len());
        };
        let order = if a.is_ascii_digit() && b.is_ascii_digit() {
            leading_number(&mut left).cmp(&leading_number(&mut right))
        } else {
            let order = a.cmp(b);
            (left, right) = (&left[1..], &right[1..]);
            order
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Takes the digits off the front of `text`.
fn leading_number(text: &mut &[u8]) -> u64 {
    let mut number = 0_u64;
    while let Some((digit @ b'0'..=b'9', rest)) = text.split_first() {
        number = number
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'));
        *text = rest;
    }
    number
}

/// Whether `text` matches the shell pattern `pattern` (`*`, `?`, `[a-z]`), as fnmatch(3).
pub(super) fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        let step = match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
                continue;
            }
            Some(b'?') => Some(1),
            Some(b'[') => bracket(&pattern[p..], text[t]),
            Some(&literal) => (literal == text[t]).then_some(1),
            None => None,
        };
        match (step, star) {
            (Some(length), _) => {
                p += length;
                t += 1;
            }
            (None, Some((star_p, star_t))) => {
                p = star_p + 1;
                t = star_t + 1;
                star = Some((star_p, t));
            }
            (None, None) => return false,
        }
    }
    pattern[p..].iter().all(|&byte| byte == b'*')
}

/// The length of the bracket expression that `pattern` begins with, if it holds `byte`.
fn bracket(pattern: &[u8], byte: u8) -> Option<usize> {
    let Some(close) = pattern.iter().skip(2).position(|&byte| byte == b']') else {
        return (byte == b'[').then_some(1);
    };
    let (inside, length) = (&pattern[1..close + 2], close + 3);
    let (negated, inside) = match inside {
        [b'!' | b'^', rest @ ..] if !rest.is_empty() => (true, rest),
        _ => (false, inside),
    };
    let mut found = false;
    let mut at = 0;
    while at < inside.len() {
        if let [low, b'-', high, ..] = inside[at..] {
            found |= (low..=high).contains(&byte);
            at += 3;
        } else {
            found |= inside[at] == byte;
            at += 1;
        }
    }
    (found != negated).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(versions("6.18.44", "6.9"), Ordering::Greater);
        assert_eq!(versions("2.6", "2.6.1"), Ordering::Less);
        assert_eq!(versions("5.2", "5.2"), Ordering::Equal);
        assert_eq!(versions("6.1.0-rc1", "6.1.0-rc2"), Ordering::Less);
    }

    #[test]
    fn patterns_match_as_in_the_shell() {
        for (pattern, text) in [
            ("x86*", "x86_64"),
            ("i?86", "i686"),
            ("*", ""),
            ("[a-cx]b*", "xbz"),
            ("[!a]", "b"),
        ] {
            assert!(
                matches(pattern.as_bytes(), text.as_bytes()),
                "{pattern} {text}"
            );
        }
        for (pattern, text) in [
            ("x86", "x86_64"),
            ("i?86", "i86"),
            ("[!a]", "a"),
            ("a*b*c", "abd"),
        ] {
            assert!(
                !matches(pattern.as_bytes(), text.as_bytes()),
                "{pattern} {text}"
            );
        }
    }
}
