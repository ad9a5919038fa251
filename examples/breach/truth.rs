//! What was written, so that a scan can be held against it.

use serde::Serialize;

use crate::form::Tally;
use crate::table::Table;

/// Categories that a report can name, so that absence can be said too.
const CATEGORIES: &[&str] = &[
    "identity.name",
    "identity.username",
    "identity.dob",
    "identity.gender",
    "identity.gov_id",
    "contact.email",
    "contact.phone",
    "contact.address",
    "contact.address.part",
    "payment.card.pan",
    "payment.card.last4",
    "payment.card.cvv",
    "payment.card.expiry",
    "payment.card.brand",
    "payment.card.holder",
    "payment.card.track",
    "payment.card.token",
    "payment.card.hash",
    "payment.card.ciphertext",
    "payment.bank_account",
    "payment.crypto_wallet",
    "credential.password.hash",
    "credential.password.plain",
    "credential.salt",
    "credential.secret",
    "financial.transaction",
    "network.ip",
    "network.mac",
    "location.geo",
];

/// The whole breach.
#[derive(Serialize)]
pub struct Truth {
    /// The seed.
    pub seed: u64,
    /// Customers, each in one file only.
    pub accounts: u64,
    /// The `--format` that was asked for.
    pub format: String,
    /// Whether the payment server holds numbers in clear.
    pub breach_payments: bool,
    /// Rows of all tables of customers.
    pub customers: u64,
    /// Rows of all tables of orders.
    pub orders: u64,
    /// Order numbers that pass Luhn by chance.
    pub order_numbers_passing_luhn: u64,
    /// The two servers.
    pub volumes: Vec<Volume>,
}

/// A server.
#[derive(Serialize)]
pub struct Volume {
    /// The name of its folder.
    pub name: &'static str,
    /// Categories that a person's data is there of.
    pub present: Vec<&'static str>,
    /// Categories that are not there.
    pub absent: Vec<&'static str>,
    /// Its files.
    pub files: Vec<File>,
}

/// A file.
#[derive(Serialize)]
pub struct File {
    /// Its path within the volume.
    pub path: &'static str,
    /// Its size.
    pub bytes: u64,
    /// Lines, where it is text without tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<u64>,
    /// Categories in it, where it has no tables.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub holds: &'static [&'static str],
    /// Its tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Rows>,
}

/// A table.
#[derive(Serialize)]
pub struct Rows {
    /// Its name.
    pub table: &'static str,
    /// How many rows.
    pub records: u64,
    /// How many values pass Luhn, in the columns where that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passing_luhn: Option<u64>,
    /// Its columns.
    pub columns: Vec<Cells>,
}

/// A column.
#[derive(Serialize)]
pub struct Cells {
    /// Its name or path.
    pub column: &'static str,
    /// Cells that are not null.
    pub filled: u64,
    /// Categories that must be reported for it.
    pub holds: &'static [&'static str],
    /// Categories that may be.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub may: &'static [&'static str],
}

impl Rows {
    /// From a table and what was counted while it was written.
    pub fn new<R>(table: &Table<R>, tally: &Tally) -> Self {
        let counted = table.columns.iter().any(|column| column.count_luhn);
        let filled = tally.filled.iter().copied().chain(std::iter::repeat(0));
        Self {
            table: table.name,
            records: tally.records,
            passing_luhn: counted.then_some(tally.luhn),
            columns: table
                .columns
                .iter()
                .zip(filled)
                .map(|(column, filled)| Cells { column: column.name, filled, holds: column.holds, may: column.may })
                .collect(),
        }
    }
}

impl File {
    /// Text or bytes without tables.
    pub fn plain(path: &'static str, bytes: u64, lines: Option<u64>, holds: &'static [&'static str]) -> Self {
        Self { path, bytes, lines, holds, tables: Vec::new() }
    }
}

impl Volume {
    /// From its files: what their filled columns hold is present, and what no
    /// column may be taken for is absent.
    pub fn new(name: &'static str, files: Vec<File>) -> Self {
        let columns = || files.iter().flat_map(|file| &file.tables).flat_map(|rows| &rows.columns).filter(|cells| cells.filled > 0);
        let holds = |category: &&&str| {
            let in_files = files.iter().any(|file| file.holds.contains(*category));
            in_files || columns().any(|cells| cells.holds.contains(*category))
        };
        let may = |category: &&str| columns().any(|cells| cells.may.contains(category));
        let (present, rest): (Vec<&&str>, Vec<&&str>) = CATEGORIES.iter().partition(holds);
        Self {
            name,
            present: present.into_iter().copied().collect(),
            absent: rest.into_iter().copied().filter(|category| !may(category)).collect(),
            files,
        }
    }

    /// Rows of all tables of one name.
    pub fn records(&self, table: &str) -> u64 {
        self.tables(table).map(|rows| rows.records).sum()
    }

    /// Values that pass Luhn in all tables of one name.
    pub fn passing_luhn(&self, table: &str) -> u64 {
        self.tables(table).filter_map(|rows| rows.passing_luhn).sum()
    }

    fn tables(&self, table: &str) -> impl Iterator<Item = &Rows> {
        self.files.iter().flat_map(|file| &file.tables).filter(move |rows| rows.table == table)
    }
}
