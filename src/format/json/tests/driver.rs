//! Reads JSON as the engine would, and keeps what comes out in a form that is easy to compare.

use std::collections::BTreeMap;
use std::io::Read;

use crate::format::json::Json;
use crate::format::{Dialect, Format, Sink, Stretch};
use crate::model::{Batch, Border, ColumnKey, Entry, Flow, Gap, Role, Rows, Schema, TableRef};

/// Columns and values of a record.
pub type Values = Vec<(String, Option<String>)>;

/// What a reading gave.
#[derive(Default, PartialEq, Eq, Debug, Clone)]
pub struct Seen {
    /// Table and values of each record: column, and value or null.
    pub records: Vec<(String, Values)>,
    /// Values of windows.
    pub windows: Vec<(String, Vec<u8>)>,
    /// Gaps: start, end, reason.
    pub gaps: Vec<(u64, u64, &'static str)>,
    tables: Vec<String>,
    /// The largest window that a batch pointed into.
    pub largest: usize,
}

pub fn key(key: &ColumnKey) -> String {
    match key {
        ColumnKey::Ordinal(n) => format!("#{n}"),
        ColumnKey::Name(name) => String::from_utf8_lossy(name).into_owned(),
    }
}

impl Sink for Seen {
    fn table(&mut self, schema: &Schema) -> TableRef {
        let name = String::from_utf8_lossy(&schema.name).into_owned();
        if let Some(n) = self.tables.iter().position(|t| *t == name) {
            return TableRef(n as u32);
        }
        self.tables.push(name);
        TableRef(self.tables.len() as u32 - 1)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        self.largest = self.largest.max(batch.bytes.len() + batch.scratch.len());
        let table = &self.tables[batch.table.0 as usize];
        let mut records = vec![Vec::new(); batch.records];
        for column in batch.columns {
            assert!(!column.spans.is_empty());
            for (n, &span) in column.spans.iter().enumerate() {
                let row = match &column.rows {
                    Rows::Dense => n,
                    Rows::Sparse(rows) => rows[n] as usize,
                };
                let value = batch.value(span).map(|v| v.bytes().to_vec());
                assert!(span.is_null() || value.is_some());
                if batch.role == Role::Window {
                    self.windows.push((key(&column.key), value.unwrap_or_default()));
                } else {
                    let text = value.map(|v| String::from_utf8_lossy(&v).into_owned());
                    records[row].push((key(&column.key), text));
                }
            }
        }
        if batch.role != Role::Window {
            for mut record in records {
                record.sort();
                self.records.push((table.clone(), record));
            }
        }
        Flow::Continue
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push((gap.start, gap.end, gap.reason.as_str()));
    }
}

/// Hands out at most `step` bytes a call, so that every token is cut somewhere.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.1.min(out.len()).min(self.0.len());
        out[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

pub fn read_part(data: &[u8], dialect: &str, start: usize, end: u64, entry: Entry, seen: &mut Seen, step: usize) -> Border {
    let from = if entry == Entry::Guess { start.saturating_sub(100) } else { start };
    let mut input = Slow(&data[from..], step);
    let dialect = Dialect(dialect.into());
    let mut stretch = Stretch::new(&mut input, from as u64, start as u64, end, entry, &dialect);
    Json.read(&mut stretch, seen).unwrap().border
}

/// Reads all of it at once.
pub fn read(data: &[u8], dialect: &str) -> Seen {
    let mut seen = Seen::default();
    read_part(data, dialect, 0, u64::MAX, Entry::Start, &mut seen, usize::MAX);
    seen
}

/// Reads it in splits that begin at these offsets, and again where a border doesn't fit. Says how many were read again.
pub fn read_split(data: &[u8], dialect: &str, starts: &[usize]) -> (Seen, usize) {
    let mut all = Seen::default();
    let mut last: Option<Border> = None;
    let mut again = 0;
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(u64::MAX, |&e| e as u64);
        let entry = if start == 0 { Entry::Start } else { Entry::Guess };
        let mut seen = Seen::default();
        let mut border = read_part(data, dialect, start, end, entry, &mut seen, usize::MAX);
        if let Some(left) = &last
            && (left.next != border.first || left.exit != border.entry)
        {
            again += 1;
            seen = Seen::default();
            let entry = Entry::Known(left.exit.clone());
            border = read_part(data, dialect, left.next as usize, end, entry, &mut seen, usize::MAX);
            assert!(border.first == left.next && border.entry == left.exit, "a known entry is believed");
        }
        all.records.extend(seen.records);
        all.windows.extend(seen.windows);
        all.gaps.extend(seen.gaps);
        last = Some(border);
    }
    assert_eq!(last.unwrap().next, data.len() as u64);
    (all, again)
}

/// `table: column=value …` of each record.
pub fn lines(seen: &Seen) -> Vec<String> {
    let value = |(column, value): &(String, Option<String>)| match value {
        Some(value) => format!("{column}={value}"),
        None => format!("{column}=∅"),
    };
    seen.records.iter().map(|(table, values)| format!("{table}: {}", values.iter().map(value).collect::<Vec<_>>().join(" "))).collect()
}

/// Column and value of all records, as a multiset.
pub fn multiset(seen: &Seen) -> BTreeMap<(String, Option<String>), usize> {
    let mut set = BTreeMap::new();
    for value in seen.records.iter().flat_map(|(_, values)| values) {
        *set.entry(value.clone()).or_default() += 1;
    }
    set
}
