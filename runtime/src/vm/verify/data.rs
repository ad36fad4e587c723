//! Verifies globals, walks, and the instructions on arrays, statistics, patterns and `try`.

use sigscript_compiler::Kind;
use sigscript_compiler::plan::aggregation::Update;
use sigscript_compiler::plan::code::{Instruction, Window};
use sigscript_compiler::plan::{AnyKeys, Content, Global, Plan, Walk, WalkOver};
use sigscript_grammar::syntax::SortBy;

use super::{Malformed, Verdict, Verifier, ensure};
use crate::arrays;
use crate::statistics::Shape;

/// The most keys of an array: as many as [`AnyKeys`] has bits.
const MOST_KEYS: usize = 32;

/// Verifies the globals of a plan.
pub(super) fn globals(plan: &Plan) -> Result<(), Malformed> {
    for global in &plan.globals {
        let shape = match global.content {
            Content::Value(_) => Some(Shape::default()),
            Content::Statistic(asked) => Shape::new(asked, false),
        };
        ensure(
            shape.is_some(),
            "a histogram without buckets, or with too many",
        )
        .and_then(|()| {
            ensure(
                global.keys.len() <= MOST_KEYS,
                "an array with too many keys",
            )
        })
        .map_err(|reason| Malformed {
            place: global.name.clone(),
            instruction: 0,
            reason,
        })?;
    }
    Ok(())
}

/// Verifies what the updates of counted events are made to; their code is verified as all other is.
pub(super) fn aggregations(plan: &Plan) -> Result<(), Malformed> {
    for probe in &plan.probes {
        let updates = probe.aggregation.iter().flat_map(|all| &all.updates);
        for (instruction, update) in updates.enumerate() {
            self::update(plan, update).map_err(|reason| Malformed {
                place: probe.name.clone(),
                instruction,
                reason,
            })?;
        }
    }
    Ok(())
}

fn update(plan: &Plan, update: &Update) -> Verdict {
    let global = plan.globals.get(usize::from(update.global));
    let global = global.ok_or("no such global")?;
    let adds = global.content != Content::Value(Kind::String);
    ensure(adds, "an update of a string")?;
    let (numbers, texts) = arrays::fixed_counts(&global.keys, AnyKeys(0));
    ensure(
        numbers <= usize::from(update.keys.numbers) && texts <= usize::from(update.keys.texts),
        "an update has too few keys",
    )
}

/// Verifies the walks of a plan.
pub(super) fn walks(plan: &Plan) -> Result<(), Malformed> {
    for (instruction, walk) in plan.walks.iter().enumerate() {
        self::walk(plan, walk).map_err(|reason| Malformed {
            place: "a walk".into(),
            instruction,
            reason,
        })?;
    }
    Ok(())
}

fn walk(plan: &Plan, walk: &Walk) -> Verdict {
    let global = plan.globals.get(usize::from(walk.global));
    let global = global.ok_or("no such global")?;
    let statistic = match global.content {
        Content::Value(_) => None,
        Content::Statistic(statistic) => Some(statistic),
    };
    if walk.over == WalkOver::Buckets {
        let histogram = statistic.and_then(|statistic| statistic.histogram);
        return ensure(
            histogram.is_some() && walk.sort.is_none(),
            "no such histogram",
        );
    }
    ensure(!global.keys.is_empty(), "no such array")?;
    let sorts = match walk.sort {
        Some((SortBy::Key(key), _)) => key < global.keys.len(),
        Some((SortBy::Statistic(_), _)) => statistic.is_some(),
        Some((SortBy::Value, _)) | None => true,
    };
    ensure(sorts, "a walk cannot be sorted so")
}

impl Verifier<'_> {
    /// Instructions that the part for numbers and strings does not know.
    pub(super) fn data(&self, instruction: Instruction) -> Verdict {
        use Instruction as I;
        match instruction {
            I::LoadElement { to, array, keys } => self.element(array, keys, to),
            I::StoreElement { array, keys, from } => self.element(array, keys, from),
            I::AddElement { array, keys, by } => {
                let global = self.array(array)?;
                let numbers = global.content == Content::Value(Kind::Long);
                ensure(numbers, "no such array of numbers")?;
                self.numbers([by])?;
                self.keys(global, AnyKeys(0), keys, 0)
            }
            I::HasElement {
                to,
                array,
                keys,
                any,
            } => {
                self.numbers([to])?;
                self.keys(self.array(array)?, any, keys, 0)
            }
            I::DeleteElement { array, keys, any } => self.keys(self.array(array)?, any, keys, 0),
            I::DeleteGlobal { global } => self.any_global(global).map(|_| ()),
            I::Accumulate {
                global,
                keys,
                from: register,
            }
            | I::Extract {
                to: register,
                global,
                keys,
                ..
            } => {
                self.numbers([register])?;
                self.statistic(global, keys)
            }
            I::Bucket { to, global, keys } => {
                self.numbers([to])?;
                self.histogram(global, keys)
            }
            I::FormatHistogram { to, global, keys } => {
                self.texts([to])?;
                self.histogram(global, keys)
            }
            I::Match {
                to,
                subject,
                pattern,
            } => {
                let patterns = self.plan.patterns.len();
                ensure(
                    usize::from(pattern) < patterns,
                    "no such regular expression",
                )?;
                self.numbers([to])?;
                self.texts([subject])
            }
            I::Walk { walk, window } => {
                let walk = self
                    .plan
                    .walks
                    .get(usize::from(walk))
                    .ok_or("no such walk")?;
                let any = match walk.over {
                    WalkOver::Elements(any) => any,
                    WalkOver::Buckets => AnyKeys(0),
                };
                let global = self.any_global(walk.global)?;
                self.keys(global, any, window, usize::from(walk.limited))
            }
            I::Advance { window, to } => {
                // Which walk it goes on with shows only when it runs; that leaves as many keys as there is room for.
                self.window(window, 0, 0)?;
                self.jump(to)
            }
            I::Try { message, to } => {
                self.texts([message])?;
                self.jump(to)
            }
            I::Fail { message } => ensure(
                (message as usize) < self.plan.texts.len(),
                "no such string constant",
            ),
            I::EndWalk | I::EndTry => Ok(()),
            _ => Err("not verified"),
        }
    }

    fn any_global(&self, index: u16) -> Result<&Global, &'static str> {
        self.plan
            .globals
            .get(usize::from(index))
            .ok_or("no such global")
    }

    fn array(&self, index: u16) -> Result<&Global, &'static str> {
        let global = self.any_global(index)?;
        ensure(!global.keys.is_empty(), "no such array")?;
        Ok(global)
    }

    /// A register for an element, and where its keys stand.
    fn element(&self, array: u16, keys: Window, register: u16) -> Verdict {
        let global = self.array(array)?;
        match global.content {
            Content::Value(Kind::Long) => self.numbers([register])?,
            Content::Value(Kind::String) => self.texts([register])?,
            Content::Statistic(_) => return Err("a statistic is no value"),
        }
        self.keys(global, AnyKeys(0), keys, 0)
    }

    /// A statistic, and where its keys stand.
    fn statistic(&self, global: u16, keys: Window) -> Verdict {
        let global = self.any_global(global)?;
        ensure(
            matches!(global.content, Content::Statistic(_)),
            "no such statistic",
        )?;
        self.keys(global, AnyKeys(0), keys, 0)
    }

    /// A statistic with a histogram, and where its keys stand.
    fn histogram(&self, global: u16, keys: Window) -> Verdict {
        let content = self.any_global(global)?.content;
        let has = matches!(content, Content::Statistic(statistic) if statistic.histogram.is_some());
        ensure(has, "no such histogram")?;
        self.statistic(global, keys)
    }

    /// A window that holds the keys that may not be anything, and so many more numbers.
    fn keys(&self, global: &Global, any: AnyKeys, keys: Window, more: usize) -> Verdict {
        let (numbers, texts) = arrays::fixed_counts(&global.keys, any);
        self.window(keys, numbers + more, texts)
    }
}
