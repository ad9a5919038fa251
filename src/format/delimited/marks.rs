//! Finds the bytes that structure a record, 64 bytes at a time.
//!
//! Fields are short (ten bytes or so), and a search that is set up anew for each one spends most of its time on
//! that. Here a block of 64 bytes becomes a mask with a bit for each byte that matters, by arithmetic on whole
//! words (H. S. Warren, Hacker's Delight, 2nd ed., section 6–1), and the bits are then taken off one by one.

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const ONES: u64 = 0x0101_0101_0101_0101;
/// Moves the lowest bit of each of eight bytes into the top byte, in order.
const GATHER: u64 = 0x0102_0408_1020_4080;
const BLOCK: usize = 64;

/// The places of up to three byte values in a buffer, in rising order.
pub(super) struct Marks {
    needles: [u64; 3],
    three: bool,
    base: usize,
    mask: u64,
}

impl Marks {
    /// Looks for `a`, `b` and, if there is one, `c`, from the first byte on.
    pub fn new(bytes: &[u8], a: u8, b: u8, c: Option<u8>) -> Self {
        let mut marks = Self { needles: [a, b, c.unwrap_or(a)].map(|n| u64::from(n) * ONES), three: c.is_some(), base: 0, mask: 0 };
        marks.mask = marks.block(bytes);
        marks
    }

    /// The next place; `None` at the end of the buffer.
    #[inline]
    pub fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        while self.mask == 0 {
            if self.base + BLOCK >= bytes.len() {
                return None;
            }
            self.base += BLOCK;
            self.mask = self.block(bytes);
        }
        let place = self.base + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(place)
    }

    /// Goes forward so that the next place is at or after `to`. Never goes back.
    #[inline]
    pub fn forward(&mut self, bytes: &[u8], to: usize) {
        if to <= self.base {
            return;
        }
        if to - self.base >= BLOCK {
            self.base = to - to % BLOCK;
            self.mask = self.block(bytes);
        }
        self.mask &= u64::MAX << (to - self.base);
    }

    #[inline]
    fn block(&self, bytes: &[u8]) -> u64 {
        let rest = bytes.get(self.base..).unwrap_or_default();
        if let Some(block) = rest.first_chunk::<BLOCK>() {
            return self.mask_of(block);
        }
        let mut padded = [0u8; BLOCK];
        padded[..rest.len()].copy_from_slice(rest);
        // `rest` is shorter than a block here, so the shift is below 64.
        self.mask_of(&padded) & !(u64::MAX << rest.len())
    }

    #[inline]
    fn mask_of(&self, block: &[u8; BLOCK]) -> u64 {
        let mut mask = 0;
        for (i, word) in block.as_chunks::<8>().0.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let mut hit = equal(word, self.needles[0]) | equal(word, self.needles[1]);
            if self.three {
                hit |= equal(word, self.needles[2]);
            }
            mask |= ((hit >> 7).wrapping_mul(GATHER) >> 56) << (8 * i);
        }
        mask
    }
}

/// The top bit of each byte in which the words agree.
#[inline]
fn equal(word: u64, needle: u64) -> u64 {
    let x = word ^ needle;
    !(((x & LOW) + LOW) | x | LOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_the_places_of_the_needles() {
        let bytes: Vec<u8> = (0..700u32).map(|i| (i * i % 251) as u8).collect();
        for (a, b, c) in [(0, 1, None), (9, 200, Some(128)), (250, 4, Some(0))] {
            for len in [0, 1, 63, 64, 65, 127, 128, 700] {
                let bytes = &bytes[..len];
                let mut marks = Marks::new(bytes, a, b, c);
                let found: Vec<usize> = std::iter::from_fn(|| marks.next(bytes)).collect();
                let is = |x: u8| x == a || x == b || Some(x) == c;
                let want: Vec<usize> = (0..len).filter(|&i| is(bytes[i])).collect();
                assert_eq!(found, want);
            }
        }
    }

    #[test]
    fn forward_leaves_out_what_lies_before() {
        let bytes = b",".repeat(300);
        for to in 0..300 {
            let mut marks = Marks::new(&bytes, b',', b'\n', None);
            marks.next(&bytes);
            marks.forward(&bytes, to);
            assert_eq!(marks.next(&bytes), Some(to.max(1)));
        }
        let mut marks = Marks::new(&bytes, b',', b'\n', None);
        marks.forward(&bytes, 300);
        assert_eq!(marks.next(&bytes), None);
    }
}
