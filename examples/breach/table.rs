//! Tables as data: what a column is called, what it holds and how a cell of
//! it is written. Dumps, exports and the truth all come from these.

/// What a column is to a database, and how its cells are quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// Text of at most so many characters.
    Text(u16),
    /// Text of exactly so many characters.
    Fixed(u16),
    /// Text of any length.
    Long,
    /// Two decimals.
    Money,
    /// Nineteen bytes, `2024-03-01 07:08:09`, that each form finishes.
    Time,
    /// `0` or `1`.
    Flag,
    /// A JSON document.
    Json,
}

/// Writes a cell; false when it is null, and then nothing was written.
pub type Fill<R> = fn(&R, &mut Vec<u8>) -> bool;

/// A column.
pub struct Column<R> {
    /// Its name; in nested forms a path, `shipping.city`.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Categories that must be reported for it.
    pub holds: &'static [&'static str],
    /// Categories that may be reported for it, and need not.
    pub may: &'static [&'static str],
    /// Whether to count the values that pass Luhn.
    pub count_luhn: bool,
    /// Writes a cell of it.
    pub fill: Fill<R>,
}

/// A column that holds nothing personal, until [`Column::holds`] says so.
pub const fn column<R>(name: &'static str, kind: Kind, fill: Fill<R>) -> Column<R> {
    Column { name, kind, holds: &[], may: &[], count_luhn: false, fill }
}

impl<R> Column<R> {
    /// With the categories that must be reported.
    pub const fn holds(mut self, categories: &'static [&'static str]) -> Self {
        self.holds = categories;
        self
    }

    /// With categories that may be reported too.
    pub const fn may(mut self, categories: &'static [&'static str]) -> Self {
        self.may = categories;
        self
    }

    /// With a count of the values that pass Luhn.
    pub const fn count_luhn(mut self) -> Self {
        self.count_luhn = true;
        self
    }
}

/// A table.
pub struct Table<R: 'static> {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column<R>],
    /// How many of the first columns make the primary key.
    pub key: usize,
    /// Further keys as MySQL declares them, parted by `;`.
    pub keys: &'static str,
}

impl<R> Table<R> {
    /// The names of the columns that make the primary key.
    pub fn key_columns(&self) -> impl Iterator<Item = &'static str> + use<R> {
        self.columns.iter().take(self.key).map(|column| column.name)
    }
}

/// Writes text and says that the cell is filled.
pub fn put(out: &mut Vec<u8>, text: &[u8]) -> bool {
    out.extend_from_slice(text);
    true
}

/// Writes text if there is any, else null.
pub fn put_some(out: &mut Vec<u8>, text: &[u8]) -> bool {
    out.extend_from_slice(text);
    !text.is_empty()
}

/// Writes a number and says that the cell is filled.
pub fn put_number(out: &mut Vec<u8>, n: u64) -> bool {
    crate::bytes::decimal(out, n);
    true
}

/// Writes hundredths and says that the cell is filled.
pub fn put_money(out: &mut Vec<u8>, hundredths: u64) -> bool {
    crate::bytes::money(out, hundredths);
    true
}

/// Writes a time and says that the cell is filled.
pub fn put_time(out: &mut Vec<u8>, seconds: u64) -> bool {
    crate::bytes::datetime(out, seconds);
    true
}

/// Runs a writer that always writes.
pub fn always(write: impl FnOnce()) -> bool {
    write();
    true
}
