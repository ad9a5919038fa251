//! The one hash of all sketches: its keys are constants, so that two machines give the same facts.
//!
//! A folded multiplication (64 × 64 → 128 bits, halves xored) over words of eight bytes, as wyhash and
//! its kin do it. It is no cryptographic hash and keeps nothing secret; facts that hold hashes stay in memory.

const KEY: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03, 0x8cb9_2ba7_2f3d_8dd7];

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// A hash that takes its bytes one by one or by words.
#[derive(Clone, Copy)]
pub struct Hasher {
    state: u64,
    word: u64,
    held: u32,
    len: u64,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { state: KEY[0], word: 0, held: 0, len: 0 }
    }
}

impl Hasher {
    /// Takes one byte.
    #[inline]
    pub fn byte(&mut self, byte: u8) {
        self.word |= u64::from(byte) << (8 * self.held);
        self.held += 1;
        self.len += 1;
        if self.held == 8 {
            self.flush();
        }
    }

    #[inline]
    fn flush(&mut self) {
        self.state = fold(self.state ^ self.word, KEY[1]);
        self.word = 0;
        self.held = 0;
    }

    /// The hash of what was taken.
    #[inline]
    pub fn finish(mut self) -> u64 {
        if self.held > 0 {
            self.flush();
        }
        fold(self.state ^ self.len, KEY[2])
    }
}

/// The hash of some bytes.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = Hasher::default();
    bytes.iter().for_each(|&b| hasher.byte(b));
    hasher.finish()
}

/// One hash of two.
pub fn pair(a: u64, b: u64) -> u64 {
    fold(a ^ KEY[1], b ^ KEY[2])
}

/// How a value is made canonical before it is counted, by the class of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Canon {
    /// Digits only, a plus sign kept: numbers that people group as they like.
    Digits,
    /// Trimmed and folded to lower case (ASCII letters).
    Folded,
    /// As it stands: hashes and keys, where case tells values apart.
    Exact,
}

/// The hash of a value in its canonical form.
pub fn canonical(value: &[u8], canon: Canon) -> u64 {
    let mut hasher = Hasher::default();
    match canon {
        Canon::Digits => value.iter().filter(|b| b.is_ascii_digit() || **b == b'+').for_each(|&b| hasher.byte(b)),
        Canon::Folded => value.trim_ascii().iter().for_each(|b| hasher.byte(b.to_ascii_lowercase())),
        Canon::Exact => return hash(value),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_form_unites_spellings() {
        assert_eq!(canonical(b"4111 1111-1111 1111", Canon::Digits), canonical(b"4111111111111111", Canon::Digits));
        assert_eq!(canonical(b" Ann@Example.COM ", Canon::Folded), canonical(b"ann@example.com", Canon::Folded));
        assert_ne!(hash(b"a"), hash(b"a\0"));
    }

    #[test]
    fn high_bits_are_spread_evenly() {
        let mut buckets = [0u32; 64];
        (0..64_000u32).for_each(|i| buckets[(hash(i.to_string().as_bytes()) >> 58) as usize] += 1);
        assert!(buckets.iter().all(|&n| (850..1150).contains(&n)), "{buckets:?}");
    }
}
