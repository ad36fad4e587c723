//! Random operations on an array and on a plain list, which must agree; and what the list cannot tell.

use sigscript_compiler::plan::{Direction, Statistic as Asked};
use sigscript_grammar::syntax::{Extractor, SortBy};

use super::*;
use crate::statistics::Shape;

/// An element of the model: number keys, string keys, value.
type Row = (Vec<i64>, Vec<Text>, i64);

/// The array as rows, in order.
fn rows(array: &Array) -> Vec<Row> {
    let row = |slot| {
        let (key, value) = (array.key(slot), array.value(slot));
        let Value::Number(number) = value else {
            panic!("{value:?} is no number")
        };
        (key.numbers.to_vec(), key.texts.to_vec(), number)
    };
    array.slots().map(row).collect()
}

fn text(number: i64) -> Text {
    // Short ones stand in the string itself, long ones are shared.
    let padding = if number % 2 == 0 {
        ""
    } else {
        "and thirty bytes more than that"
    };
    Text::from(format!("{number}{padding}").into_bytes())
}

const BOTH: [Direction; 2] = [Direction::Ascending, Direction::Descending];

/// The kinds of keys of a row's keys, joined in the order of `kinds`: only those that are not `any`.
fn fixed(kinds: &[Kind], row: &Row, any: AnyKeys) -> (Vec<i64>, Vec<Text>) {
    let (mut numbers, mut texts) = (row.0.iter(), row.1.iter());
    let (mut fixed_numbers, mut fixed_texts) = (Vec::new(), Vec::new());
    for (index, kind) in kinds.iter().enumerate() {
        match kind {
            Kind::Long => fixed_numbers.extend(numbers.next().filter(|_| !any.contains(index))),
            Kind::String => {
                fixed_texts.extend(texts.next().filter(|_| !any.contains(index)).cloned());
            }
        }
    }
    (fixed_numbers, fixed_texts)
}

/// 20,000 random operations.
fn agree(kinds: &[Kind], limit: usize, wrap: bool) {
    let mut random = fastrand::Rng::with_seed(limit as u64);
    let mut array = Array::new(kinds, Content::Value(Kind::Long), limit, wrap);
    let mut model: Vec<Row> = Vec::new();
    let count = |kind| kinds.iter().filter(|other| **other == kind).count();
    for step in 0..20_000 {
        let numbers: Vec<i64> = (0..count(Kind::Long)).map(|_| random.i64(-9..9)).collect();
        let texts: Vec<Text> = (0..count(Kind::String))
            .map(|_| text(random.i64(0..18)))
            .collect();
        let row = (numbers, texts, random.i64(-5..5));
        let key = Key {
            numbers: &row.0,
            texts: &row.1,
        };
        let same = |other: &Row| other.0 == row.0 && other.1 == row.1;
        let any = AnyKeys(random.u32(0..1 << kinds.len()));
        let slice = fixed(kinds, &row, any);
        let slice_key = Key {
            numbers: &slice.0,
            texts: &slice.1,
        };
        let in_slice = |other: &Row| fixed(kinds, other, any) == slice;
        match random.u32(0..100) {
            0..60 => {
                let made = array.find_or_make(key);
                let found = model.iter().position(same);
                if found.is_none() && model.len() == limit && wrap {
                    model.remove(0);
                }
                let room = found.is_some() || model.len() < limit;
                assert_eq!(made.is_ok(), room, "step {step}");
                if let Ok(slot) = made {
                    *array.number_mut(slot).expect("a number") += row.2;
                    match found {
                        Some(index) => model[index].2 += row.2,
                        None => model.push(row),
                    }
                }
            }
            60..85 => {
                array.remove(AnyKeys(0), key);
                model.retain(|other| !same(other));
            }
            85..87 => {
                array.remove(any, slice_key);
                model.retain(|other| !in_slice(other));
            }
            87..95 => {
                assert_eq!(array.has(AnyKeys(0), key), model.iter().any(same));
                assert_eq!(array.has(any, slice_key), model.iter().any(in_slice));
            }
            95..97 => {
                let direction = BOTH[random.usize(0..2)];
                array.sort(SortBy::Value, direction);
                model.sort_by(|left, right| match direction {
                    Direction::Ascending => left.2.cmp(&right.2),
                    Direction::Descending => right.2.cmp(&left.2),
                });
            }
            97..99 => {
                let key = random.usize(0..kinds.len());
                array.sort(SortBy::Key(key), Direction::Ascending);
                let place = array.keys.place(key);
                match kinds[key] {
                    Kind::Long => model.sort_by_key(|row| row.0[place]),
                    Kind::String => model.sort_by_key(|row| row.1[place].clone()),
                }
            }
            _ if random.u32(0..10) == 0 => {
                array.clear();
                model.clear();
            }
            _ => {}
        }
        assert_eq!(array.len(), model.len());
        if step % 16 == 0 {
            assert_eq!(rows(&array), model, "step {step}");
        }
    }
    assert_eq!(rows(&array), model);
}

#[test]
fn an_array_behaves_like_a_list() {
    use Kind::{Long, String};
    for kinds in [
        &[Long][..],
        &[String],
        &[Long, String],
        &[String, Long, String, Long],
    ] {
        for (limit, wrap) in [(usize::MAX, false), (7, false), (7, true), (1, true)] {
            agree(kinds, limit, wrap);
        }
    }
}

#[test]
fn no_element_fits_where_none_is_allowed() {
    for wrap in [false, true] {
        let mut array = Array::new(&[Kind::Long], Content::Value(Kind::Long), 0, wrap);
        let key = Key {
            numbers: &[1],
            texts: &[],
        };
        assert_eq!(array.find_or_make(key), Err(Full));
    }
}

#[test]
fn slots_are_used_again() {
    let mut array = Array::new(&[Kind::Long], Content::Value(Kind::Long), 9, false);
    for number in 0..1_000_000 {
        let key = Key {
            numbers: &[number],
            texts: &[],
        };
        let slot = array.find_or_make(key).expect("room");
        assert!(slot.index() < 9 && array.holds(slot));
        if number >= 8 {
            array.remove(
                AnyKeys(0),
                Key {
                    numbers: &[number - 8],
                    texts: &[],
                },
            );
        }
    }
    assert_eq!(
        rows(&array).iter().map(|row| row.0[0]).collect::<Vec<_>>(),
        (999_992..1_000_000).collect::<Vec<_>>()
    );
}

#[test]
fn strings_and_statistics_are_sorted_too() {
    let mut texts = Array::new(&[Kind::Long], Content::Value(Kind::String), 9, false);
    let mut statistics = Array::new(
        &[Kind::Long],
        Content::Statistic(Asked::default()),
        9,
        false,
    );
    for (number, word, samples) in [
        (1, "pear", &[5, 6][..]),
        (2, "Zoo", &[50]),
        (3, "apple", &[-1, 0, 9]),
        (4, "", &[20]),
    ] {
        let key = Key {
            numbers: &[number],
            texts: &[],
        };
        let slot = texts.find_or_make(key).expect("room");
        *texts.text_mut(slot).expect("a string") = Text::from(word.as_bytes());
        let slot = statistics.find_or_make(key).expect("room");
        for sample in samples {
            statistics
                .statistic_mut(slot)
                .expect("a statistic")
                .add(*sample, &Shape::default());
        }
    }
    let order = |array: &Array, by, direction| -> Vec<i64> {
        array
            .sorted(by, direction)
            .into_iter()
            .map(|slot| array.key(slot).numbers[0])
            .collect()
    };
    assert_eq!(
        BOTH.map(|direction| order(&texts, SortBy::Value, direction)),
        [[4, 2, 3, 1], [1, 3, 2, 4]]
    );
    for (by, expected) in [
        (SortBy::Value, [3, 1, 2, 4]),
        (SortBy::Statistic(Extractor::Count), [3, 1, 2, 4]),
        (SortBy::Statistic(Extractor::Variance), [3, 1, 2, 4]),
        (SortBy::Statistic(Extractor::Sum), [2, 4, 1, 3]),
        (SortBy::Statistic(Extractor::Min), [2, 4, 1, 3]),
        (SortBy::Statistic(Extractor::Max), [2, 4, 3, 1]),
        (SortBy::Statistic(Extractor::Average), [2, 4, 1, 3]),
    ] {
        assert_eq!(
            order(&statistics, by, Direction::Descending),
            expected,
            "{by:?}"
        );
    }
    for array in [&texts, &statistics] {
        let all = array.sorted(SortBy::Value, Direction::Descending);
        for count in 0..6 {
            assert_eq!(array.highest(count), all[..count.min(4)]);
        }
    }
}
