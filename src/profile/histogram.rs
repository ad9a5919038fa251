//! Lengths of values in fixed buckets.

/// How many buckets there are.
pub const BUCKETS: usize = 80;

/// A histogram of lengths in bytes: 0 to 64 one by one, then by powers of two.
#[derive(Clone, PartialEq, Eq)]
pub struct Lengths(Box<[u64; BUCKETS]>);

impl Default for Lengths {
    fn default() -> Self {
        Self(Box::new([0; BUCKETS]))
    }
}

impl Lengths {
    /// Counts one value of this length.
    #[inline]
    pub fn insert(&mut self, len: usize) {
        self.0[bucket(len)] += 1;
    }

    /// Adds another histogram.
    pub fn merge(&mut self, other: &Lengths) {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(a, b)| *a += b);
    }

    /// How many values have exactly this length (0 to 64).
    pub fn exactly(&self, len: usize) -> u64 {
        if len <= 64 { self.0[len] } else { 0 }
    }

    /// The length that most values have, where it is 64 or less, and how many have it.
    pub fn mode(&self) -> (usize, u64) {
        let best = (0..=64).max_by_key(|&len| (self.0[len], std::cmp::Reverse(len))).unwrap_or(0);
        (best, self.0[best])
    }

    /// The shortest length that occurs (lower end of its bucket).
    pub fn min(&self) -> Option<usize> {
        self.0.iter().position(|&n| n > 0).map(lower_end)
    }

    /// The longest length that occurs (lower end of its bucket).
    pub fn max(&self) -> Option<usize> {
        self.0.iter().rposition(|&n| n > 0).map(lower_end)
    }

    /// How many values are at least this long (up to 64 bytes exactly; beyond, by whole buckets).
    pub fn at_least(&self, len: usize) -> u64 {
        self.0[bucket(len)..].iter().sum()
    }
}

fn bucket(len: usize) -> usize {
    if len <= 64 {
        return len;
    }
    (64 + (len.ilog2() as usize - 5)).min(BUCKETS - 1)
}

fn lower_end(bucket: usize) -> usize {
    if bucket <= 64 { bucket } else { 1 << (bucket - 64 + 5) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_fall_into_their_buckets() {
        let mut lengths = Lengths::default();
        [4, 4, 4, 60, 65, 100, 5_000_000].iter().for_each(|&l| lengths.insert(l));
        assert_eq!((lengths.mode(), lengths.exactly(60)), ((4, 3), 1));
        assert_eq!((lengths.min(), lengths.at_least(60)), (Some(4), 4));
        assert!(lengths.max().unwrap() >= 1 << 20);
    }
}
