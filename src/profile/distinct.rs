//! How many different values there are, and how often some of them occur.
//!
//! Up to [`EXACT`] different values the count is exact. Beyond, a HyperLogLog sketch of 2^12 registers (Flajolet et
//! al. 2007) estimates it with a standard error of 1.04/√4096 = 1.6 %, by the estimator of Ertl (2017,
//! arXiv:1702.01284). The values with the smallest hashes are kept with their exact counts all along: a
//! sample of the distinct values that does not depend on the order in which they came.

use super::hash::pair;

/// How many different values are counted exactly, and how many are sampled with their counts.
pub const EXACT: usize = 128;
const BITS: u32 = 12;
const REGISTERS: usize = 1 << BITS;

/// The relative standard error of [`Distinct::estimate`] beyond [`EXACT`] values, per mille.
pub const ERROR_PER_MILLE: u32 = 16;

/// Distinct values, told apart by their hashes.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Distinct {
    smallest: Vec<(u64, u64)>,
    registers: Option<Box<[u8]>>,
}

impl Distinct {
    /// Counts a value by its hash.
    #[inline]
    pub fn insert(&mut self, hash: u64) {
        self.add(hash, 1);
    }

    fn add(&mut self, hash: u64, count: u64) {
        if let Some(registers) = &mut self.registers {
            register(registers, hash);
            if self.smallest.last().is_some_and(|&(largest, _)| hash > largest) {
                return;
            }
        }
        match self.smallest.binary_search_by_key(&hash, |e| e.0) {
            Ok(i) => self.smallest[i].1 = self.smallest[i].1.saturating_add(count),
            Err(i) => {
                self.smallest.insert(i, (hash, count));
                if self.smallest.len() > EXACT {
                    // Once there are registers, each hash was entered there before it came here.
                    if self.registers.is_none() {
                        self.overflow();
                    }
                    self.smallest.pop();
                }
            }
        }
    }

    fn overflow(&mut self) {
        let registers = self.registers.get_or_insert_with(|| vec![0; REGISTERS].into_boxed_slice());
        self.smallest.iter().for_each(|&(hash, _)| register(registers, hash));
    }

    /// Adds what another one has seen.
    pub fn merge(&mut self, other: &Distinct) {
        if let Some(theirs) = &other.registers {
            if self.registers.is_none() {
                self.overflow();
            }
            if let Some(ours) = &mut self.registers {
                ours.iter_mut().zip(theirs).for_each(|(a, &b)| *a = (*a).max(b));
            }
        }
        other.smallest.iter().for_each(|&(hash, count)| self.add(hash, count));
        self.smallest.truncate(EXACT);
    }

    /// Whether [`Distinct::estimate`] is exact.
    pub fn is_exact(&self) -> bool {
        self.registers.is_none()
    }

    /// How many different values were counted.
    pub fn estimate(&self) -> u64 {
        match &self.registers {
            None => self.smallest.len() as u64,
            Some(registers) => ertl(registers),
        }
    }

    /// A sample of the distinct values (all of them where exact): how often each occurred.
    pub fn counts(&self) -> impl Iterator<Item = u64> {
        self.smallest.iter().map(|e| e.1)
    }

    /// The hashes of that sample, smallest first.
    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.smallest.iter().map(|e| e.0)
    }
}

#[inline]
fn register(registers: &mut [u8], hash: u64) {
    let mixed = pair(hash, 0x5bf0_3635);
    let index = (mixed >> (64 - BITS)) as usize;
    let rank = ((mixed << BITS) | (1 << (BITS - 1))).leading_zeros() as u8 + 1;
    if registers[index] < rank {
        registers[index] = rank;
    }
}

/// Ertl's improved raw estimator over the histogram of register values.
fn ertl(registers: &[u8]) -> u64 {
    const Q: usize = (64 - BITS) as usize;
    let m = REGISTERS as f64;
    let mut histogram = [0u32; Q + 2];
    registers.iter().for_each(|&r| histogram[usize::from(r).min(Q + 1)] += 1);
    let mut z = m * tau(1.0 - f64::from(histogram[Q + 1]) / m);
    for k in (1..=Q).rev() {
        z = 0.5 * (z + f64::from(histogram[k]));
    }
    z += m * sigma(f64::from(histogram[0]) / m);
    const ALPHA: f64 = 0.721_347_520_444_481_7; // 1 / (2 ln 2)
    (ALPHA * m * m / z).round() as u64
}

fn sigma(mut x: f64) -> f64 {
    if x == 1.0 {
        return f64::INFINITY;
    }
    let (mut y, mut z) = (1.0, x);
    loop {
        x *= x;
        let before = z;
        z += x * y;
        y += y;
        if z == before {
            return z;
        }
    }
}

fn tau(mut x: f64) -> f64 {
    if x == 0.0 || x == 1.0 {
        return 0.0;
    }
    let (mut y, mut z) = (1.0, 1.0 - x);
    loop {
        x = x.sqrt();
        let before = z;
        y *= 0.5;
        z -= (1.0 - x) * (1.0 - x) * y;
        if z == before {
            return z / 3.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash::hash;
    use super::*;

    fn of(range: std::ops::Range<u32>) -> Distinct {
        let mut distinct = Distinct::default();
        range.for_each(|i| distinct.insert(hash(&i.to_le_bytes())));
        distinct
    }

    #[test]
    fn few_are_exact_and_many_are_near() {
        assert_eq!(of(0..100).estimate(), 100);
        assert!(of(0..128).is_exact() && !of(0..129).is_exact());
        for n in [200u32, 5_000, 100_000] {
            let estimate = of(0..n).estimate();
            let off = estimate.abs_diff(u64::from(n)) * 1000 / u64::from(n);
            assert!(off <= 3 * u64::from(ERROR_PER_MILLE), "{n}: {estimate}");
        }
    }

    #[test]
    fn the_order_of_merging_does_not_matter() {
        let whole = of(0..1000);
        for cut in [1, 50, 128, 129, 500, 999] {
            let (mut a, mut b) = (of(0..cut), of(cut..1000));
            let left = b.clone();
            b.merge(&a);
            a.merge(&left);
            assert!(a == whole && b == whole, "{cut}");
        }
    }
}
