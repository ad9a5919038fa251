//! Formats: bytes into batches. One file (or folder) a format, and a line in [`registry`].

pub mod delimited;
pub mod json;
pub mod labelled;
pub mod nested;
pub mod raw;
pub mod registry;
pub mod sql;
pub mod stretch;
pub mod text;

pub use stretch::{Reading, Stretch};

use crate::model::{Batch, Border, Flow, Gap, Schema, TableRef};

/// How well a format fits the first bytes of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// 0: not this format at all; 1000: certainly. Plain text, which fits any text, says 100.
    pub score: u16,
    /// The variant of the format that was recognised. Reading needs it again.
    pub dialect: Dialect,
}

impl Fit {
    /// Not this format.
    pub fn none() -> Self {
        Self { score: 0, dialect: Dialect::default() }
    }
}

/// A variant of a format in a short stable text of the format's own making, such as `, "` for a delimited file.
///
/// It is shown in reports, keyed in journals, and read back by the format that made it; it never holds a value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Dialect(pub String);

/// Where a source of a format may be split.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cuts {
    /// Nowhere: it is read as one split.
    Whole,
    /// At any offset: the record that owns an offset can be told for certain from the bytes around it.
    Lines,
    /// At any offset, by a guess that the chain of borders must confirm.
    Guessed,
    /// At these offsets only.
    Known(Vec<u64>),
}

/// A table to be written in some dialect: used to plant controls.
pub struct Specimen {
    /// The table's name.
    pub table: String,
    /// The column names.
    pub columns: Vec<String>,
    /// The records; `None` is null.
    pub records: Vec<Vec<Option<Vec<u8>>>>,
}

/// Turns bytes into batches. The reader drives; the sink receives. What it can't decode it hands over as a gap.
pub trait Format: Sync {
    /// The name in reports: `delimited`, `sql`, `json`, `text`.
    fn name(&self) -> &'static str;

    /// How well the first bytes of a source fit. `whole` says that `head` is all there is.
    fn sniff(&self, head: &[u8], whole: bool) -> Fit;

    /// Where a source of this dialect may be split.
    fn cut(&self, dialect: &Dialect) -> Cuts;

    /// Reads the records whose first byte lies in the stretch and hands them to the sink.
    ///
    /// # Errors
    /// Only when the system refuses to hand over bytes; everything else is a gap, and reading goes on after it.
    fn read(&self, stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> Result<Reading, std::io::Error>;

    /// Writes a specimen in this dialect so that [`Format::read`] must read it back; `false` where it can't be written.
    fn write(&self, dialect: &Dialect, specimen: &Specimen, out: &mut Vec<u8>) -> bool;
}

/// Receives what a reader finds.
pub trait Sink {
    /// Announces a table, with the columns it declares. The same name announced twice is the same table.
    fn table(&mut self, schema: &Schema) -> TableRef;
    /// Takes some records. The reader stops when it answers [`Flow::Stop`].
    fn batch(&mut self, batch: &Batch<'_>) -> Flow;
    /// Takes a stretch that could not be decoded, in offsets of the source.
    fn gap(&mut self, gap: Gap);
}

/// Border of a reading that took the whole source from `0` to `end`.
pub fn whole_border(end: u64) -> Border {
    Border { first: 0, entry: Default::default(), next: end, exit: Default::default() }
}
