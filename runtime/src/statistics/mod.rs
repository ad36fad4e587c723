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

/// Some samples, at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// How many.
    pub count: u64,
    /// All together, wrapping.
    pub sum: i64,
    /// The lowest.
    pub minimum: i64,
    /// The highest.
    pub maximum: i64,
    /// The buckets that are not empty, each by its number and with its count; where nobody asks for a histogram, none need be.
    pub buckets: Vec<(usize, u64)>,
}

impl Samples {
    /// The same sample several times.
    #[must_use]
    pub fn equal(sample: i64, count: u64, shape: &Shape) -> Self {
        let bucket = |buckets: &Buckets| (buckets.index(sample), count);
        Self {
            count,
            sum: sample.wrapping_mul(count as i64),
            minimum: sample,
            maximum: sample,
            buckets: shape.buckets.iter().map(bucket).collect(),
        }
    }

    /// Both.
    pub fn join(&mut self, other: &Self) {
        if self.count == 0 {
            self.clone_from(other);
            return;
        }
        self.count += other.count;
        self.sum = self.sum.wrapping_add(other.sum);
        self.minimum = self.minimum.min(other.minimum);
        self.maximum = self.maximum.max(other.maximum);
        for &(index, count) in &other.buckets {
            match self.buckets.iter_mut().find(|(own, _)| *own == index) {
                Some((_, own)) => *own += count,
                None => self.buckets.push((index, count)),
            }
        }
    }
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

    /// Adds samples that were put together elsewhere, by the same buckets. A variance takes samples one by one only.
    pub fn join(&mut self, samples: &Samples, shape: &Shape) {
        if self.count == 0 {
            (self.minimum, self.maximum) = (samples.minimum, samples.maximum);
        }
        self.count = self.count.wrapping_add(samples.count as i64);
        self.sum = self.sum.wrapping_add(samples.sum);
        self.minimum = self.minimum.min(samples.minimum);
        self.maximum = self.maximum.max(samples.maximum);
        if let Some(buckets) = &shape.buckets {
            let detail = self.detail.get_or_insert_default();
            detail.counts.resize(buckets.count(), 0);
            for &(index, count) in &samples.buckets {
                detail.counts[index] += count;
            }
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
    fn joined_samples_are_as_samples_one_by_one() {
        let linear = Buckets::Linear {
            start: -3,
            step: 2,
            inner: 4,
        };
        for buckets in [None, Some(Buckets::Logarithmic), Some(linear)] {
            let shape = Shape {
                buckets,
                variance: None,
            };
            let one_by_one = of(&[7, 7, i64::MIN, -2, -2, -2, i64::MAX, 0], &shape);
            let mut first = Samples::equal(7, 2, &shape);
            first.join(&Samples::equal(i64::MIN, 1, &shape));
            let mut second = Samples::default();
            for (sample, count) in [(-2, 3), (i64::MAX, 1), (0, 1)] {
                second.join(&Samples::equal(sample, count, &shape));
            }
            let mut joined = Statistic::default();
            joined.join(&first, &shape);
            joined.join(&second, &shape);
            assert_eq!(joined, one_by_one, "{shape:?}");
        }
    }

    #[test]
    fn only_what_is_asked_for_is_kept() {
        assert_eq!(of(&[1, 2], &Shape::default()).detail, None);
    }
}
