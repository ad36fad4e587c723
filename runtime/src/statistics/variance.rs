//! The variance, in whole numbers as SystemTap computes it.
//!
//! Welford's method, with a running mean that each step rounds toward 0. At the end the variance is corrected by how far that mean has
//! come from the true one, as if this were one of several partial statistics to be joined: that makes 12 of the samples 1 to 5 and 13 of
//! 2 4 4 4 5 5 7 9, where 2.5 and 4.6 would be right. Scaled-up samples round less: one bit makes 2 of 1 to 5.

/// What a variance is computed from, samples scaled up by some bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    sum: i128,
    mean: i128,
    squares: i128,
}

impl Spread {
    /// Adds the sample that makes `count` of them.
    pub fn add(&mut self, sample: i64, count: i64, shift: u8) {
        let sample = i128::from(sample) << shift;
        self.sum = self.sum.wrapping_add(sample);
        let deviation = sample.wrapping_sub(self.mean);
        self.mean = self.mean.wrapping_add(deviation / i128::from(count));
        let square = deviation.wrapping_mul(sample.wrapping_sub(self.mean));
        self.squares = self.squares.wrapping_add(square);
    }

    /// The variance of `count` samples; 0 where there is one.
    pub fn variance(&self, count: i64, shift: u8) -> i64 {
        if count < 2 {
            return 0;
        }
        let count = i128::from(count);
        let off = (self.sum / count).wrapping_sub(self.mean);
        let correction = count.wrapping_mul(off).wrapping_mul(off);
        let scaled = self.squares.wrapping_add(correction) / (count - 1);
        (scaled >> (2 * shift)) as i64
    }
}
