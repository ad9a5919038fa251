//! Whole scripts of every flavour, cut at every offset, cut off at every byte, and damaged.

mod cuts;
mod damage;
mod flavours;

use super::{Sql, reader::Reader};
use crate::format::{Dialect, Format, Sink, Stretch};
use crate::model::{Batch, Border, ColumnKey, Entry, Flow, Gap, Role, Schema, SchemaOrigin, TableRef};

/// What a reading handed over, in its order.
#[derive(Default)]
pub struct Seen {
    pub tables: Vec<Schema>,
    pub records: Vec<String>,
    pub windows: Vec<(String, Vec<u8>)>,
    pub gaps: Vec<(u64, u64, String)>,
}

pub fn show(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

impl Sink for Seen {
    fn table(&mut self, schema: &Schema) -> TableRef {
        self.tables.push(schema.clone());
        TableRef(self.tables.len() as u32 - 1)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        let table = show(&self.tables[batch.table.0 as usize].name);
        let key = |key: &ColumnKey| match key {
            ColumnKey::Ordinal(n) => format!("#{n}"),
            ColumnKey::Name(name) => show(name),
        };
        if batch.role == Role::Window {
            for column in batch.columns {
                let value = batch.value(column.spans[0]).unwrap().bytes().to_vec();
                self.windows.push((key(&column.key), value));
            }
            return Flow::Continue;
        }
        for record in 0..batch.records {
            let mut line = table.clone();
            for column in batch.columns {
                assert_eq!(column.spans.len(), batch.records);
                if let Some(value) = batch.value(column.spans[record]) {
                    let value = value.bytes();
                    let short = &value[..value.len().min(400)];
                    line.push_str(&format!(" {}={}", key(&column.key), show(short)));
                }
            }
            self.records.push(line);
        }
        Flow::Continue
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push((gap.start, gap.end, gap.detail));
    }
}

impl Seen {
    /// The schemas that CREATE TABLE gave: `table(column type, …)`.
    pub fn declared(&self) -> Vec<String> {
        self.tables
            .iter()
            .filter(|schema| schema.origin == SchemaOrigin::Declared)
            .map(|schema| {
                let columns: Vec<String> = schema.columns.iter().map(|c| format!("{} {}", show(&c.name), show(&c.sql_type))).collect();
                format!("{}({})", show(&schema.name), columns.join(", "))
            })
            .collect()
    }
}

pub fn read_part(data: &[u8], dialect: &str, start: u64, end: u64, entry: Entry, overrun: u64, seen: &mut Seen) -> Border {
    let dialect = Dialect(dialect.to_owned());
    let back = if entry == Entry::Guess { start.min(100) } else { 0 };
    let position = start - back;
    let mut input = &data[(position as usize).min(data.len())..];
    let mut stretch = Stretch::new(&mut input, position, start, end, entry, &dialect);
    Reader::new(&mut stretch, seen, overrun).read().unwrap().border
}

pub fn read(dialect: &str, data: &[u8]) -> Seen {
    let mut seen = Seen::default();
    read_part(data, dialect, 0, u64::MAX, Entry::Start, 0, &mut seen);
    seen
}

pub fn dialect_of(data: &[u8]) -> String {
    Sql.sniff(data, true).dialect.0
}
