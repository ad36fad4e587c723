//! The names of points that somebody may have meant.

use sigscript_grammar::similar;
use sigscript_grammar::syntax::{Component, Literal};

use crate::resolve::Resolver;
use crate::resolve::points::{FAMILIES, point_text};

/// So many suggestions are enough.
const MOST: usize = 3;

/// A last part that is shorter says too little to be looked for in other families.
const SHORTEST_LAST_PART: usize = 4;

impl Resolver<'_> {
    /// The points nearest to a name that is none, best first.
    pub fn similar_points(&self, text: &str) -> Vec<String> {
        let families = FAMILIES.iter().filter(|family| family.1);
        let own = self.aliases.iter().flat_map(|alias| &alias.names);
        let own: Vec<String> = own.map(|name| point_text(&name.components)).collect();
        let candidates = families
            .map(|(name, ..)| *name)
            .chain(self.library.aliases())
            .chain(own.iter().map(String::as_str))
            .filter(|name| !is_private(name) && !name.contains('{'));
        near(text, &candidates.collect::<Vec<_>>())
    }

    /// What to write instead of a point that is spelled by a habit: of a timer, or of an event of the kernel.
    pub fn point_habit(&self, components: &[Component]) -> Option<String> {
        let [first, rest @ ..] = components else {
            return None;
        };
        if first.name == "timer" {
            return Some(timer_habit(first, rest.first()));
        }
        let last = components.last()?;
        let names = self.inputs.catalog.traces();
        let event = names.iter().find(|name| {
            name.split_once(':')
                .is_some_and(|(_, name)| name == last.name)
        })?;
        let plain = last.name.contains('_') && last.argument.is_none();
        plain.then(|| format!("write `kernel.trace(\"{event}\")`"))
    }

    /// How to find the points of a family of aliases.
    pub fn family_advice(&self, family: &str) -> Option<String> {
        let mut names = self.library.aliases();
        names
            .any(|name| {
                name.split_once('.')
                    .is_some_and(|(first, _)| first == family)
            })
            .then(|| format!("`sigscript -l '{family}.**'` lists those of `{family}`"))
    }
}

/// What to write instead of a timer that is none.
fn timer_habit(first: &Component, unit: Option<&Component>) -> String {
    let forms = FAMILIES.iter().find(|(name, ..)| *name == "timer");
    let forms = forms.map_or("", |(.., forms)| forms);
    let (Some(unit), argument) = (unit, unit.and_then(|unit| unit.argument.as_ref())) else {
        return match &first.argument {
            Some(Literal::Number(number)) => format!("write `timer.ms({number})`"),
            _ => format!("there are {forms}"),
        };
    };
    let name = unit.name.as_str();
    let letters = name.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = &name[..name.len() - letters.len()];
    let known = [
        "s", "ms", "us", "ns", "hz", "jiffies", "sec", "msec", "usec", "nsec",
    ];
    match argument {
        None if known.contains(&letters) && !digits.is_empty() => {
            format!("write `timer.{letters}({digits})`")
        }
        None if known.contains(&name) => format!("say how many: `timer.{name}(1)`"),
        Some(Literal::Text(text)) if known.contains(&name) => format!(
            "the number stands without quotes: `timer.{name}({})`",
            String::from_utf8_lossy(text)
        ),
        Some(Literal::Number(number)) if matches!(name, "m" | "min" | "minutes") => {
            format!("write `timer.s({})`", number.saturating_mul(60))
        }
        Some(Literal::Number(number)) if matches!(name, "h" | "hour" | "hours") => {
            format!("write `timer.s({})`", number.saturating_mul(3600))
        }
        Some(Literal::Number(number)) if matches!(name, "seconds" | "second") => {
            format!("write `timer.s({number})`")
        }
        _ => format!("there are {forms}"),
    }
}

/// Whether a point is one that the library keeps to itself: a part of its name begins with an underscore.
pub fn is_private(name: &str) -> bool {
    name.split('.').any(|part| part.starts_with('_'))
}

/// The candidates nearest to `text`, best first: those that end with it; else those with other parts that differ by a slip of the pen;
/// else those whose parts all resemble its own; else those that have its last part.
pub fn near(text: &str, candidates: &[&str]) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split('.').collect();
    let comparable = |name: &str| parts.len() == 1 || name.split('.').count() != parts.len();
    let behind = format!(".{lower}");
    let ends = candidates
        .iter()
        .copied()
        .filter(|name| name.ends_with(&behind));
    let mut ends: Vec<&str> = ends.collect();
    let exact = candidates.contains(&lower.as_str());
    if lower.len() >= SHORTEST_LAST_PART && !ends.is_empty() && !exact {
        ends.sort_by_key(|name| (name.len(), *name));
        ends.dedup();
        return ends.into_iter().take(MOST).map(str::to_owned).collect();
    }
    let whole = candidates.iter().copied().filter(|name| comparable(name));
    let slips = similar(&lower, whole);
    if !slips.is_empty() {
        return slips.into_iter().map(str::to_owned).collect();
    }
    let mut ranked: Vec<(usize, &str)> = candidates
        .iter()
        .filter_map(|candidate| Some((resemblance(&parts, candidate)?, *candidate)))
        .collect();
    if ranked.is_empty() {
        let last = parts.last().copied().unwrap_or_default();
        let same = |candidate: &&&str| {
            last.len() >= SHORTEST_LAST_PART && candidate.rsplit('.').next() == Some(last)
        };
        let same = candidates.iter().filter(same);
        ranked = same
            .map(|candidate| (candidate.len(), *candidate))
            .collect();
    }
    ranked.sort_unstable();
    ranked.dedup();
    // What is much farther than the nearest was hardly meant.
    let nearest = ranked.first().map_or(0, |(far, _)| *far);
    ranked.retain(|(far, _)| far - nearest <= 1);
    let best = ranked.into_iter().take(MOST);
    best.map(|(_, name)| name.to_owned()).collect()
}

/// How far `candidate`'s parts are from `parts`, where each resembles its counterpart: 0 the same, 1 a slip, 2 shortened.
fn resemblance(parts: &[&str], candidate: &str) -> Option<usize> {
    let others: Vec<&str> = candidate.split('.').collect();
    if others.len() != parts.len() || parts.len() < 2 {
        return None;
    }
    let distance = |(part, other): (&&str, &&str)| match () {
        () if part == other => Some(0),
        () if !similar(part, [*other]).is_empty() => Some(1),
        () if part.len() > 1 && other.starts_with(part) => Some(2),
        () => None,
    };
    parts.iter().zip(&others).map(distance).sum()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn wrong_names_have_near_ones() {
        let names = [
            "syscall.open",
            "syscall.openat",
            "syscall.open.return",
            "signal.send",
            "signal.handle",
            "begin",
            "process.begin",
            "end",
        ];
        for (wrong, expected) in [
            ("signal.sent", &["signal.send"] as &[&str]),
            ("syscal.open", &["syscall.open"]),
            ("sys.open", &["syscall.open"]),
            ("sys.open.return", &["syscall.open.return"]),
            ("sig.handel", &["signal.handle"]),
            ("file.openat", &["syscall.openat"]),
            ("BEGIN", &["begin"]),
            ("nothing.like_it", &[]),
            ("signalsend", &["signal.send"]),
            ("open", &["syscall.open"]),
            ("open.return", &["syscall.open.return"]),
            ("x.end", &[]),
        ] {
            assert_eq!(near(wrong, &names), expected, "{wrong}");
        }
    }
}
