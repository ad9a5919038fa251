//! Gaps: bytes that were not examined, why, and what that leaves open.

use super::CategoryId;

/// Why bytes were not examined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// Encrypted; nothing can be said without the key.
    Encrypted,
    /// Damaged: the format's own rules or a checksum say so.
    Corrupt,
    /// The system refused to hand over the bytes.
    Unreadable,
    /// A stated limit was reached.
    Limit,
    /// The file changed while it was read.
    Changed,
    /// Left out on the user's word.
    Excluded,
    /// A data format that nothing here parses; its strings were examined raw.
    Unsupported,
    /// The ledgers do not close: a defect of this program.
    Unbalanced,
}

impl Reason {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Encrypted => "encrypted",
            Reason::Corrupt => "corrupt",
            Reason::Unreadable => "unreadable",
            Reason::Limit => "limit",
            Reason::Changed => "changed",
            Reason::Excluded => "excluded",
            Reason::Unsupported => "unsupported",
            Reason::Unbalanced => "unbalanced",
        }
    }
}

/// Which categories a gap leaves open.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Blocks {
    /// Every category.
    All,
    /// These, sorted.
    Categories(Vec<CategoryId>),
}

/// A stretch of a source that was not examined (or was examined and is suspect, with `bytes` of 0).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Gap {
    /// Offset in the source's own stream (after unpacking) where it begins.
    pub start: u64,
    /// Offset after its last byte. `start` when the bytes were examined all the same.
    pub end: u64,
    /// Why.
    pub reason: Reason,
    /// One line for a person: what was found and what to do. Never holds a raw value.
    pub detail: String,
    /// What it leaves open.
    pub blocks: Blocks,
}

impl Gap {
    /// A gap that leaves every category open.
    pub fn new(start: u64, end: u64, reason: Reason, detail: impl Into<String>) -> Self {
        Self { start, end: end.max(start), reason, detail: detail.into(), blocks: Blocks::All }
    }

    /// How many bytes of the source it covers.
    pub fn bytes(&self) -> u64 {
        self.end - self.start
    }
}
