//! Samples: a few values by place and mask, chosen by smallest hash.

use super::mask::mask;

/// How many samples are kept.
pub const KEPT: usize = 3;

/// One sample. It holds no value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sample {
    /// The value's hash, by which samples are chosen.
    hash: u64,
    /// Where it stands in its source (after unpacking), in bytes.
    pub offset: u64,
    /// Its form.
    pub mask: String,
}

/// The samples of a column or of a form's matches, the same whatever the order in which values came.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Samples(Vec<Sample>);

impl Samples {
    /// Offers a value.
    #[inline]
    pub fn offer(&mut self, hash: u64, offset: u64, value: &[u8]) {
        if self.0.len() == KEPT && self.0.last().is_some_and(|last| hash > last.hash) {
            return;
        }
        self.place(hash, offset, || mask(value));
    }

    fn place(&mut self, hash: u64, offset: u64, mask: impl FnOnce() -> String) {
        if let Some(known) = self.0.iter_mut().find(|s| s.hash == hash) {
            // Values that had to be unescaped have no offset of their own: among those the mask decides.
            if offset < known.offset || (offset == known.offset && offset == u64::MAX) {
                let mask = mask();
                if offset < known.offset || mask < known.mask {
                    *known = Sample { hash, offset, mask };
                }
            }
            return;
        }
        let at = self.0.partition_point(|s| s.hash < hash);
        if at < KEPT {
            self.0.insert(at, Sample { hash, offset, mask: mask() });
            self.0.truncate(KEPT);
        }
    }

    /// Adds what another one has kept.
    pub fn merge(&mut self, other: &Samples) {
        for sample in &other.0 {
            self.place(sample.hash, sample.offset, || sample.mask.clone());
        }
    }

    /// The samples, by hash.
    pub fn iter(&self) -> impl Iterator<Item = &Sample> {
        self.0.iter()
    }
}
