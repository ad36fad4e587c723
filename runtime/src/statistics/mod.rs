//! Samples to what a script asks of them: count, sum, minimum, maximum, average, variance, histogram.

mod histogram;
mod variance;

use sigscript_compiler::plan::Statistic as Asked;
use sigscript_grammar::syntax::Extractor;

pub use histogram::{Bucket, Buckets, Layout};
use variance::Spread;

/// What is kept of the samples beside count, sum, minimum and maximum; nothing where nobody asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The buckets of its histogram.
    pub buckets: Option<Buckets>,
    /// For its variance: the bits by which samples are scaled up.
    pub variance: Option<u8>,
}

impl Shape {
    /// What `asked` needs; `None` for a histogram that has no buckets or too many.
    #[must_use]
    pub fn new(asked: Asked, variance: bool) -> Option<Self> {
        let buckets = match asked.histogram {
            Some(shape) => Some(Buckets::new(shape)?),
            None => None,
        };
        let variance = variance.then_some(asked.shift.min(62));
        Some(Self { buckets, variance })
    }

    const fn is_plain(&self) -> bool {
        self.buckets.is_none() && self.variance.is_none()
    }
}

/// What is known of some samples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistic {
    count: i64,
    sum: i64,
    minimum: i64,
    maximum: i64,
    detail: Option<Box<Detail>>,
}

/// What only some statistics keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Detail {
    spread: Spread,
    counts: Vec<u64>,
}

impl Statistic {
    /// Adds a sample.
    #[inline]
    pub fn add(&mut self, sample: i64, shape: &Shape) {
        if self.count == 0 {
            (self.minimum, self.maximum) = (sample, sample);
        }
        self.count += 1;
        self.sum = self.sum.wrapping_add(sample);
        self.minimum = self.minimum.min(sample);
        self.maximum = self.maximum.max(sample);
        if !shape.is_plain() {
            self.add_detail(sample, shape);
        }
    }

    fn add_detail(&mut self, sample: i64, shape: &Shape) {
        let detail = self.detail.get_or_insert_default();
        if let Some(buckets) = &shape.buckets {
            detail.counts.resize(buckets.count(), 0);
            detail.counts[buckets.index(sample)] += 1;
        }
        if let Some(shift) = shape.variance {
            detail.spread.add(sample, self.count, shift);
        }
    }

    /// The number of samples.
    #[must_use]
    pub const fn count(&self) -> i64 {
        self.count
    }

    /// A part of it; `None` where there are no samples to take it from. The variance is 0 where the shape does not ask for it.
    #[must_use]
    pub fn extract(&self, extractor: Extractor, shape: &Shape) -> Option<i64> {
        match extractor {
            Extractor::Count => Some(self.count),
            Extractor::Sum => Some(self.sum),
            _ if self.count == 0 => None,
            Extractor::Min => Some(self.minimum),
            Extractor::Max => Some(self.maximum),
            Extractor::Average => Some(self.sum / self.count),
            Extractor::Variance => Some(match (&self.detail, shape.variance) {
                (Some(detail), Some(shift)) => detail.spread.variance(self.count, shift),
                _ => 0,
            }),
        }
    }

    /// What a `foreach` sorts elements by. As in SystemTap, `@variance` sorts by the count.
    #[must_use]
    pub fn rank(&self, extractor: Extractor) -> i64 {
        let part = match extractor {
            Extractor::Variance => Extractor::Count,
            other => other,
        };
        self.extract(part, &Shape::default()).unwrap_or(0)
    }

    /// The buckets of its histogram that are not empty, lowest first.
    #[must_use]
    pub fn buckets(&self, shape: &Shape) -> Vec<Bucket> {
        let (Some(buckets), Some(counts)) = (&shape.buckets, self.counts()) else {
            return Vec::new();
        };
        let filled = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        filled
            .map(|(index, &count)| Bucket {
                range: buckets.range(index),
                count,
            })
            .collect()
    }

    /// How many samples fell into each bucket; `None` where there are no samples, or no histogram was asked for.
    #[must_use]
    pub fn counts(&self) -> Option<&[u64]> {
        let detail = self.detail.as_ref()?;
        (!detail.counts.is_empty()).then_some(&detail.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(samples: &[i64], shape: &Shape) -> Statistic {
        let mut statistic = Statistic::default();
        for sample in samples {
            statistic.add(*sample, shape);
        }
        statistic
    }

    #[test]
    fn extractors() {
        use Extractor::{Average, Count, Max, Min, Sum};
        let plain = Shape::default();
        for (samples, expected) in [
            (&[][..], [Some(0), Some(0), None, None, None]),
            (&[-5], [Some(1), Some(-5), Some(-5), Some(-5), Some(-5)]),
            (&[3, 9], [Some(2), Some(12), Some(3), Some(9), Some(6)]),
            (&[-9, 4], [Some(2), Some(-5), Some(-9), Some(4), Some(-2)]),
            (
                &[i64::MAX, -i64::MAX, i64::MAX],
                [
                    Some(3),
                    Some(i64::MAX),
                    Some(-i64::MAX),
                    Some(i64::MAX),
                    Some(i64::MAX / 3),
                ],
            ),
            (
                &[i64::MAX, 1],
                [
                    Some(2),
                    Some(i64::MIN),
                    Some(1),
                    Some(i64::MAX),
                    Some(i64::MIN / 2),
                ],
            ),
        ] {
            let statistic = of(samples, &plain);
            let parts = [Count, Sum, Min, Max, Average].map(|part| statistic.extract(part, &plain));
            assert_eq!(parts, expected, "{samples:?}");
            assert_eq!(statistic.counts(), None);
        }
    }

    #[test]
    fn variances() {
        for (samples, shift, expected) in [
            (&[2, 4, 4, 4, 5, 5, 7, 9][..], 0, Some(13)),
            (&[1, 2, 3, 4, 5], 0, Some(12)),
            (&[1, 2, 3, 4, 5], 1, Some(2)),
            (&[10, 10, 10, 10], 0, Some(0)),
            (&[-5], 0, Some(0)),
            (&[], 0, None),
            // Precise enough, it is the sample variance; 30 bits of scaling overflow nothing.
            (&[2, 4, 4, 4, 5, 5, 7, 9], 20, Some(4)),
            (
                &[1_000_000_000, 3_000_000_000],
                30,
                Some(2_000_000_000_000_000_000),
            ),
        ] {
            let shape = Shape {
                variance: Some(shift),
                ..Shape::default()
            };
            let variance = of(samples, &shape).extract(Extractor::Variance, &shape);
            assert_eq!(variance, expected, "{samples:?}");
        }
    }

    #[test]
    fn extreme_samples_do_no_harm() {
        let shape = Shape {
            buckets: Some(Buckets::Logarithmic),
            variance: Some(62),
        };
        let statistic = of(&[i64::MAX, i64::MIN, i64::MAX, 0, i64::MIN], &shape);
        assert!(statistic.extract(Extractor::Variance, &shape).is_some());
        assert_eq!(statistic.counts().expect("counts")[0], 2);
    }

    #[test]
    fn only_what_is_asked_for_is_kept() {
        assert_eq!(of(&[1, 2], &Shape::default()).detail, None);
    }
}
