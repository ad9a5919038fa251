//! Reads sources whole and in splits as an engine would, and compares: what all readers of text must stand.

use std::io::Read;

use crate::format::{Dialect, Format, Sink, Stretch};
use crate::model::{Batch, Border, Entry, Flow, Gap, Role, Schema, TableRef};

/// A record as a sink hears it; nulls at its end are left out, for a batch pads with them.
pub(in crate::format) type Row = (String, bool, Vec<Option<Vec<u8>>>);

/// Keeps all that it hears.
#[derive(Default)]
pub(in crate::format) struct Heard {
    tables: Vec<String>,
    pub rows: Vec<Row>,
    pub windows: Vec<(u32, Vec<u8>)>,
    pub gaps: Vec<(u64, u64)>,
    pub batches: usize,
}

impl Sink for Heard {
    fn table(&mut self, schema: &Schema) -> TableRef {
        let name = String::from_utf8_lossy(&schema.name).into_owned();
        let found = self.tables.iter().position(|t| *t == name);
        TableRef(found.unwrap_or_else(|| {
            self.tables.push(name);
            self.tables.len() - 1
        }) as u32)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        use crate::model::ColumnKey::Ordinal;
        let value = |span| batch.value(span).map(|raw| raw.bytes().to_vec());
        self.batches += 1;
        if batch.role == Role::Window {
            let Ordinal(ordinal) = batch.columns[0].key else { panic!("a delimited column has no name") };
            self.windows.push((ordinal, value(batch.columns[0].spans[0]).unwrap()));
            return Flow::Continue;
        }
        assert!(batch.role == Role::Data || batch.records == 1);
        for (i, column) in batch.columns.iter().enumerate() {
            assert!(column.key == Ordinal(i as u32) && column.spans.len() == batch.records);
        }
        for i in 0..batch.records {
            let mut row: Vec<_> = batch.columns.iter().map(|c| value(c.spans[i])).collect();
            while row.last() == Some(&None) {
                row.pop();
            }
            let name = self.tables[batch.table.0 as usize].clone();
            self.rows.push((name, batch.role == Role::FirstRow, row));
        }
        Flow::Continue
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push((gap.start, gap.end));
    }
}

/// Hands over a few bytes at a time, as a pipe may.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.0.len().min(self.1).min(buffer.len());
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

#[derive(Clone, Copy)]
pub(in crate::format) struct Split {
    pub start: usize,
    pub end: u64,
    pub back: usize,
    pub drop: usize,
}

/// Reads one split.
pub(in crate::format) fn read_split(
    format: &dyn Format,
    dialect: &Dialect,
    data: &[u8],
    split: Split,
    entry: Entry,
    heard: &mut Heard,
) -> Border {
    let from = split.start - split.back.min(split.start);
    let mut input = Drops(&data[from.min(data.len())..], split.drop);
    let start = split.start as u64;
    let mut stretch = Stretch::new(&mut input, from as u64, start, split.end, entry, dialect);
    format.read(&mut stretch, heard).unwrap().border
}

/// Reads a whole source.
pub(in crate::format) fn read_whole(format: &dyn Format, dialect: &Dialect, data: &[u8]) -> Heard {
    let mut heard = Heard::default();
    let split = Split { start: 0, end: u64::MAX, back: 0, drop: usize::MAX };
    let border = read_split(format, dialect, data, split, Entry::Start, &mut heard);
    assert!(border.first == 0 && border.next == data.len() as u64);
    heard
}

/// Reads a source in splits that begin at these offsets, and reads a split again where the chain of borders breaks.
pub(in crate::format) fn read_chain(
    format: &dyn Format,
    dialect: &Dialect,
    data: &[u8],
    starts: &[usize],
    back: usize,
    drop: usize,
) -> Heard {
    let mut all = Heard::default();
    let mut last: Option<Border> = None;
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(data.len(), |&e| e) as u64;
        let split = Split { start, end, back, drop };
        let entry = if start == 0 { Entry::Start } else { Entry::Guess };
        let mut heard = Heard::default();
        let mut border = read_split(format, dialect, data, split, entry, &mut heard);
        if let Some(last) = last {
            if last.next != border.first || last.exit != border.entry {
                heard = Heard::default();
                let start = last.next as usize;
                let split = Split { start, end, back: 0, drop };
                let entry = Entry::Known(last.exit.clone());
                border = read_split(format, dialect, data, split, entry, &mut heard);
            }
            assert!(border.first == last.next && border.entry == last.exit);
        }
        assert!(border.next >= border.first);
        all.rows.append(&mut heard.rows);
        all.gaps.append(&mut heard.gaps);
        all.windows.append(&mut heard.windows);
        last = Some(border);
    }
    assert_eq!(last.unwrap().next, data.len() as u64);
    all
}

/// Cuts a source at every offset, and in splits of 1 to 16 bytes, and expects what a whole reading says.
pub(in crate::format) fn any_cut_reads_the_same(format: &dyn Format, dialect: &Dialect, data: &[u8]) {
    let whole = read_whole(format, dialect, data);
    let check = |starts: &[usize], back, drop| {
        let parts = read_chain(format, dialect, data, starts, back, drop);
        assert!(parts.rows == whole.rows, "{starts:?} {back} {drop}");
        assert!(parts.gaps == whole.gaps && parts.windows == whole.windows, "{starts:?}");
    };
    for cut in 1..data.len() {
        check(&[0, cut], 1, 5);
        check(&[0, cut], 65536, 1000);
    }
    for size in 1..=16 {
        let starts: Vec<usize> = (0..data.len()).step_by(size).collect();
        check(&starts, 1 + size, 1 + size % 3);
    }
}
