//! Batches: what a format reader hands to a sink, column by column.

use super::{Raw, Span};

/// The name under which a column's facts are kept until the merge.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnKey {
    /// The n-th column (from 0) of a table whose columns are told by position.
    Ordinal(u32),
    /// A column that the data itself names: a JSON path, an INSERT's own list.
    Name(Box<[u8]>),
}

/// Which record each value of a column belongs to.
#[derive(Clone, PartialEq, Eq)]
pub enum Rows {
    /// The i-th span is the value of the i-th record of the batch; there is one for every record.
    Dense,
    /// The record (index in the batch) of each span, never falling. A record may have none or several.
    Sparse(Vec<u32>),
}

/// One column of a batch.
#[derive(Clone)]
pub struct Column {
    /// What the column is called until the merge.
    pub key: ColumnKey,
    /// The values, in the order of the records.
    pub spans: Vec<Span>,
    /// Which records they belong to.
    pub rows: Rows,
}

/// What the records of a batch are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Records, counted and examined.
    Data,
    /// The first record of a delimited source, which may be its header. `judge` decides later whether it was data.
    FirstRow,
    /// Further windows of values that are larger than one window (see [`WINDOW`]). Each span is searched for
    /// embedded values and counts neither as a record nor as a value.
    Window,
}

/// Values longer than this, in bytes, are handed over as this many bytes and then in windows.
pub const WINDOW: usize = 1 << 20;
/// How many bytes two neighbouring windows of one value share, so that nothing is cut in half.
pub const WINDOW_OVERLAP: usize = 4096;
/// How many records a reader gathers before it hands them over.
pub const BATCH_RECORDS: usize = 4096;

/// A table of this reading, as handed out by [`Sink::table`](crate::format::Sink::table).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TableRef(pub u32);

/// Some records of one table, in columns.
pub struct Batch<'a> {
    /// Which table.
    pub table: TableRef,
    /// What the records are.
    pub role: Role,
    /// How many records.
    pub records: usize,
    /// Offset in the source (after decoding) of `bytes[0]`; locates samples.
    pub position: u64,
    /// The bytes that borrowed spans point into.
    pub bytes: &'a [u8],
    /// The bytes that scratch spans point into.
    pub scratch: &'a [u8],
    /// The columns.
    pub columns: &'a [Column],
}

impl<'a> Batch<'a> {
    /// The value of a span, or `None` for null. A span that points outside its buffer is null.
    pub fn value(&self, span: Span) -> Option<Raw<'a>> {
        if span.is_null() {
            return None;
        }
        let buffer = if span.in_scratch() { self.scratch } else { self.bytes };
        buffer.get(span.offset()..span.offset() + span.len()).map(Raw::new)
    }
}

/// Where a table's column names come from. Later ones in this list weigh less where two disagree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SchemaOrigin {
    /// `CREATE TABLE`.
    Declared,
    /// The column list of an `INSERT` or `COPY`.
    Listed,
    /// Nothing told them: columns are known by position, or by the names that the data carries.
    Unnamed,
}

/// One column as a schema declares it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct SchemaColumn {
    /// The name, in UTF-8 as far as it can be decoded, unescaped and unquoted.
    pub name: Box<[u8]>,
    /// The declared type in lower case (`varchar(255)`), or empty.
    pub sql_type: Box<[u8]>,
    /// The comment that the schema gives it, or empty.
    pub comment: Box<[u8]>,
}

/// A table as a reader meets it.
#[derive(Clone, PartialEq, Eq)]
pub struct Schema {
    /// The table's name without its database: `users`, `text`. Delimited files: empty (the file's stem is its name).
    pub name: Box<[u8]>,
    /// Where the column names come from.
    pub origin: SchemaOrigin,
    /// The columns by position; empty when nothing names them.
    pub columns: Vec<SchemaColumn>,
}
