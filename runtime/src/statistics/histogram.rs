//! Histograms: samples to buckets, and counts to the text that `print(@hist_log(x))` prints.

use std::fmt::Write;
use std::ops::RangeInclusive;

use sigscript_grammar::syntax::HistogramShape;

/// The most buckets of a linear histogram, to bound memory; the compiler is stricter.
const MOST: i128 = 1 << 16;

/// The bucket of the sample 0 in a logarithmic histogram.
const ZERO: usize = 64;

/// A row without samples is left out where none of so many rows on either side has any.
const ELISION: usize = 2;

/// How histograms are drawn (`-D HIST_ELISION=N`, `-D HIST_WIDTH=N`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Rows are left out where no row within so many has samples; `None`: none is.
    pub elision: Option<usize>,
    /// The length of the longest bar, at least 1.
    pub width: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            elision: Some(ELISION),
            width: 50,
        }
    }
}

/// How many empty buckets are shown beside each that is not.
const MARGIN: usize = 2;

/// A bucket of a histogram that holds samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// The lowest and the highest sample that fall into it; `None` where there is no bound.
    pub range: (Option<i64>, Option<i64>),
    /// How many did.
    pub count: u64,
}

/// The buckets of a histogram, each with a number from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buckets {
    /// One for each power of two: 64 is the sample 0, 65 the sample 1, 66 holds 2 and 3, 63 the sample -1, 62 holds -2 and -3.
    Logarithmic,
    /// One for samples below, one for each step, one for samples above.
    Linear {
        /// Lower end of bucket 1.
        start: i64,
        /// Width of a bucket.
        step: i64,
        /// The number of buckets between the first and the last.
        inner: usize,
    },
}

impl Buckets {
    /// The buckets of `shape`; `None` where it has none, or more than can be kept.
    #[must_use]
    pub fn new(shape: HistogramShape) -> Option<Self> {
        match shape {
            HistogramShape::Logarithmic => Some(Self::Logarithmic),
            HistogramShape::Linear { start, stop, step } if step > 0 && stop >= start => {
                let inner = (i128::from(stop) - i128::from(start)) / i128::from(step) + 1;
                (inner <= MOST).then_some(Self::Linear {
                    start,
                    step,
                    inner: inner as usize,
                })
            }
            HistogramShape::Linear { .. } => None,
        }
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        match self {
            Self::Logarithmic => 128,
            Self::Linear { inner, .. } => *inner + 2,
        }
    }

    /// The number of the bucket that a sample falls into.
    #[must_use]
    pub fn index(&self, sample: i64) -> usize {
        match *self {
            Self::Logarithmic => match sample {
                0 => ZERO,
                1.. => ZERO + 1 + sample.ilog2() as usize,
                _ => ZERO - 1 - sample.unsigned_abs().ilog2() as usize,
            },
            Self::Linear { start, .. } if sample < start => 0,
            Self::Linear { start, step, inner } => {
                let steps = (sample.wrapping_sub(start) as u64 / step as u64) as usize;
                1 + steps.min(inner)
            }
        }
    }

    /// The lowest and the highest sample that fall into a bucket; `None` where there is no bound.
    #[must_use]
    pub fn range(&self, index: usize) -> (Option<i64>, Option<i64>) {
        match *self {
            Self::Logarithmic if index == ZERO => (Some(0), Some(0)),
            Self::Logarithmic if index > ZERO => {
                let lowest = 1_i64 << (index - ZERO - 1);
                (Some(lowest), Some(lowest + (lowest - 1)))
            }
            Self::Logarithmic => {
                let highest = i64::MIN >> index;
                let lowest = highest.checked_mul(2).map_or(i64::MIN, |next| next + 1);
                (Some(lowest), Some(highest))
            }
            Self::Linear { start, .. } if index == 0 => (None, start.checked_sub(1)),
            Self::Linear { start, step, inner } => {
                // No sum of these overflows 128 bits, and no sample lies beyond the bounds of 64.
                let bounded = |bound: i128| {
                    i64::try_from(bound).unwrap_or(if bound < 0 { i64::MIN } else { i64::MAX })
                };
                let lowest = i128::from(start) + i128::from(step) * (index as i128 - 1);
                let highest = bounded(lowest + i128::from(step) - 1);
                (Some(bounded(lowest)), (index <= inner).then_some(highest))
            }
        }
    }

    /// What stands before a bucket's bar: its smallest sample by absolute value, or the end of the range.
    fn label(&self, index: usize) -> String {
        match *self {
            Self::Logarithmic if index == ZERO => "0".into(),
            Self::Logarithmic if index > ZERO => (1_i64 << (index - ZERO - 1)).to_string(),
            Self::Logarithmic => (i64::MIN >> index).to_string(),
            Self::Linear { start, .. } if index == 0 => format!("<{start}"),
            Self::Linear { start, step, inner } => {
                let lower = start.wrapping_add(step.wrapping_mul(index.min(inner) as i64 - 1));
                if index > inner {
                    format!(">{lower}")
                } else {
                    lower.to_string()
                }
            }
        }
    }

    /// The buckets that are shown: those that are not empty and what lies between, with a margin. Logarithmic ones reach below 0 only
    /// for negative samples; the outermost linear ones are shown only where they are not empty.
    fn shown(&self, counts: &[u64]) -> Option<RangeInclusive<usize>> {
        let first = counts.iter().position(|count| *count > 0)?;
        let last = counts.iter().rposition(|count| *count > 0)?;
        let (lowest, highest) = match self {
            Self::Logarithmic => (if first < ZERO { 0 } else { ZERO }, counts.len() - 1),
            Self::Linear { inner, .. } => (first.min(1), last.max(*inner)),
        };
        let low = first.saturating_sub(MARGIN).max(lowest);
        Some(low..=(last + MARGIN).min(highest))
    }

    /// The text of a histogram, ending with an empty line.
    #[must_use]
    pub fn text(&self, counts: &[u64], layout: Layout) -> Vec<u8> {
        let Some(shown) = self.shown(counts) else {
            return Vec::new();
        };
        let width = self.label(*shown.start()).len();
        let width = width.max(self.label(*shown.end()).len()).max(5);
        let most = counts[shown.clone()].iter().max().copied().unwrap_or(0);
        let scale = most.div_ceil(layout.width as u64).max(1);
        let digits = most.to_string().len();
        let bar = layout.width;

        let mut text = format!("{:>width$} |{:-<bar$} count\n", "value", "");
        let mut left_out = false;
        for index in shown.clone() {
            let empty = layout.elision.is_some_and(|near| {
                let from = index.saturating_sub(near).max(*shown.start());
                let to = (index + near).min(*shown.end());
                counts[from..=to].iter().all(|count| *count == 0)
            });
            if empty {
                if !left_out {
                    let _ = writeln!(text, "{:>width$} ~", "");
                }
                left_out = true;
                continue;
            }
            left_out = false;
            let (label, count) = (self.label(index), counts[index]);
            let filled = "@".repeat((count / scale) as usize);
            let _ = writeln!(text, "{label:>width$} |{filled:<bar$} {count:>digits$}");
        }
        text.push('\n');
        text.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of the histogram of `samples`, each line with its runs of blanks, dashes and bars shortened: ` |`, `@3`.
    fn rows(shape: HistogramShape, samples: &[i64]) -> String {
        let buckets = Buckets::new(shape).expect("buckets");
        let mut counts = vec![0; buckets.count()];
        for sample in samples {
            counts[buckets.index(*sample)] += 1;
        }
        let text = String::from_utf8(buckets.text(&counts, Layout::default())).expect("text");
        let short = |line: &str| {
            let (label, bar) = line.split_once('|').unwrap_or((line, ""));
            let (length, count) = (
                bar.matches('@').count(),
                bar.trim_start_matches(['@', ' ', '-']),
            );
            format!("{label}{length} {count}").trim_end().to_owned()
        };
        text.lines()
            .skip(1)
            .map(short)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_sample_lies_in_the_range_of_its_bucket() {
        let wide = linear(i64::MIN, i64::MAX, 1 << 60);
        let high = linear(i64::MAX - 10, i64::MAX, 3);
        for shape in [LOG, linear(-10, 30, 7), linear(0, 0, 1), wide, high] {
            let buckets = Buckets::new(shape).expect("buckets");
            let near = (-40..40).chain((0..63).flat_map(|bit| [1 << bit, -(1 << bit)]));
            let ends = [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX];
            for sample in near.chain(ends) {
                let (low, high) = buckets.range(buckets.index(sample));
                let inside =
                    low.is_none_or(|low| low <= sample) && high.is_none_or(|high| sample <= high);
                assert!(inside, "{sample} in {low:?} to {high:?} of {shape:?}");
            }
            for index in 1..buckets.count() {
                let (before, low) = (buckets.range(index - 1).1, buckets.range(index).0);
                let follows = match before {
                    Some(high) => high.checked_add(1) == low || low == Some(i64::MAX),
                    // Nothing lies below the lowest number.
                    None => low == Some(i64::MIN),
                };
                assert!(follows, "bucket {index} of {shape:?}");
            }
        }
    }

    const LOG: HistogramShape = HistogramShape::Logarithmic;

    fn linear(start: i64, stop: i64, width: i64) -> HistogramShape {
        HistogramShape::Linear {
            start,
            stop,
            step: width,
        }
    }

    #[test]
    fn layouts() {
        let many: Vec<i64> = [[5; 200].as_slice(), &[20; 90], &[40; 3]].concat();
        for (shape, samples, expected) in [
            (
                LOG,
                &[2][..],
                "    0 0 0\n    1 0 0\n    2 1 1\n    4 0 0\n    8 0 0\n0",
            ),
            (
                LOG,
                &[-1],
                "   -4 0 0\n   -2 0 0\n   -1 1 1\n    0 0 0\n    1 0 0\n0",
            ),
            (
                LOG,
                &[1, 1 << 40],
                "            0 0 0\n            1 1 1\n            2 0 0\n            4 0 0\n              ~0\n \
                 274877906944 0 0\n 549755813888 0 0\n1099511627776 1 1\n2199023255552 0 0\n4398046511104 0 0\n0",
            ),
            (
                LOG,
                &many,
                "    1 0 0\n    2 0 0\n    4 50 200\n    8 0 0\n   16 22 90\n   32 0 3\n   64 0 0\n  128 0 0\n0",
            ),
            (linear(0, 4, 2), &[2], "    0 0 0\n    2 1 1\n    4 0 0\n0"),
            (
                linear(10, 30, 5),
                &[-50, -1, 10, 15, 30, 31, 500],
                "  <10 2 2\n   10 1 1\n   15 1 1\n   20 0 0\n   25 0 0\n   30 2 2\n  >30 1 1\n0",
            ),
            (
                linear(0, 100, 10),
                &[-1],
                "   <0 1 1\n    0 0 0\n   10 0 0\n0",
            ),
            (
                linear(0, 100, 10),
                &[999],
                "   90 0 0\n  100 0 0\n >100 1 1\n0",
            ),
            (
                linear(0, 100, 10),
                &[50],
                "   30 0 0\n   40 0 0\n   50 1 1\n   60 0 0\n   70 0 0\n0",
            ),
            (
                linear(0, 100, 10),
                &[0, 55, 56],
                "    0 1 1\n   10 0 0\n   20 0 0\n   30 0 0\n   40 0 0\n   50 2 2\n   60 0 0\n   70 0 0\n0",
            ),
            (
                linear(0, 100, 10),
                &[0, 65],
                "    0 1 1\n   10 0 0\n   20 0 0\n      ~0\n   40 0 0\n   50 0 0\n   60 1 1\n   70 0 0\n   80 0 0\n0",
            ),
        ] {
            assert_eq!(rows(shape, samples), expected, "{shape:?} {samples:?}");
        }
    }

    #[test]
    fn buckets_of_extreme_samples() {
        for (shape, sample, expected) in [
            (LOG, i64::MIN, 0),
            (LOG, -1, 63),
            (LOG, 0, 64),
            (LOG, 3, 66),
            (LOG, i64::MAX, 127),
            (linear(i64::MIN, i64::MIN, 1), i64::MAX, 2),
            (linear(i64::MIN, i64::MAX, i64::MAX), i64::MAX, 3),
            (linear(i64::MAX, i64::MAX, 1), i64::MIN, 0),
        ] {
            let buckets = Buckets::new(shape).expect("buckets");
            assert_eq!(buckets.index(sample), expected, "{shape:?} {sample}");
            let mut counts = vec![0; buckets.count()];
            counts[expected] = u64::MAX;
            assert!(!buckets.text(&counts, Layout::default()).is_empty());
        }
    }

    #[test]
    fn impossible_shapes_are_refused() {
        for shape in [
            linear(0, 10, 0),
            linear(0, 10, -1),
            linear(1, 0, 1),
            linear(0, i64::MAX, 1),
        ] {
            assert_eq!(Buckets::new(shape), None);
        }
    }
}
