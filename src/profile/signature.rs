//! Signatures: which columns are filled together, and what else a record holds.

use std::collections::BTreeMap;

/// How many signatures a table keeps.
pub const KEPT: usize = 1024;

/// What one kind of record holds: the hashes of its filled columns and of what was found embedded in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// The hashes, sorted; see `element`.
    pub elements: Box<[u64]>,
    /// How many records are like this.
    pub records: u64,
}

/// The signatures of a table's records. Those with the smallest hashes are kept, with exact counts.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Signatures {
    kept: BTreeMap<u64, Signature>,
    /// Whether some were let go: then sums over signatures are lower bounds.
    dropped: bool,
}

impl Signatures {
    /// Counts `records` with this signature; `elements` is asked for only when it is new and kept.
    pub fn add(&mut self, hash: u64, records: u64, elements: impl FnOnce() -> Box<[u64]>) {
        if let Some(known) = self.kept.get_mut(&hash) {
            known.records += records;
            return;
        }
        if self.kept.len() >= KEPT && self.kept.last_key_value().is_some_and(|(&largest, _)| hash > largest) {
            self.dropped = true;
            return;
        }
        self.kept.insert(hash, Signature { elements: elements(), records });
        if self.kept.len() > KEPT {
            self.kept.pop_last();
            self.dropped = true;
        }
    }

    /// Adds what another one has seen.
    pub fn merge(&mut self, other: &Signatures) {
        self.dropped |= other.dropped;
        for (&hash, signature) in &other.kept {
            self.add(hash, signature.records, || signature.elements.clone());
        }
    }

    /// Whether every record is counted in one of them.
    pub fn is_exact(&self) -> bool {
        !self.dropped
    }

    /// The signatures, by hash.
    pub fn iter(&self) -> impl Iterator<Item = &Signature> {
        self.kept.values()
    }
}
